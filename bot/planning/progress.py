"""A person's progress on a roadmap: which tasks are finished, and how one becomes so, in the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain import Change, ChangeKind, Pathway, TaskDone
from bot.errors import StaleChange, UnknownTask
from bot.store import Store
from bot.store.ids import new_id


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished task. `already`: it was finished before, so that nothing was changed but the evidence."""

    done: TaskDone
    already: bool


def done_ids(store: Store, person_id: str, pathway_id: str) -> frozenset[str]:
    """Return the ids of the tasks that a person has finished on a pathway."""
    return frozenset(done.task_id for done in store.progress.done_tasks(person_id, pathway_id))


def finish_task(
    store: Store,
    clock: Clock,
    person_id: str,
    pathway: Pathway,
    task_id: str,
    *,
    evidence_url: str | None = None,
    batch_id: str | None = None,
) -> Finished:
    """Keep that a task is finished; to say so twice is harmless. Raises UnknownTask, StorageError.

    Evidence that comes later is added to a task that was finished before. Tasks that are finished with the
    same `batch_id` are taken back together.
    """
    if not any(task.task_id == task_id for phase in pathway.phases for task in phase.tasks):
        raise UnknownTask(f"{pathway.title} has no task {task_id!r}. `pathcoach plan` lists them.")
    done = TaskDone(person_id, pathway.pathway_id, task_id, clock(), evidence_url)
    before = _finished(store, done)
    if before is None:
        try:
            _record(store, ChangeKind.DONE, done.done_at, before=None, after=done, batch_id=batch_id)
        except StaleChange:  # another process was quicker
            before = _finished(store, done)
            if before is None:
                raise
        else:
            return Finished(done, already=False)
    if evidence_url is not None and evidence_url != before.evidence_url:
        after = replace(before, evidence_url=evidence_url)
        _record(store, ChangeKind.CHANGED, done.done_at, before=before, after=after)
        before = after
    return Finished(before, already=True)


def _finished(store: Store, task: TaskDone) -> TaskDone | None:
    finished = store.progress.done_tasks(task.person_id, task.pathway_id)
    return next((done for done in finished if done.task_id == task.task_id), None)


def _record(
    store: Store,
    kind: ChangeKind,
    at: datetime,
    *,
    before: TaskDone | None,
    after: TaskDone,
    batch_id: str | None = None,
) -> None:
    change = Change(
        change_id=new_id(),
        batch_id=batch_id or new_id(),
        person_id=after.person_id,
        subject="task",
        subject_id=f"{after.pathway_id}/{after.task_id}",
        kind=kind,
        at=at,
        before=before,
        after=after,
    )
    store.history.record([change])
