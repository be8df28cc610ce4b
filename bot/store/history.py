"""What happened to commitments, tasks and profiles: a change and its entry are kept both, or neither is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain import Change, ChangeKind, Commitment, Delivery, Person, TaskDone
from bot.errors import StaleChange
from bot.store.database import Database
from bot.store.rows import introduce
from bot.store.scheduling import reschedule
from bot.store.tables import ChangeRow, CommitmentRow, PersonRow, TaskDoneRow

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

        A change is out of date if what it changes is no longer as its `before` says: a commitment by its
        version, a finished task as a whole, a profile in the fields that change; or if another change undid
        the same. Of the commitments with the ids `rescheduled`, the deliveries that nobody has begun to send
        give way to those of `schedule`.
        """
        with self._database.write() as session:
            for person_id in sorted({change.person_id for change in changes}):
                introduce(session, person_id)
                session.get(
                    PersonRow, person_id, with_for_update=True
                )  # one after the other, on a server too
            for change in changes:
                _make(session, change)
                session.flush()
            reschedule(session, rescheduled, schedule)

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
    undone = select(ChangeRow.change_id).where(ChangeRow.undoes == change.undoes)
    if change.undoes is not None and session.scalar(undone) is not None:
        raise StaleChange(_STALE)
    match change.after or change.before:
        case Commitment():
            _change_commitment(session, change)
        case TaskDone():
            _change_task(session, change)
        case Person():
            _change_profile(session, change)
        case None:
            raise ValueError(f"change {change.change_id} has neither a before nor an after")
    session.add(ChangeRow.of(change))


def _change_commitment(session: Session, change: Change) -> None:
    row = session.get(CommitmentRow, change.subject_id, with_for_update=True)
    there = (row.person_id, row.version) if row else None
    expected = (change.person_id, change.before.version) if isinstance(change.before, Commitment) else None
    if there != expected:
        raise StaleChange(_STALE)
    if isinstance(change.after, Commitment):
        session.merge(CommitmentRow.of(change.after))
    elif row:
        reschedule(session, (row.commitment_id,), ())
        session.delete(row)


def _change_task(session: Session, change: Change) -> None:
    key = (change.person_id, *change.subject_id.rsplit("/", 1))
    row = session.get(TaskDoneRow, key, with_for_update=True)
    if (row.task_done() if row else None) != change.before:
        raise StaleChange(_STALE)
    if isinstance(change.after, TaskDone):
        session.merge(TaskDoneRow.of(change.after))
    elif row:
        session.delete(row)


def _change_profile(session: Session, change: Change) -> None:
    nothing = Person(change.person_id)
    there = session.get_one(PersonRow, change.person_id).person()
    before, after = change.before or nothing, change.after or nothing
    names = [
        field.name for field in fields(Person) if getattr(before, field.name) != getattr(after, field.name)
    ]
    if any(getattr(there, name) != getattr(before, name) for name in names):
        raise StaleChange(_STALE)
    session.merge(PersonRow.of(replace(there, **{name: getattr(after, name) for name in names})))
