"""Commitments as they are now: whose they are, and in which order they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.domain import Commitment, CommitmentStatus, TaskDone
from bot.errors import UnknownCommitment
from bot.store import Store
from tests.store.conftest import NOON
from tests.store.test_history import change

MONDAY = date(2026, 3, 2)


def keep(store: Store, commitment_id: str, due: int | None, **values: Any) -> Commitment:
    """Keep a commitment that is due `due` days after Monday."""
    due_on = None if due is None else MONDAY + timedelta(due)
    made = replace(Commitment(commitment_id, "ada", "write", due_on, status=CommitmentStatus.OPEN), **values)
    store.history.record([change(None, made)])
    return made


def test_the_commitment_of_another_person_is_as_unknown_as_none(store: Store) -> None:
    made = keep(store, "a", 1)

    assert store.commitments.get("ada", "a") == made
    for person_id, commitment_id in (("bob", "a"), ("ada", "b")):
        with pytest.raises(UnknownCommitment, match=r"`pathcoach commitments list`"):
            store.commitments.get(person_id, commitment_id)
    assert store.commitments.find("bob") == []


def test_the_soonest_due_comes_first_with_the_timed_before_the_whole_day_and_the_undated_last(
    store: Store,
) -> None:
    for name, due, at in (
        ("undated", None, None),
        ("later", 2, time(9)),
        ("day", 1, None),
        ("evening", 1, time(18)),
        ("morning", 1, time(9)),
    ):
        keep(store, name, due, due_time=at)

    found = [commitment.commitment_id for commitment in store.commitments.find("ada")]
    assert found == ["morning", "evening", "day", "later", "undated"]


def test_commitments_are_found_by_status_dates_and_series(store: Store) -> None:
    keep(store, "a", 0, series_id="s")
    keep(store, "b", 4, status=CommitmentStatus.DONE, series_id="s")
    keep(store, "c", 8, status=CommitmentStatus.PROPOSED)
    keep(store, "d", None)

    def found(**limits: Any) -> list[str]:
        return [commitment.commitment_id for commitment in store.commitments.find("ada", **limits)]

    assert [commitment.commitment_id for commitment in store.commitments.open("ada")] == ["a", "d"]
    assert found(statuses=[CommitmentStatus.DONE, CommitmentStatus.PROPOSED]) == ["b", "c"]
    assert found(statuses=[]) == []
    assert found(due_from=MONDAY + timedelta(4)) == ["b", "c"]
    assert found(due_until=MONDAY + timedelta(4)) == ["a", "b"]
    assert found(series_id="s") == ["a", "b"]


def test_finished_tasks_come_in_the_order_they_were_finished_of_one_pathway_or_all(store: Store) -> None:
    second = TaskDone("ada", "baker", "1.1", NOON + timedelta(hours=1))
    first = TaskDone("ada", "cook", "2.1", NOON)
    store.history.record([change(None, second), change(None, first)])

    assert store.progress.done_tasks("ada") == [first, second]
    assert store.progress.done_tasks("ada", "baker") == [second]
    assert store.progress.done_tasks("bob") == []
