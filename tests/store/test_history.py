"""The history: a change and its entry are kept both, or neither is; and what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain import (
    Change,
    ChangeKind,
    Commitment,
    CommitmentStatus,
    Delivery,
    DeliveryKind,
    DeliveryStatus,
    Person,
    Recurrence,
    TaskDone,
)
from bot.errors import StaleChange, UnknownCommitment
from bot.store import Store
from bot.store.ids import new_id
from tests.store.conftest import NOON

FRIDAY = date(2026, 3, 6)
EMAIL = Commitment(
    "email",
    "ada",
    "email two people",
    FRIDAY,
    time(18),
    CommitmentStatus.OPEN,
    if_then="if it is noon, I write one",
    pathway_id="baker",
    task_id="1.2",
    chunk_id="baker/roadmap/1",
    evidence_url="https://example.org",
    recurrence=Recurrence("FREQ=WEEKLY", anchor_on=FRIDAY),
    series_id="email",
    snoozed_until=NOON,
    thread_id="t",
    created_at=NOON,
)
TASK = TaskDone("ada", "baker", "1.2", NOON, "https://example.org")


def change(before: Any, after: Any, kind: ChangeKind = ChangeKind.CHANGED, **values: Any) -> Change:
    """A change of a commitment, a task or a person, in a batch of its own unless `batch_id` is given."""
    match after or before:
        case Commitment() as one:
            subject, subject_id = "commitment", one.commitment_id
        case TaskDone() as one:
            subject, subject_id = "task", f"{one.pathway_id}/{one.task_id}"
        case Person() as one:
            subject, subject_id = "profile", one.person_id
    named = {"change_id": new_id(), "batch_id": new_id(), "person_id": one.person_id, "at": NOON, **values}
    return Change(subject=subject, subject_id=subject_id, kind=kind, before=before, after=after, **named)


def undoing(done: Change) -> Change:
    return change(done.after, done.before, ChangeKind.UNDONE, undoes=done.change_id)


def reminder(due_at: datetime = NOON, *, commitment_id: str = "email") -> Delivery:
    return Delivery(new_id(), "ada", DeliveryKind.REMINDER, due_at, commitment_id)


@pytest.fixture
def moved() -> Commitment:
    return replace(EMAIL, due_on=FRIDAY + timedelta(7), version=2)


# --- what is kept ---------------------------------------------------------------------------------


def test_a_commitment_is_kept_whole_with_its_entry(store: Store) -> None:
    made = change(None, EMAIL, ChangeKind.CONFIRMED, why="I was asked")

    store.history.record([made])

    assert store.commitments.get("ada", "email") == EMAIL
    assert store.history.changes("ada") == [made]


def test_a_finished_task_is_kept_whole_and_taken_back_whole(store: Store) -> None:
    done = change(None, TASK, ChangeKind.DONE)
    store.history.record([done])
    assert store.progress.done_tasks("ada") == [TASK]

    store.history.record([undoing(done)])

    assert store.progress.done_tasks("ada") == []


def test_a_profile_changes_in_what_the_change_names_alone(store: Store) -> None:
    before = store.person("ada")
    store.save_person(replace(before, pathway_id="baker"))  # somebody else, meanwhile

    store.history.record([change(before, replace(before, hours_per_week=6.0))])

    assert store.person("ada") == Person("ada", pathway_id="baker", hours_per_week=6.0)


def test_undoing_the_first_change_of_a_profile_leaves_a_stranger(store: Store) -> None:
    first = change(None, Person("ada", hours_per_week=6.0))
    store.history.record([first])
    assert store.person("ada").hours_per_week == 6.0

    store.history.record([undoing(first)])

    assert store.person("ada") == Person("ada")


def test_several_changes_of_one_commitment_fit_in_one_batch(store: Store, moved: Commitment) -> None:
    both = [change(None, EMAIL, batch_id="one"), change(EMAIL, moved, batch_id="one")]

    store.history.record(both)

    assert store.commitments.get("ada", "email") == moved
    assert store.history.changes("ada") == both


def test_a_change_of_nothing_is_a_fault(store: Store) -> None:
    nothing = Change("c", "b", "ada", "task", "baker/1.2", ChangeKind.DONE, NOON)

    with pytest.raises(ValueError, match="neither"):
        store.history.record([nothing])


# --- what is out of date --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stale",
    [
        lambda: change(None, EMAIL),  # it is there already
        lambda: change(replace(EMAIL, version=2), replace(EMAIL, version=3)),
        lambda: change(replace(EMAIL, person_id="bob"), replace(EMAIL, person_id="bob", version=2)),
        lambda: change(replace(EMAIL, commitment_id="none"), replace(EMAIL, commitment_id="none", version=2)),
        lambda: change(None, TASK),
        lambda: change(replace(TASK, evidence_url=None), None),
        lambda: change(replace(TASK, task_id="9.9"), None),
        lambda: change(Person("ada", hours_per_week=5), Person("ada", hours_per_week=6)),
        lambda: change(EMAIL, replace(EMAIL, version=2), undoes="undone"),
    ],
)
def test_a_change_that_is_out_of_date_is_refused_with_its_whole_batch(
    store: Store, stale: Callable[[], Change]
) -> None:
    store.history.record([change(None, EMAIL), change(None, TASK)])
    store.history.record([change(None, Person("ada", hours_per_week=4)), change(TASK, TASK, undoes="undone")])
    before = store.history.changes("ada")
    other = replace(EMAIL, commitment_id="other")

    with pytest.raises(StaleChange, match="changed meanwhile"):
        store.history.record([change(None, other), stale()], schedule=[reminder()])

    assert store.history.changes("ada") == before
    assert store.commitments.find("ada") == [EMAIL]
    assert store.progress.done_tasks("ada") == [TASK]
    assert store.person("ada").hours_per_week == 4
    assert store.deliveries.of_person("ada") == []


def test_one_of_many_who_change_the_same_at_once_does_it(store: Store, moved: Commitment) -> None:
    store.history.record([change(None, EMAIL)])

    def close(_: int) -> int:
        with suppress(StaleChange):
            store.history.record([change(EMAIL, moved)])
            return 1
        return 0

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(close, range(16))) == 1
    assert len(store.history.changes("ada")) == 2


# --- reading --------------------------------------------------------------------------------------


def test_changes_are_a_persons_own_by_subject_and_time(store: Store, moved: Commitment) -> None:
    made = change(None, EMAIL)
    later = change(EMAIL, moved, at=NOON + timedelta(hours=1))
    task = change(None, TASK, at=NOON + timedelta(hours=2))
    hers = change(None, replace(EMAIL, commitment_id="hers", person_id="bob"))
    store.history.record([made, later, task, hers])

    def found(**limits: Any) -> list[Change]:
        return store.history.changes("ada", **limits)

    assert found() == [made, later, task]
    assert found(subject="commitment") == found(subject_id="email") == [made, later]
    assert found(since=later.at) == [later, task]
    assert found(until=later.at) == [made]


# --- undo -----------------------------------------------------------------------------------------


def test_the_last_batch_is_the_last_act_newest_first_until_it_is_undone(
    store: Store, moved: Commitment
) -> None:
    made = change(None, EMAIL)
    task, move = change(None, TASK, batch_id="two"), change(EMAIL, moved, batch_id="two")
    assert store.history.last_batch("ada") == []
    store.history.record([made])
    store.history.record([task, move])
    store.history.record([change(None, replace(EMAIL, commitment_id="hers", person_id="bob"))])
    assert store.history.last_batch("ada") == [move, task]

    store.history.record([undoing(move), undoing(task)])
    assert store.history.last_batch("ada") == [made]
    assert store.commitments.find("ada") == [EMAIL]


def test_what_one_process_undid_another_cannot_undo_again(store: Store) -> None:
    done = change(None, TASK)
    store.history.record([done])
    store.history.record([undoing(done)])
    store.history.record([again := change(None, TASK)])

    with pytest.raises(StaleChange):
        store.history.record([undoing(done)])

    assert store.history.last_batch("ada") == [again]
    assert store.progress.done_tasks("ada") == [TASK]


def test_a_commitment_that_was_undone_is_gone_with_what_is_still_to_be_sent(store: Store) -> None:
    made = change(None, EMAIL)
    gone_out, to_come = reminder(), reminder(NOON + timedelta(days=1))
    store.history.record([made], schedule=[gone_out, to_come])
    store.deliveries.record_sent([gone_out.delivery_id], at=NOON)

    store.history.record([undoing(made)])

    with pytest.raises(UnknownCommitment):
        store.commitments.get("ada", "email")
    (kept,) = store.deliveries.of_person("ada")
    assert (kept.delivery_id, kept.status, kept.commitment_id) == (
        gone_out.delivery_id,
        DeliveryStatus.SENT,
        None,
    )


# --- the deliveries that follow from a change ------------------------------------------------------


@pytest.fixture
def with_reminder(store: Store) -> tuple[Store, Delivery]:
    first = reminder()
    store.history.record([change(None, EMAIL)], schedule=[first])
    return store, first


def test_rescheduling_replaces_what_waits_and_leaves_the_other_commitments_alone(
    with_reminder: tuple[Store, Delivery], moved: Commitment
) -> None:
    store, _ = with_reminder
    other, new = reminder(commitment_id="other"), reminder(NOON + timedelta(days=7))
    store.history.record([change(None, replace(EMAIL, commitment_id="other"))], schedule=[other])

    store.history.record([change(EMAIL, moved)], rescheduled=["email"], schedule=[new])

    assert store.deliveries.of_person("ada") == [other, new]


def test_what_is_being_sent_while_it_is_rescheduled_is_neither_lost_nor_doubled(
    with_reminder: tuple[Store, Delivery], moved: Commitment
) -> None:
    store, first = with_reminder
    store.deliveries.claim([first.delivery_id], message_id="m", claimed_by="p", now=NOON, lease_s=60)

    store.history.record([change(EMAIL, moved)], rescheduled=["email"], schedule=[reminder()])

    (kept,) = store.deliveries.of_person("ada")
    assert (kept.delivery_id, kept.status) == (first.delivery_id, DeliveryStatus.CLAIMED)


def test_going_back_to_a_time_at_which_it_was_sent_does_not_send_it_again(
    with_reminder: tuple[Store, Delivery], moved: Commitment
) -> None:
    store, first = with_reminder
    store.deliveries.record_sent([first.delivery_id], at=NOON)
    store.history.record(
        [change(EMAIL, moved)], rescheduled=["email"], schedule=[reminder(NOON + timedelta(days=7))]
    )

    store.history.record([], rescheduled=["email"], schedule=[reminder()])

    assert store.deliveries.due(NOON + timedelta(days=30)) == []
    assert [delivery.delivery_id for delivery in store.deliveries.of_person("ada")] == [first.delivery_id]


def test_going_back_to_a_time_at_which_it_was_deleted_or_cancelled_sends_it(
    with_reminder: tuple[Store, Delivery], moved: Commitment
) -> None:
    store, _ = with_reminder
    store.history.record([change(EMAIL, moved)], rescheduled=["email"])
    assert store.deliveries.of_person("ada") == []
    again = reminder()
    store.history.record([], rescheduled=["email"], schedule=[again])
    assert store.deliveries.due(NOON) == [again]

    assert store.deliveries.cancel_waiting("ada") == 1
    store.history.record([], rescheduled=["email"], schedule=[reminder()])

    assert store.deliveries.due(NOON) == [again]


def test_a_review_that_waits_gives_way_to_the_new_one(store: Store) -> None:
    def review(due_at: datetime, person_id: str = "ada") -> Delivery:
        return Delivery(new_id(), person_id, DeliveryKind.REVIEW, due_at)

    hers = review(NOON, "bob")
    store.history.record([], schedule=[review(NOON), hers])

    later = review(NOON + timedelta(hours=5))  # the person has moved to another timezone
    store.history.record([], schedule=[later])

    assert store.deliveries.of_person("ada") == [later]
    assert store.deliveries.of_person("bob") == [hers]
