from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain import ChangeKind, Pathway, TaskDone
from bot.errors import UnknownTask
from bot.planning.progress import done_ids, finish_task
from bot.store import Store
from bot.store.database import Database
from bot.store.progress import Progress

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=lambda: NOW) as store:
        yield store


def test_a_finished_task_is_kept_with_its_evidence_and_in_the_history(store: Store, keeper: Pathway) -> None:
    finished = finish_task(store, lambda: NOW, "ana", keeper, "1.2", evidence_url="https://example.org/hive")

    assert not finished.already
    assert store.progress.done_tasks("ana") == [finished.done]
    assert (finished.done.done_at, finished.done.evidence_url) == (NOW, "https://example.org/hive")
    (change,) = store.history.changes("ana", subject="task")
    assert (change.subject_id, change.kind, change.before, change.after) == (
        "cook-to-keeper/1.2",
        ChangeKind.DONE,
        None,
        finished.done,
    )
    assert done_ids(store, "ana", keeper.pathway_id) == {"1.2"}
    assert done_ids(store, "ben", keeper.pathway_id) == frozenset()


def test_finishing_a_task_twice_changes_nothing_and_says_since_when(store: Store, keeper: Pathway) -> None:
    finish_task(store, lambda: NOW, "ana", keeper, "1.2")
    again = finish_task(store, lambda: LATER, "ana", keeper, "1.2")

    assert (again.already, again.done.done_at) == (True, NOW)
    assert len(store.history.changes("ana", subject="task")) == 1


class _ReadTooEarly(Progress):
    """Progress as another process saw it just before the task was finished; only the first look is old."""

    looked = False

    def done_tasks(self, person_id: str, pathway_id: str | None = None) -> list[TaskDone]:
        early, self.looked = not self.looked, True
        return [] if early else super().done_tasks(person_id, pathway_id)


def test_of_two_processes_that_finish_a_task_one_does_and_the_other_says_so(
    store: Store, keeper: Pathway, tmp_path: Path
) -> None:
    finish_task(store, lambda: NOW, "ana", keeper, "1.2")
    database = Database(f"sqlite:///{tmp_path / 'store.sqlite'}", busy_timeout_s=1)
    with Store(database, clock=lambda: LATER) as other:
        other.progress = _ReadTooEarly(database)
        finished = finish_task(other, lambda: LATER, "ana", keeper, "1.2")

    assert (finished.already, finished.done.done_at) == (True, NOW)
    assert len(store.history.changes("ana", subject="task")) == 1


def test_evidence_that_comes_later_is_added(store: Store, keeper: Pathway) -> None:
    finish_task(store, lambda: NOW, "ana", keeper, "1.2")
    finish_task(store, lambda: LATER, "ana", keeper, "1.2", evidence_url="https://example.org/hive")

    (done,) = store.progress.done_tasks("ana")
    assert (done.done_at, done.evidence_url) == (NOW, "https://example.org/hive")
    last = store.history.changes("ana", subject="task")[-1]
    assert (last.kind, last.at) == (ChangeKind.CHANGED, LATER)


def test_a_task_that_the_roadmap_lacks_is_refused(store: Store, keeper: Pathway) -> None:
    with pytest.raises(UnknownTask, match=r"From Cook to Keeper has no task '9\.9'\. `pathcoach plan`"):
        finish_task(store, lambda: NOW, "ana", keeper, "9.9")
    assert store.history.changes("ana") == []
