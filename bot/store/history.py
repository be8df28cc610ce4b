"""What happened to commitments, tasks and profiles: a change and its entry are kept together or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain import (
    Change,
    ChangeKind,
    Commitment,
    Delivery,
    DeliveryStatus,
    Person,
    TaskDone,
)
from bot.errors import StaleChange
from bot.store.database import Database
from bot.store.rows import introduce
from bot.store.tables import ChangeRow, CommitmentRow, DeliveryRow, PersonRow, TaskDoneRow

_STALE = "This was changed meanwhile, so nothing was done. Look at it again, and repeat it if it still fits."


class History:
    """The append-only history of all people, and the one way in which what it speaks of is changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self,
        changes: Sequence[Change],
        *,
        rescheduled: Collection[str] = (),
        schedule: Sequence[Delivery] = (),
    ) -> None:
        """Make `changes` and keep them, in one transaction. Raises StaleChange where one is out of date.

        A change is out of date if what it changes is no longer as its `before` says. Of the commitments with
        the ids `rescheduled`, the deliveries that nobody has begun to send give way to those of `schedule`.
        """
        with self._database.write() as session:
            for change in changes:
                introduce(session, change.person_id)
                _make(session, change)
                session.add(ChangeRow.of(change))
            session.flush()
            _reschedule(session, rescheduled, schedule)

    def changes(
        self,
        person_id: str,
        *,
        subject: Literal["commitment", "task", "profile"] | None = None,
        subject_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[Change]:
        """Return a person's changes, oldest first; `since` counts, `until` does not."""
        found = select(ChangeRow).where(ChangeRow.person_id == person_id)
        if subject is not None:
            found = found.where(ChangeRow.subject == subject)
        if subject_id is not None:
            found = found.where(ChangeRow.subject_id == subject_id)
        if since is not None:
            found = found.where(ChangeRow.at >= since)
        if until is not None:
            found = found.where(ChangeRow.at < until)
        with self._database.read() as session:
            return [row.change() for row in session.scalars(found.order_by(ChangeRow.change_id))]

    def last_batch(self, person_id: str) -> list[Change]:
        """Return the changes of the last act that was neither undone nor an undoing; newest first."""
        undone = select(ChangeRow.undoes).where(
            ChangeRow.person_id == person_id, ChangeRow.undoes.is_not(None)
        )
        open_changes = (
            ChangeRow.person_id == person_id,
            ChangeRow.kind != ChangeKind.UNDONE.value,
            ChangeRow.change_id.not_in(undone),
        )
        newest = select(ChangeRow.batch_id).where(*open_changes).order_by(ChangeRow.change_id.desc()).limit(1)
        batch = (
            select(ChangeRow)
            .where(*open_changes, ChangeRow.batch_id == newest.scalar_subquery())
            .order_by(ChangeRow.change_id.desc())
        )
        with self._database.read() as session:
            return [row.change() for row in session.scalars(batch)]


def _make(session: Session, change: Change) -> None:
    match change.after or change.before:
        case Commitment() as commitment:
            _change_commitment(session, change, commitment)
        case TaskDone() as done:
            _change_task(session, change, done)
        case Person() as person:
            session.merge(PersonRow.of(person))
        case None:
            raise ValueError(f"change {change.change_id} has neither a before nor an after")


def _change_commitment(session: Session, change: Change, commitment: Commitment) -> None:
    row = session.get(CommitmentRow, commitment.commitment_id, with_for_update=True)
    before = change.before
    expected = before.version if isinstance(before, Commitment) else None
    if (row.version if row else None) != expected:
        raise StaleChange(_STALE)
    session.merge(CommitmentRow.of(commitment))


def _change_task(session: Session, change: Change, done: TaskDone) -> None:
    row = session.get(TaskDoneRow, (done.person_id, done.pathway_id, done.task_id), with_for_update=True)
    if (row is None) != (change.before is None):
        raise StaleChange(_STALE)
    if change.after is None:
        session.delete(row)
    else:
        session.merge(TaskDoneRow.of(done))


def _reschedule(session: Session, commitment_ids: Collection[str], schedule: Sequence[Delivery]) -> None:
    waiting = DeliveryStatus.SCHEDULED.value
    for commitment_id in commitment_ids:
        of_it = (DeliveryRow.commitment_id == commitment_id, DeliveryRow.status == waiting)
        session.execute(delete(DeliveryRow).where(*of_it))
    rows = [DeliveryRow.of(delivery) for delivery in schedule]
    keys = select(DeliveryRow.key).where(DeliveryRow.key.in_([row.key for row in rows]))
    there = set(session.scalars(keys)) if rows else set()
    session.add_all(row for row in rows if row.key not in there)
