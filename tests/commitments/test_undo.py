"""Undo: the last act is taken back as a whole, with its messages, again and again down to the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.commitments import CommitmentService, Draft
from bot.commitments.acts import Act, make_change
from bot.domain import ChangeKind, Commitment, CommitmentStatus, DeliveryStatus, Person, TaskDone
from bot.store import Store

ADA = "ada"
FRIDAY = date(2026, 3, 6)
OSLO = ZoneInfo("Europe/Oslo")

Promise = Callable[..., Commitment]


def scheduled(store: Store) -> list[tuple[str, datetime]]:
    return sorted(
        (each.kind.value, each.due_at)
        for each in store.deliveries.of_person(ADA)
        if each.status is DeliveryStatus.SCHEDULED and each.commitment_id
    )


def test_closing_is_undone_with_the_messages_and_the_next_occurrence(
    service: CommitmentService, promise: Promise, store: Store
) -> None:
    kept = promise("study", FRIDAY, rule="FREQ=WEEKLY")
    before = scheduled(store)
    service.close(ADA, kept.commitment_id, CommitmentStatus.DONE)

    undone = service.undo(ADA)

    assert [each.kind for each in undone] == [ChangeKind.CONFIRMED, ChangeKind.DONE]
    assert service.open(ADA) == [replace(kept, version=kept.version + 2)]
    assert scheduled(store) == before


def test_undo_goes_back_act_by_act_until_nothing_is_left(
    service: CommitmentService, promise: Promise, store: Store
) -> None:
    kept = promise("read", FRIDAY)
    service.move(ADA, kept.commitment_id, date(2026, 3, 9))
    service.edit(ADA, kept.commitment_id, text="read two")

    kinds = [[each.kind for each in service.undo(ADA)] for _ in range(5)]

    assert kinds == [
        [ChangeKind.CHANGED],
        [ChangeKind.MOVED],
        [ChangeKind.CONFIRMED],
        [ChangeKind.PROPOSED],
        [],
    ]
    assert store.commitments.find(ADA) == []
    assert scheduled(store) == []
    assert [each.kind for each in service.history(ADA, kept.commitment_id)].count(ChangeKind.UNDONE) == 4


def test_two_that_were_confirmed_together_are_undone_together(service: CommitmentService) -> None:
    proposals = service.propose(ADA, [Draft("read", FRIDAY), Draft("write", FRIDAY)])
    service.confirm(ADA, [each.commitment_id for each in proposals])

    service.undo(ADA)

    assert service.open(ADA) == []
    assert {each.commitment_id for each in service.proposals(ADA)} == {
        each.commitment_id for each in proposals
    }


def test_a_task_that_went_along_is_open_again(
    service: CommitmentService, promise: Promise, store: Store
) -> None:
    kept = promise("train it", FRIDAY, pathway_id="edge", task_id="1.2")
    service.close(ADA, kept.commitment_id, CommitmentStatus.DONE, with_task=True)

    service.undo(ADA)

    assert store.progress.done_tasks(ADA) == []
    assert [each.status for each in service.open(ADA)] == [CommitmentStatus.OPEN]


@pytest.mark.usefixtures("promise")
def test_tasks_and_profiles_are_undone_by_the_same_word(
    service: CommitmentService, promise: Promise, store: Store
) -> None:
    promise("read", FRIDAY)
    here = scheduled(store)
    person = store.person(ADA)
    moved = replace(person, timezone="America/New_York")
    now = datetime(2026, 3, 2, 9, tzinfo=OSLO)
    act = Act(person, OSLO, now, "b1")
    store.history.record([make_change(act, person, moved, ChangeKind.CHANGED)])
    service.reschedule(ADA)
    there = scheduled(store)
    task = TaskDone(ADA, "edge", "1.1", now.astimezone(UTC))
    store.history.record([make_change(replace(act, batch_id="b2"), None, task, ChangeKind.DONE)])

    first = service.undo(ADA)
    tasks = store.progress.done_tasks(ADA)
    second = service.undo(ADA)

    assert ([each.subject for each in first], tasks) == (["task"], [])
    assert [each.subject for each in second] == ["profile"]
    assert store.person(ADA) == Person(ADA, timezone="Europe/Oslo")
    assert there != here
    assert scheduled(store) == here
