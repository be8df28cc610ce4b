from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain import ChangeKind, Pathway
from bot.errors import UnknownTask
from bot.planning.progress import done_ids, finish_task
from bot.store import Store

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
