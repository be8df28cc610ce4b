"""Crashes, several processes, and channels that cannot be looked into: once, or never lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.commitments import CommitmentService
from bot.domain import CheckIn, Commitment, CommitmentStatus, Person
from bot.reminders import Courier
from bot.store import Store

ADA = "ada"
NINE = datetime(2026, 3, 6, 9, tzinfo=ZoneInfo("Europe/Oslo"))
LEASE = timedelta(seconds=61)

Promise = Callable[..., Commitment]


class Killed(BaseException):
    """The process is gone: nothing in it runs any more."""


@pytest.fixture
def due(promise: Promise, clock: Any) -> Commitment:
    kept = promise("read", date(2026, 3, 6))
    clock.now = NINE
    return kept


def die(check_in: CheckIn) -> None:
    raise Killed


@pytest.mark.parametrize(("moment", "sent", "recovered"), [("before", 1, 0), ("after", 0, 1)])
def test_a_crash_around_the_sending_neither_loses_nor_doubles(
    courier_of: Callable[..., Courier],
    sender: Any,
    clock: Any,
    due: Commitment,
    store: Store,
    moment: str,
    sent: int,
    recovered: int,
) -> None:
    setattr(sender, moment, die)
    with pytest.raises(Killed):
        courier_of(sender).send_due()
    setattr(sender, moment, lambda check_in: None)

    under_lease = courier_of(sender).send_due()
    clock.now += LEASE
    after_lease = courier_of(sender).send_due()

    assert under_lease.messages == []
    assert (len(after_lease.messages), after_lease.recovered) == (sent, recovered)
    assert len(sender.sent) == 1
    assert store.deliveries.due(clock.now + LEASE) == []


def test_where_nobody_can_look_it_is_sent_again_under_the_same_id(
    courier_of: Callable[..., Courier], sender: Any, clock: Any, due: Commitment
) -> None:
    sender.readable = False
    sender.after = die
    with pytest.raises(Killed):
        courier_of(sender).send_due()
    sender.after = lambda check_in: None
    clock.now += LEASE

    courier_of(sender).send_due()

    assert [each.message_id for each in sender.sent] == [sender.sent[0].message_id] * 2


def test_a_failure_after_the_message_went_out_is_no_failure(
    courier: Courier, sender: Any, clock: Any, due: Commitment
) -> None:
    sender.fails = lambda check_in: bool(sender.sent.append(check_in)) or True

    report = courier.send_due()
    sender.fails = lambda check_in: False
    clock.now += timedelta(hours=1)
    courier.send_due()

    assert (len(report.messages), report.failed) == (1, 0)
    assert len(sender.sent) == 1


def test_many_processes_at_once_send_each_message_once(
    courier_of: Callable[..., Courier], sender: Any, clock: Any, promise: Promise, store: Store
) -> None:
    for number in range(20):
        promise("read", date(2026, 3, 6), person_id=f"person-{number}")
    clock.now = datetime(2026, 3, 6, 10, tzinfo=ZoneInfo("Europe/Oslo"))
    for number in range(20):
        person = store.person(f"person-{number}")
        store.save_person(
            type(person)(person.person_id, timezone="Europe/Oslo", quiet_from=person.quiet_until)
        )
    together = threading.Barrier(4)

    def send(_: int) -> int:
        courier = courier_of(sender)
        together.wait()
        return len(courier.send_due().messages)

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(send, range(4)))

    assert sent == len(sender.sent) == 20
    assert len({each.person.person_id for each in sender.sent}) == 20


def test_who_answered_while_the_process_was_dead_is_not_asked(
    courier_of: Callable[..., Courier],
    sender: Any,
    clock: Any,
    due: Commitment,
    service: CommitmentService,
    store: Store,
) -> None:
    sender.before = die
    with pytest.raises(Killed):
        courier_of(sender).send_due()
    sender.before = lambda check_in: None
    service.close(ADA, due.commitment_id, CommitmentStatus.DONE)
    clock.now += LEASE

    report = courier_of(sender).send_due()

    assert (report.messages, report.cancelled) == ([], 1)


def test_who_moved_it_while_the_process_was_dead_is_reminded_on_the_new_day_once(
    courier_of: Callable[..., Courier], sender: Any, clock: Any, due: Commitment, service: CommitmentService
) -> None:
    sender.before = die
    with pytest.raises(Killed):
        courier_of(sender).send_due()
    sender.before = lambda check_in: None
    service.move(ADA, due.commitment_id, date(2026, 3, 11))
    clock.now += LEASE
    at_once = courier_of(sender).send_due()
    clock.now = NINE + timedelta(days=5)

    courier_of(sender).send_due()

    assert at_once.messages == []
    assert [text.count("read") for text in sender.texts] == [1]


def test_a_process_that_was_held_up_past_its_lease_does_not_send(
    courier_of: Callable[..., Courier], sender: Any, clock: Any, due: Commitment
) -> None:
    clock.now = NINE + timedelta(days=3)  # the check-in and the review

    def hold_up(person: Person) -> tuple[str, ...]:
        clock.now += LEASE
        return ()

    held_up = courier_of(sender, next_steps=hold_up).send_due()
    courier_of(sender).send_due()
    clock.now += LEASE
    courier_of(sender).send_due()

    assert held_up.messages == []
    assert len(sender.sent) == 1
