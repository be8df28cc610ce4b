"""Deliveries: each occasion is scheduled once, one process gets it, and a kill loses none."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain import Delivery, DeliveryKind, DeliveryStatus
from bot.store import Store
from bot.store.ids import new_id
from tests.store.conftest import NOON, run_python

LEASE_S = 60
OVER = NOON + timedelta(seconds=LEASE_S)  # when a lease from noon on has run out


def review(due_at: datetime = NOON, person_id: str = "ada") -> Delivery:
    return Delivery(new_id(), person_id, DeliveryKind.REVIEW, due_at)


def claim(
    store: Store, *deliveries: Delivery, message_id: str = "m", by: str = "p", now: datetime = NOON
) -> list[Delivery]:
    ids = [delivery.delivery_id for delivery in deliveries]
    return store.deliveries.claim(ids, message_id=message_id, claimed_by=by, now=now, lease_s=LEASE_S)


@pytest.fixture
def one(store: Store) -> Delivery:
    """A delivery that is due at noon."""
    delivery = review()
    store.deliveries.schedule([delivery])
    return delivery


# --- scheduled ------------------------------------------------------------------------------------


def test_the_same_occasion_is_scheduled_once(store: Store, one: Delivery) -> None:
    store.deliveries.schedule([review(), review()])
    store.deliveries.schedule([])

    assert store.deliveries.of_person("ada") == [one]


@pytest.mark.parametrize(
    "another",
    [
        replace(review(), kind=DeliveryKind.CHECK_IN),
        review(NOON + timedelta(seconds=1)),
        review(person_id="bob"),
    ],
)
def test_another_kind_time_or_person_is_another_occasion(
    store: Store, one: Delivery, another: Delivery
) -> None:
    store.deliveries.schedule([another])

    assert len(store.deliveries.of_person("ada") + store.deliveries.of_person("bob")) == 2


def test_what_was_sent_is_not_scheduled_again_even_if_it_had_been_put_off(
    store: Store, one: Delivery
) -> None:
    claim(store, one)
    store.deliveries.release([one.delivery_id], due_at=NOON + timedelta(hours=9))
    claim(store, one, now=NOON + timedelta(hours=9))
    store.deliveries.record_sent([one.delivery_id], at=NOON + timedelta(hours=9))

    store.deliveries.schedule([review()])

    assert store.deliveries.due(NOON + timedelta(days=9)) == []


def test_what_was_cancelled_and_is_scheduled_anew_goes_out(store: Store, one: Delivery) -> None:
    store.deliveries.cancel([one.delivery_id])
    assert store.deliveries.due(NOON) == []

    store.deliveries.schedule([review()])

    assert store.deliveries.due(NOON) == [one]


def test_what_may_have_gone_out_before_it_was_cancelled_keeps_its_message(
    store: Store, one: Delivery
) -> None:
    claim(store, one, message_id="first")
    store.deliveries.cancel([one.delivery_id])  # after a crash between sending and recording

    store.deliveries.schedule([review()])

    (again,) = claim(store, one, message_id="second")
    assert again.message_id == "first"


# --- due ------------------------------------------------------------------------------------------


def test_what_is_due_comes_oldest_first_and_no_more_than_asked_for(store: Store) -> None:
    hours = [3, 1, 2, 5, 4]
    deliveries = {hour: review(NOON + timedelta(hours=hour)) for hour in hours}
    store.deliveries.schedule(list(deliveries.values()))
    claim(store, deliveries[2])

    def due(hour: int, limit: int = 10) -> list[Delivery]:
        return store.deliveries.due(NOON + timedelta(hours=hour), limit=limit)

    assert [delivery.due_at.hour - 12 for delivery in due(4)] == [1, 2, 3, 4]
    assert [delivery.due_at.hour - 12 for delivery in due(4, limit=2)] == [1, 2]
    assert due(0) == []


def test_what_is_claimed_is_due_again_when_its_lease_has_run_out(store: Store, one: Delivery) -> None:
    (claimed,) = claim(store, one)

    assert store.deliveries.due(OVER - timedelta(seconds=1)) == []
    assert store.deliveries.due(OVER) == [claimed]


# --- claimed --------------------------------------------------------------------------------------


def test_a_claim_says_who_has_it_until_when_and_under_which_message(store: Store, one: Delivery) -> None:
    (claimed,) = claim(store, one, message_id="m", by="p")

    assert claimed == replace(
        one, status=DeliveryStatus.CLAIMED, message_id="m", claimed_by="p", lease_until=OVER
    )
    assert store.deliveries.of_person("ada") == [claimed]


def test_nobody_claims_what_another_holds_was_sent_or_cancelled(store: Store) -> None:
    held, sent, cancelled, free = (review(NOON + timedelta(minutes=minute)) for minute in range(4))
    store.deliveries.schedule([held, sent, cancelled, free])
    claim(store, held)
    store.deliveries.record_sent([sent.delivery_id], at=NOON)
    store.deliveries.cancel([cancelled.delivery_id])

    got = claim(store, held, sent, cancelled, free, by="q", now=OVER - timedelta(seconds=1))

    assert [delivery.delivery_id for delivery in got] == [free.delivery_id]
    assert claim(store) == []


def test_a_second_try_keeps_the_message_of_the_first(store: Store, one: Delivery) -> None:
    claim(store, one, message_id="first", by="killed")

    (claimed,) = claim(store, one, message_id="second", by="other", now=OVER)

    assert (claimed.message_id, claimed.claimed_by) == ("first", "other")


CLAIM = """
import sys
from datetime import datetime
from bot.clock import system_clock
from bot.store import Store
url, now, name = sys.argv[1:4]
with Store.open(url, clock=system_clock, busy_timeout_s=60) as store:
    print("ready", flush=True)
    for delivery_id in sys.stdin.readline().split():
        at = datetime.fromisoformat(now)
        got = store.deliveries.claim([delivery_id], message_id=name, claimed_by=name, now=at, lease_s=60)
        print(*(delivery.delivery_id for delivery in got), flush=True)
"""


def test_each_delivery_goes_to_one_of_the_threads_and_processes_that_want_it(store: Store, url: str) -> None:
    deliveries = [review(NOON + timedelta(seconds=second)) for second in range(60)]
    store.deliveries.schedule(deliveries)
    processes = [run_python(CLAIM, url, NOON.isoformat(), name) for name in "ab"]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()

    with ThreadPoolExecutor(6) as pool:
        wanted = " ".join(delivery.delivery_id for delivery in deliveries) + os.linesep
        outputs = [pool.submit(process.communicate, wanted, timeout=120) for process in processes]
        mine = list(pool.map(lambda delivery: claim(store, delivery), deliveries * 2))
        theirs = [line for output in outputs for line in output.result()[0].split()]

    got = Counter([delivery.delivery_id for found in mine for delivery in found] + theirs)
    assert got == Counter(delivery.delivery_id for delivery in deliveries)


# --- settled --------------------------------------------------------------------------------------


def test_what_went_out_is_recorded_with_what_follows(store: Store, one: Delivery) -> None:
    claim(store, one)
    following = review(NOON + timedelta(days=7))

    store.deliveries.record_sent([one.delivery_id], at=NOON, schedule=[following])

    (sent,) = store.deliveries.sent("ada", since=NOON)
    assert (sent.status, sent.sent_at, sent.message_id) == (DeliveryStatus.SENT, NOON, "m")
    assert (sent.claimed_by, sent.lease_until) == (None, None)
    assert store.deliveries.of_person("ada") == [sent, following]
    assert store.deliveries.sent("ada", since=NOON + timedelta(seconds=1)) == []


def test_what_was_sent_stays_so_whatever_comes_late(store: Store, one: Delivery) -> None:
    claim(store, one)
    store.deliveries.record_sent([one.delivery_id], at=NOON)

    store.deliveries.release([one.delivery_id])
    store.deliveries.cancel([one.delivery_id])
    store.deliveries.record_sent([one.delivery_id], at=OVER)

    (sent,) = store.deliveries.of_person("ada")
    assert (sent.status, sent.sent_at) == (DeliveryStatus.SENT, NOON)


@pytest.mark.parametrize("due_at", [None, NOON + timedelta(hours=20)])
def test_what_surely_did_not_go_out_waits_again_as_if_it_had_not_been_tried(
    store: Store, one: Delivery, due_at: datetime | None
) -> None:
    claim(store, one)

    store.deliveries.release([one.delivery_id], due_at=due_at)

    assert store.deliveries.of_person("ada") == [replace(one, due_at=due_at or one.due_at)]


def test_a_process_that_comes_late_takes_nothing_from_the_next(store: Store, one: Delivery) -> None:
    claim(store, one, by="late")
    (held,) = claim(store, one, by="next", now=OVER)

    store.deliveries.release([one.delivery_id], claimed_by="late")
    store.deliveries.cancel([one.delivery_id], claimed_by="late")
    assert store.deliveries.of_person("ada") == [held]

    store.deliveries.record_sent([one.delivery_id], at=OVER)  # it did go out after all
    assert store.deliveries.due(OVER + timedelta(days=1)) == []


def test_stopping_cancels_what_waits_and_nothing_of_another_person(store: Store, one: Delivery) -> None:
    held, hers = review(NOON + timedelta(hours=1)), review(person_id="bob")
    store.deliveries.schedule([held, hers])
    claim(store, held)

    assert store.deliveries.cancel_waiting("ada") == 1

    statuses = {delivery.delivery_id: delivery.status for delivery in store.deliveries.of_person("ada")}
    assert statuses == {
        one.delivery_id: DeliveryStatus.CANCELLED,
        held.delivery_id: DeliveryStatus.CLAIMED,
    }
    assert store.deliveries.due(NOON) == [hers]
