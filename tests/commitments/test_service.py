"""The service: each act is kept with its history and its messages, and doing it twice is harmless."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.commitments import CommitmentService, Draft
from bot.domain import (
    ChangeKind,
    Commitment,
    CommitmentStatus,
    DeliveryKind,
    DeliveryStatus,
    Holiday,
    Recurrence,
)
from bot.errors import BadChange, StaleChange, UnknownCommitment
from bot.store import Store

ADA = "ada"
OSLO = ZoneInfo("Europe/Oslo")
FRIDAY = date(2026, 3, 6)
DONE, MISSED, DROPPED, OPEN = (
    CommitmentStatus.DONE,
    CommitmentStatus.MISSED,
    CommitmentStatus.DROPPED,
    CommitmentStatus.OPEN,
)

Promise = Callable[..., Commitment]
Waiting = Callable[..., list[tuple[DeliveryKind, str]]]


@pytest.fixture
def waiting(store: Store) -> Waiting:
    """What waits for Ada, or about one commitment: kinds and Oslo's wall clock; reviews only if asked for."""

    def find(commitment_id: str | None = None, *, reviews: bool = False) -> list[tuple[DeliveryKind, str]]:
        return [
            (each.kind, f"{each.due_at.astimezone(OSLO):%d %b %H:%M}")
            for each in store.deliveries.of_person(ADA)
            if each.status is DeliveryStatus.SCHEDULED
            and commitment_id in (None, each.commitment_id)
            and (reviews or each.kind is not DeliveryKind.REVIEW)
        ]

    return find


def test_a_proposal_is_kept_and_nothing_follows_from_it(service: CommitmentService, waiting: Waiting) -> None:
    (proposal,) = service.propose(ADA, [Draft("email two people", FRIDAY)])

    assert service.get(ADA, proposal.commitment_id) == proposal
    assert service.proposals(ADA) == [proposal]
    assert service.open(ADA) == []
    assert waiting(reviews=True) == []


def test_the_proposals_of_one_thread_are_told_from_others(service: CommitmentService) -> None:
    here, _ = service.propose(ADA, [Draft("read", thread_id="t1"), Draft("write", thread_id="t2")])

    assert service.proposals(ADA, thread_id="t1") == [here]
    assert len(service.proposals(ADA)) == 2


def test_confirming_saves_schedules_and_begins_the_weekly_review(
    service: CommitmentService, waiting: Waiting
) -> None:
    proposals = service.propose(ADA, [Draft("email two people", FRIDAY), Draft("read")])

    confirmed = service.confirm(ADA, [each.commitment_id for each in proposals])

    assert [each.status for each in confirmed.changed] == [OPEN, OPEN]
    assert service.open(ADA) == list(confirmed.changed)
    assert sorted(waiting(reviews=True)) == [
        (DeliveryKind.CHECK_IN, "09 Mar 09:00"),
        (DeliveryKind.REMINDER, "06 Mar 09:00"),
        (DeliveryKind.REVIEW, "09 Mar 09:00"),
    ]


def test_confirming_twice_changes_nothing_and_says_so(
    service: CommitmentService, promise: Promise, waiting: Waiting
) -> None:
    kept = promise("read", FRIDAY)
    before = waiting(reviews=True)

    again = service.confirm(ADA, [kept.commitment_id])

    assert (again.changed, again.unchanged) == ((), (kept,))
    assert len(service.history(ADA, kept.commitment_id)) == 2
    assert waiting(reviews=True) == before


def test_two_processes_that_confirm_at_once_save_it_once(service: CommitmentService) -> None:
    (proposal,) = service.propose(ADA, [Draft("read", FRIDAY)])

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: service.confirm(ADA, [proposal.commitment_id]), range(4)))

    assert sum(len(each.changed) for each in found) == 1
    assert sum(len(each.unchanged) for each in found) == 3
    kinds = [each.kind for each in service.history(ADA, proposal.commitment_id)]
    assert kinds == [ChangeKind.PROPOSED, ChangeKind.CONFIRMED]


def test_a_proposal_gets_its_date_and_its_recurrence_later(service: CommitmentService) -> None:
    (proposal,) = service.propose(ADA, [Draft("study")])
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=FR")

    dated = service.set_date(ADA, proposal.commitment_id, FRIDAY, time(18), recurrence=weekly)
    service.confirm(ADA, [proposal.commitment_id])

    assert (dated.status, dated.due_on, dated.due_time) == (CommitmentStatus.PROPOSED, FRIDAY, time(18))
    assert dated.recurrence == replace(weekly, anchor_on=FRIDAY, slot_on=FRIDAY)
    assert dated.series_id == proposal.commitment_id
    with pytest.raises(BadChange, match="no proposal any more"):
        service.set_date(ADA, proposal.commitment_id, FRIDAY)


def test_a_declined_proposal_was_never_a_promise(service: CommitmentService) -> None:
    (proposal,) = service.propose(ADA, [Draft("read", FRIDAY)])

    declined = service.decline(ADA, [proposal.commitment_id])

    assert [(each.status, each.closed_at) for each in declined.changed] == [(DROPPED, None)]
    assert service.proposals(ADA) == []
    assert service.decline(ADA, [proposal.commitment_id]).changed == ()


def test_closing_keeps_the_reason_and_takes_its_messages_away(
    service: CommitmentService, promise: Promise, waiting: Waiting
) -> None:
    kept = promise("read", FRIDAY)

    closed = service.close(ADA, kept.commitment_id, MISSED, why="I was ill")

    assert [each.status for each in closed.changed] == [MISSED]
    assert service.history(ADA, kept.commitment_id)[-1].why == "I was ill"
    assert waiting(kept.commitment_id) == []


def test_a_double_click_is_harmless_and_a_stale_one_is_refused(
    service: CommitmentService, promise: Promise
) -> None:
    kept = promise("read", FRIDAY)

    service.close(ADA, kept.commitment_id, DONE, version=kept.version)
    again = service.close(ADA, kept.commitment_id, DONE)

    assert again.changed == ()
    with pytest.raises(StaleChange):
        service.close(ADA, kept.commitment_id, MISSED, version=kept.version)
    assert service.get(ADA, kept.commitment_id).status is DONE


def test_a_series_goes_on_whatever_became_of_one_and_comes_up_once(
    service: CommitmentService, promise: Promise, waiting: Waiting
) -> None:
    kept = promise("study", date(2026, 3, 9), rule="FREQ=WEEKLY")

    (following,) = service.close(ADA, kept.commitment_id, MISSED).following
    service.move(ADA, kept.commitment_id, date(2026, 3, 11))
    again = service.close(ADA, kept.commitment_id, DONE)

    assert (following.due_on, following.series_id) == (date(2026, 3, 16), kept.commitment_id)
    assert again.following == ()
    assert service.open(ADA) == [following]
    assert (DeliveryKind.REMINDER, "16 Mar 09:00") in waiting(following.commitment_id)


def test_dropping_one_occurrence_goes_on_and_dropping_the_series_ends_it(
    service: CommitmentService, promise: Promise
) -> None:
    kept = promise("study", date(2026, 3, 9), rule="FREQ=WEEKLY")

    (following,) = service.drop(ADA, kept.commitment_id).following
    ended = service.drop(ADA, following.commitment_id, series=True)

    assert ended.following == ()
    assert service.open(ADA) == []
    assert [each.status for each in ended.changed] == [DROPPED]


def test_moving_keeps_the_time_of_day_unless_that_is_over(
    service: CommitmentService, promise: Promise
) -> None:
    evening, dawn = promise("run", FRIDAY, time(18)), promise("row", FRIDAY, time(7))

    (moved,) = service.move(ADA, evening.commitment_id, date(2026, 3, 2)).changed
    (today,) = service.move(ADA, dawn.commitment_id, date(2026, 3, 2)).changed

    assert (moved.due_on, moved.due_time) == (date(2026, 3, 2), time(18))
    assert (today.due_on, today.due_time) == (date(2026, 3, 2), None)


def test_moving_and_snoozing_move_the_messages(
    service: CommitmentService, promise: Promise, waiting: Waiting
) -> None:
    kept = promise("read", FRIDAY)

    service.move(ADA, kept.commitment_id, date(2026, 3, 12))
    moved = waiting()
    service.snooze(ADA, kept.commitment_id, datetime(2026, 3, 4, 15, tzinfo=OSLO))

    assert moved == [(DeliveryKind.REMINDER, "12 Mar 09:00"), (DeliveryKind.CHECK_IN, "13 Mar 09:00")]
    assert waiting() == [(DeliveryKind.REMINDER, "04 Mar 15:00"), (DeliveryKind.CHECK_IN, "13 Mar 09:00")]
    assert service.remind_at(service.get(ADA, kept.commitment_id)) == datetime(2026, 3, 4, 15, tzinfo=OSLO)


def test_editing_moves_no_message(
    service: CommitmentService, promise: Promise, store: Store, clock: Callable[[], datetime]
) -> None:
    kept = promise("read", FRIDAY)
    before = store.deliveries.of_person(ADA)

    service.edit(ADA, kept.commitment_id, if_then="if it is eight, I read")

    assert store.deliveries.of_person(ADA) == before
    assert service.get(ADA, kept.commitment_id).if_then == "if it is eight, I read"


def test_a_commitment_may_take_its_task_along(
    service: CommitmentService, promise: Promise, store: Store
) -> None:
    kept = promise("train it", FRIDAY, pathway_id="edge", task_id="1.2")
    other = promise("test it", FRIDAY, pathway_id="edge", task_id="1.3")

    service.close(ADA, kept.commitment_id, DONE, with_task=True, evidence_url="https://x.example")
    service.close(ADA, other.commitment_id, DONE)

    (task,) = store.progress.done_tasks(ADA)
    assert (task.pathway_id, task.task_id, task.evidence_url) == ("edge", "1.2", "https://x.example")


def test_what_nobody_answered_for_lapses_on_the_day_it_was_due(
    service: CommitmentService, promise: Promise
) -> None:
    kept = promise("study", date(2026, 3, 3), rule="FREQ=WEEKLY")

    lapsed = service.lapse(ADA, kept.commitment_id, at=datetime(2026, 3, 10, 9, tzinfo=OSLO))

    ((missed,), (following,)) = lapsed.changed, lapsed.following
    assert missed.closed_at is not None
    assert missed.closed_at.astimezone(OSLO).date() == date(2026, 3, 3)
    assert (following.due_on, following.missed_before) == (date(2026, 3, 10), 1)
    assert service.lapse(ADA, kept.commitment_id, at=missed.closed_at).following == ()


def test_reminders_off_takes_all_messages_away_and_on_brings_them_back(
    service: CommitmentService, promise: Promise, store: Store, waiting: Waiting
) -> None:
    promise("read", FRIDAY)
    before = waiting(reviews=True)

    store.save_person(replace(store.person(ADA), reminders_on=False))
    service.reschedule(ADA)
    off = waiting(reviews=True)
    store.save_person(replace(store.person(ADA), reminders_on=True))
    service.reschedule(ADA)

    assert off == []
    assert sorted(waiting(reviews=True)) == sorted(before)


def test_another_timezone_and_a_holiday_move_what_is_to_come(
    service: CommitmentService, promise: Promise, store: Store, waiting: Waiting
) -> None:
    promise("read", FRIDAY)

    store.save_person(replace(store.person(ADA), timezone="America/New_York"))
    service.reschedule(ADA)
    there = waiting()
    store.save_person(replace(store.person(ADA), holidays=(Holiday(FRIDAY, date(2026, 3, 10)),)))
    service.reschedule(ADA)

    assert there == [(DeliveryKind.REMINDER, "06 Mar 15:00"), (DeliveryKind.CHECK_IN, "09 Mar 14:00")]
    assert waiting() == [(DeliveryKind.REMINDER, "05 Mar 15:00"), (DeliveryKind.CHECK_IN, "11 Mar 14:00")]


def test_what_was_asked_is_not_asked_again_after_a_change_of_profile(
    service: CommitmentService, promise: Promise, store: Store, waiting: Waiting, clock: object
) -> None:
    promise("read", FRIDAY)
    ids = [each.delivery_id for each in store.deliveries.of_person(ADA)]
    clock.now = datetime(2026, 3, 9, 10, tzinfo=OSLO)  # type: ignore[attr-defined]
    store.deliveries.record_sent(ids, at=clock.now)  # type: ignore[attr-defined]

    store.save_person(replace(store.person(ADA), timezone="America/New_York"))
    service.reschedule(ADA)

    assert waiting() == []


def test_a_reminder_that_has_gone_out_is_not_due_again_elsewhere_but_the_next_one_is(
    service: CommitmentService, promise: Promise, store: Store, waiting: Waiting, clock: object
) -> None:
    kept = promise("study", date(2026, 3, 3), rule="FREQ=WEEKLY")
    clock.now = datetime(2026, 3, 3, 10, tzinfo=OSLO)  # type: ignore[attr-defined]
    first = min(store.deliveries.of_person(ADA), key=lambda each: each.due_at)
    store.deliveries.record_sent([first.delivery_id], at=clock.now)  # type: ignore[attr-defined]

    store.save_person(replace(store.person(ADA), timezone="America/New_York"))
    service.reschedule(ADA)

    assert waiting(kept.commitment_id) == [
        (DeliveryKind.CHECK_IN, "04 Mar 15:00"),
        (DeliveryKind.REMINDER, "10 Mar 14:00"),  # New York is on summer time by then, Oslo is not
    ]


def test_people_are_kept_apart(service: CommitmentService, promise: Promise) -> None:
    kept = promise("read", FRIDAY)

    for act in (
        lambda: service.get("bob", kept.commitment_id),
        lambda: service.confirm("bob", [kept.commitment_id]),
        lambda: service.close("bob", kept.commitment_id, DONE),
        lambda: service.identify("bob", kept.commitment_id),
    ):
        with pytest.raises(UnknownCommitment):
            act()
    assert service.undo("bob") == ()


def test_what_is_overdue_is_so_on_the_persons_clock(
    service: CommitmentService, promise: Promise, clock: object
) -> None:
    kept = promise("read", date(2026, 3, 2))
    midnight = datetime(2026, 3, 3, tzinfo=OSLO)

    clock.now = midnight - timedelta(seconds=2)  # type: ignore[attr-defined]
    before = service.overdue(ADA)
    clock.now = midnight  # type: ignore[attr-defined]

    assert (before, service.overdue(ADA)) == ([], [kept])
