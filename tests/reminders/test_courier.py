"""What is due goes out once: as one message, at a time to be reached, and only while it is true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.commitments import CommitmentService
from bot.domain import Commitment, CommitmentStatus, Delivery, DeliveryKind, DeliveryStatus, Holiday, Person
from bot.reminders import Courier
from bot.store import Store

ADA = "ada"
OSLO = ZoneInfo("Europe/Oslo")
FRIDAY = date(2026, 3, 6)
MONDAY = date(2026, 3, 9)

Promise = Callable[..., Commitment]


def oslo(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=OSLO)


def waiting(store: Store) -> list[Delivery]:
    return [each for each in store.deliveries.of_person(ADA) if each.status is DeliveryStatus.SCHEDULED]


def test_a_reminder_goes_out_when_it_is_due_and_never_again(
    courier: Courier, sender: Any, clock: Any, promise: Promise
) -> None:
    promise("read", FRIDAY, if_then="if it is eight, I read")
    clock.now = oslo(6, 8, 59)
    early = courier.send_due()
    clock.now = oslo(6, 9)
    on_time = courier.send_due()
    again = courier.send_due()

    assert [len(each.messages) for each in (early, on_time, again)] == [0, 1, 0]
    assert sender.texts == ["“read” is due today: Friday, 6 March 2026. Your plan: if it is eight, I read."]


def test_after_the_due_day_it_is_asked_for(
    courier: Courier, sender: Any, clock: Any, promise: Promise
) -> None:
    promise("read", FRIDAY)
    clock.now = oslo(6, 9)
    courier.send_due()
    clock.now = oslo(9, 9)
    courier.send_due()

    assert sender.texts[1].splitlines()[0] == (
        "“read” was due 3 days ago: Friday, 6 March 2026. "
        "How did it go? Say done, partly or not, or name another day."
    )
    assert "1 still open" in sender.texts[1]


def test_after_a_downtime_there_is_one_message_with_each_commitment_once(
    courier: Courier, sender: Any, clock: Any, promise: Promise
) -> None:
    for number in range(4):
        promise(f"read {number}", FRIDAY)
    clock.now = oslo(18, 10)

    courier.send_due()

    (text,) = sender.texts
    digest, ask = text.split("\n\n")[:2]
    assert digest.startswith("4 things to look at:\n- “read 0” was due 12 days ago")
    assert digest.count("was due") == 4
    assert ask.startswith("How did it go?")
    assert courier.send_due().messages == []


def test_a_reminder_that_is_too_late_leaves_it_to_the_check_in(
    courier: Courier, sender: Any, clock: Any, promise: Promise
) -> None:
    promise("read", date(2026, 3, 4), oslo(4, 18).time())
    clock.now = oslo(4, 18, 30)
    late = courier.send_due()
    clock.now = oslo(4, 19)
    courier.send_due()

    assert (late.messages, late.cancelled) == ([], 1)
    assert len(sender.sent) == 1
    assert sender.texts[0].startswith("“read” was due today: Wednesday, 4 March 2026, 18:00.")


def test_what_was_snoozed_past_its_date_is_reminded_of(
    courier: Courier, sender: Any, clock: Any, promise: Promise, service: CommitmentService
) -> None:
    kept = promise("read", date(2026, 3, 4))
    service.snooze(ADA, kept.commitment_id, oslo(5, 12))
    for hour in (9, 12):
        clock.now = oslo(5, hour)
        courier.send_due()
    clock.now = oslo(6, 9)
    courier.send_due()

    assert sender.texts[0] == ("You asked to be reminded of “read”. It was due Wednesday, 4 March 2026.")
    assert "How did it go?" in sender.texts[1]


def test_what_is_closed_or_moved_meanwhile_is_not_spoken_of(
    courier: Courier, sender: Any, clock: Any, promise: Promise, service: CommitmentService
) -> None:
    done, moved = promise("read", FRIDAY), promise("write", FRIDAY)
    clock.now = oslo(6, 8)
    service.close(ADA, done.commitment_id, CommitmentStatus.DONE)
    service.move(ADA, moved.commitment_id, MONDAY)
    clock.now = oslo(6, 9)

    assert courier.send_due().messages == []


@pytest.mark.parametrize("off", [{"reminders_on": False}, {"nudges_per_day": 0}])
def test_stop_reminders_works_at_once(
    courier: Courier, sender: Any, clock: Any, promise: Promise, store: Store, off: dict[str, Any]
) -> None:
    promise("read", FRIDAY)
    store.save_person(replace(store.person(ADA), **off))  # and nothing was rescheduled yet
    clock.now = oslo(6, 9)

    report = courier.send_due()

    assert (report.messages, report.cancelled, sender.sent) == ([], 1, [])


@pytest.mark.parametrize(
    ("now", "person", "goes_out"),
    [
        (oslo(6, 22), {}, oslo(9, 9)),
        (oslo(6, 23), {"working_days": ()}, oslo(7, 9)),
        (oslo(6, 10), {"holidays": (Holiday(FRIDAY, MONDAY),)}, oslo(10, 9)),
        (oslo(6, 10), {"quiet_from": "09", "quiet_until": "12"}, oslo(6, 12)),
    ],
)
def test_nothing_goes_out_at_night_or_on_a_day_off_that_came_up_since(
    courier: Courier,
    clock: Any,
    promise: Promise,
    store: Store,
    now: datetime,
    person: dict[str, Any],
    goes_out: datetime,
) -> None:
    promise("read", date(2026, 3, 20))
    (review,) = [each for each in waiting(store) if each.kind is DeliveryKind.REVIEW]
    store.deliveries.release([review.delivery_id], due_at=oslo(6, 9))
    hours = {name: oslo(1, int(value)).time() for name, value in person.items() if name.startswith("quiet")}
    store.save_person(replace(store.person(ADA), **{**person, **hours}))
    clock.now = now

    report = courier.send_due()

    assert report.messages == []
    assert report.postponed == 1
    assert min(each.due_at for each in waiting(store)) == goes_out


def test_a_days_cap_leaves_the_rest_for_the_next_day(
    courier: Courier, sender: Any, clock: Any, promise: Promise, store: Store
) -> None:
    store.save_person(replace(store.person(ADA), nudges_per_day=2))
    for hour in (12, 14, 16):
        promise(f"read at {hour}", date(2026, 3, 4), oslo(4, hour).time())
    clock.now = oslo(4, 10)
    while clock.now < oslo(4, 20):
        courier.send_due()
        clock.now += timedelta(minutes=30)
    today = len(sender.sent)
    clock.now = oslo(5, 9)
    courier.send_due()

    assert today == 2
    assert len(sender.sent) == 3
    # The first one was asked for with the second reminder.
    assert [f"read at {hour}" in sender.texts[2] for hour in (12, 14, 16)] == [False, True, True]


def test_who_is_out_of_reach_keeps_nobody_waiting(
    courier_of: Callable[..., Courier], sender: Any, clock: Any, promise: Promise, store: Store
) -> None:
    for name in ("bob", "cleo", "dan"):
        store.save_person(Person(name, timezone="Europe/Oslo"))
        promise("read", FRIDAY, person_id=name)
        sender.unreachable.add(name)
    promise("write", FRIDAY)
    clock.now = oslo(6, 10)

    report = courier_of(sender, limit=2).send_due()

    assert [each.person.person_id for each in report.messages] == [ADA]
    assert courier_of(sender).send_due(person_id="bob").messages == []


def test_each_person_is_reached_through_the_first_channel_that_knows_them(
    courier_of: Callable[..., Courier], sender: Any, clock: Any, promise: Promise
) -> None:
    other = type(sender)()
    sender.unreachable.add(ADA)
    promise("read", FRIDAY)
    clock.now = oslo(6, 9)

    courier_of(sender, other).send_due()

    assert (len(sender.sent), len(other.sent)) == (0, 1)


def test_a_failing_message_is_tried_again_and_others_go_on(
    courier: Courier, sender: Any, clock: Any, promise: Promise, store: Store
) -> None:
    store.save_person(Person("bob", timezone="Europe/Oslo"))
    promise("read", FRIDAY)
    promise("write", FRIDAY, person_id="bob")
    sender.fails = lambda check_in: check_in.person.person_id == ADA
    clock.now = oslo(6, 9)
    first = courier.send_due()
    held = [each.due_at for each in waiting(store) if each.kind is DeliveryKind.REMINDER]
    sender.fails = lambda check_in: False
    at_once = courier.send_due()
    clock.now += timedelta(minutes=5)
    later = courier.send_due()

    assert ([each.person.person_id for each in first.messages], first.failed) == (["bob"], 1)
    assert held == [oslo(6, 9, 5)]
    assert at_once.messages == []
    assert [each.person.person_id for each in later.messages] == [ADA]


def test_what_is_wrong_with_one_person_keeps_nobody_else_waiting(
    courier: Courier, clock: Any, promise: Promise, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.save_person(Person("bob", timezone="Europe/Oslo"))
    promise("write", FRIDAY, person_id="bob")
    promise("read", FRIDAY)
    store.save_person(Person("bob", timezone="Nowhere/Land"))
    clock.now = oslo(6, 9)

    report = courier.send_due()

    assert [each.person.person_id for each in report.messages] == [ADA]
    assert report.failed == 1
    assert "Nowhere/Land" in caplog.text


def test_an_unanswered_occurrence_gives_way_to_the_next_one_in_one_message(
    courier: Courier, sender: Any, clock: Any, promise: Promise, service: CommitmentService
) -> None:
    kept = promise("study", date(2026, 3, 3), rule="FREQ=WEEKLY")
    for moment in (oslo(3, 9), oslo(4, 9), oslo(9, 9), oslo(10, 9)):
        clock.now = moment
        courier.send_due()

    (current,) = service.open(ADA)
    assert service.get(ADA, kept.commitment_id).status is CommitmentStatus.MISSED
    assert current.due_on == date(2026, 3, 10)
    assert sender.texts[-1] == (
        "“study” is due today: Tuesday, 10 March 2026. "
        "Last time was left unanswered, so I noted it as missed. Tell me if you did it."
    )


def test_nothing_lapses_before_it_was_asked_for(
    courier: Courier, sender: Any, clock: Any, promise: Promise, service: CommitmentService
) -> None:
    kept = promise("study", date(2026, 3, 3), rule="FREQ=WEEKLY")
    clock.now = oslo(24, 10)  # three weeks without a process
    courier.send_due()
    asked = service.get(ADA, kept.commitment_id)
    clock.now = oslo(31, 9)
    courier.send_due()

    assert asked.status is CommitmentStatus.OPEN
    assert "“study” was due 21 days ago" in sender.texts[0]
    assert [each.due_on for each in service.open(ADA)] == [date(2026, 3, 31)]


def test_a_week_with_nothing_to_tell_is_not_reviewed_and_the_next_one_is(
    courier: Courier, sender: Any, clock: Any, promise: Promise
) -> None:
    promise("read", date(2026, 3, 12))
    clock.now = oslo(9, 9)
    first = courier.send_due()
    clock.now = oslo(16, 9)
    second = courier.send_due()

    assert first.messages == []
    assert "Your week from Monday, 9 March 2026 to Sunday, 15 March 2026:" in second.messages[0].text


def test_a_review_ends_with_the_next_steps(
    courier_of: Callable[..., Courier], sender: Any, clock: Any, promise: Promise
) -> None:
    promise("read", FRIDAY)
    clock.now = oslo(9, 9)

    courier_of(sender, next_steps=lambda person: ["Read the Barr book."]).send_due()

    assert sender.texts[0].endswith("Next steps:\n- Read the Barr book.")
