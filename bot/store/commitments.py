"""Commitments as they are now. How they change is the history's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from bot.domain import Commitment, CommitmentStatus
from bot.errors import UnknownCommitment
from bot.store.database import Database
from bot.store.tables import CommitmentRow


class Commitments:
    """Reads commitments; another person's is as unknown as one that never was."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, person_id: str, commitment_id: str) -> Commitment:
        """Return one. Raises UnknownCommitment."""
        with self._database.read() as session:
            row = session.get(CommitmentRow, commitment_id)
            if row is None or row.person_id != person_id:
                raise UnknownCommitment(
                    f"There is no commitment {commitment_id!r}. "
                    f"`pathcoach commitments list` shows yours with their ids."
                )
            return row.commitment()

    def find(
        self,
        person_id: str,
        *,
        statuses: Collection[CommitmentStatus] | None = None,
        due_from: date | None = None,
        due_until: date | None = None,
        series_id: str | None = None,
    ) -> list[Commitment]:
        """Return a person's commitments, the soonest due first, undated ones last; both dates count."""
        found = select(CommitmentRow).where(CommitmentRow.person_id == person_id)
        if statuses is not None:
            found = found.where(CommitmentRow.status.in_([status.value for status in statuses]))
        if due_from is not None:
            found = found.where(CommitmentRow.due_on >= due_from)
        if due_until is not None:
            found = found.where(CommitmentRow.due_on <= due_until)
        if series_id is not None:
            found = found.where(CommitmentRow.series_id == series_id)
        with self._database.read() as session:
            rows = [row.commitment() for row in session.scalars(found)]
        return sorted(rows, key=_by_due)

    def open(self, person_id: str) -> list[Commitment]:
        """Return what a person has promised and not closed, the soonest due first."""
        return self.find(person_id, statuses=(CommitmentStatus.OPEN,))


def _by_due(commitment: Commitment) -> tuple[bool, date, bool, str, str]:
    at = commitment.due_time
    return (
        commitment.due_on is None,
        commitment.due_on or date.max,
        at is None,
        at.isoformat() if at else "",
        commitment.commitment_id,
    )
