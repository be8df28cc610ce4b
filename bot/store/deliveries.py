"""Messages that must go out exactly once: found when they are due, claimed under a lease, recorded when sent.

The lease is what makes it safe to be killed: until it runs out no other process touches what was claimed,
and after that it is found again, with the `message_id` under which it may have gone out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from bot.domain import Delivery, DeliveryKind, DeliveryStatus
from bot.store.database import Database
from bot.store.scheduling import schedule as keep_scheduled
from bot.store.tables import DeliveryRow

_SCHEDULED, _CLAIMED = DeliveryStatus.SCHEDULED.value, DeliveryStatus.CLAIMED.value
_SENT, _CANCELLED = DeliveryStatus.SENT.value, DeliveryStatus.CANCELLED.value
_UNSETTLED = (_SCHEDULED, _CLAIMED)
_COLUMNS = [DeliveryRow.__table__.c[name] for name in Delivery.__dataclass_fields__]


class Deliveries:
    """The messages of all people.

    What was SENT stays so, whatever a process does that comes late; and what another process claimed is only
    given back or cancelled by it, or once its lease has run out and it was claimed again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def schedule(self, deliveries: Sequence[Delivery]) -> None:
        """Keep deliveries that are not there yet; what was sent already does not go out again.

        Same kind, about the same, at the same time is the same; a cancelled one is taken up again.
        """
        with self._database.write() as session:
            keep_scheduled(session, deliveries)

    def due(self, now: datetime, *, limit: int = 1000) -> list[Delivery]:
        """Return what is due and unclaimed, or was claimed under a lease that has run out; oldest first."""
        # Columns, not rows of the ORM: that takes half the time where 1,000s are due.
        oldest = select(*_COLUMNS).order_by(DeliveryRow.due_at).limit(limit)
        waiting = oldest.where(DeliveryRow.status == _SCHEDULED, DeliveryRow.due_at <= now)
        left = oldest.where(DeliveryRow.status == _CLAIMED, DeliveryRow.lease_until <= now)
        with self._database.read() as session:
            rows = [*session.execute(left), *session.execute(waiting)]
        return [_read(*row) for row in sorted(rows, key=lambda row: row.due_at)[:limit]]

    def claim(
        self,
        delivery_ids: Collection[str],
        *,
        message_id: str,
        claimed_by: str,
        now: datetime,
        lease_s: float,
    ) -> list[Delivery]:
        """Claim those of `delivery_ids` that nobody else holds, and return them: one process gets each.

        A delivery that was claimed before keeps the `message_id` of the first try: it may have gone out so.
        """
        free = or_(
            DeliveryRow.status == _SCHEDULED,
            and_(DeliveryRow.status == _CLAIMED, DeliveryRow.lease_until <= now),
        )
        with self._database.write() as session:
            rows = _locked(
                session, select(DeliveryRow).where(DeliveryRow.delivery_id.in_(delivery_ids), free)
            )
            for row in rows:
                row.message_id = row.message_id or message_id
                row.status, row.claimed_by = _CLAIMED, claimed_by
                row.lease_until = now + timedelta(seconds=lease_s)
            return [row.delivery() for row in rows]

    def record_sent(
        self, delivery_ids: Collection[str], *, at: datetime, schedule: Sequence[Delivery] = ()
    ) -> None:
        """Keep that these went out, together with what is to follow, such as the next week's review."""
        unrecorded = (DeliveryRow.delivery_id.in_(delivery_ids), DeliveryRow.status != _SENT)
        with self._database.write() as session:
            for row in _locked(session, select(DeliveryRow).where(*unrecorded)):
                _settle(row, _SENT)
                row.sent_at = at
            session.flush()
            keep_scheduled(session, schedule)

    def release(
        self, delivery_ids: Collection[str], *, due_at: datetime | None = None, claimed_by: str | None = None
    ) -> None:
        """Give deliveries back that surely did not go out, to be sent at once or at `due_at`.

        With `claimed_by`, those that another process has claimed meanwhile stay with it.
        """
        with self._database.write() as session:
            for row in _unsettled(session, delivery_ids, claimed_by):
                if row.status == _CLAIMED:
                    row.message_id = None
                row.due_at = due_at or row.due_at
                _settle(row, _SCHEDULED)

    def cancel(self, delivery_ids: Collection[str], *, claimed_by: str | None = None) -> None:
        """Keep that these are not to go out; with `claimed_by`, what another has claimed stays with it."""
        with self._database.write() as session:
            for row in _unsettled(session, delivery_ids, claimed_by):
                _settle(row, _CANCELLED)

    def cancel_waiting(self, person_id: str) -> int:
        """Cancel all that a person would still get; return how many. For "stop reminders"."""
        waiting = (DeliveryRow.person_id == person_id, DeliveryRow.status == _SCHEDULED)
        with self._database.write() as session:
            rows = _locked(session, select(DeliveryRow).where(*waiting))
            for row in rows:
                _settle(row, _CANCELLED)
            return len(rows)

    def sent(self, person_id: str, *, since: datetime) -> list[Delivery]:
        """Return what went out to a person since then, oldest first."""
        found = (
            select(DeliveryRow)
            .where(DeliveryRow.person_id == person_id, DeliveryRow.sent_at >= since)
            .order_by(DeliveryRow.sent_at, DeliveryRow.delivery_id)
        )
        with self._database.read() as session:
            return [row.delivery() for row in session.scalars(found)]

    def of_person(self, person_id: str) -> list[Delivery]:
        """Return all of a person's deliveries, whatever became of them, in the order they are due."""
        found = select(DeliveryRow).where(DeliveryRow.person_id == person_id).order_by(DeliveryRow.due_at)
        with self._database.read() as session:
            return [row.delivery() for row in session.scalars(found)]


def _read(
    delivery_id: str,
    person_id: str,
    kind: str,
    due_at: datetime,
    commitment_id: str | None,
    status: str,
    *rest: Any,
) -> Delivery:
    """Make a delivery of `_COLUMNS`."""
    known_kind, known_status = DeliveryKind(kind), DeliveryStatus(status)
    return Delivery(delivery_id, person_id, known_kind, due_at, commitment_id, known_status, *rest)


def _locked(session: Session, wanted: Select[DeliveryRow]) -> list[DeliveryRow]:
    """Return rows that no other process changes before this transaction ends, in the order they are due."""
    return list(
        session.scalars(wanted.order_by(DeliveryRow.due_at, DeliveryRow.delivery_id).with_for_update())
    )


def _unsettled(session: Session, delivery_ids: Collection[str], claimed_by: str | None) -> list[DeliveryRow]:
    wanted = select(DeliveryRow).where(
        DeliveryRow.delivery_id.in_(delivery_ids), DeliveryRow.status.in_(_UNSETTLED)
    )
    if claimed_by is not None:
        wanted = wanted.where(or_(DeliveryRow.claimed_by.is_(None), DeliveryRow.claimed_by == claimed_by))
    return _locked(session, wanted)


def _settle(row: DeliveryRow, status: str) -> None:
    row.status, row.claimed_by, row.lease_until = status, None, None
