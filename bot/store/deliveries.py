"""Messages that must go out exactly once: found when they are due, claimed under a lease, recorded when sent.

The lease is what makes it safe to be killed: until it runs out no other process touches what was claimed,
and after that it is found again, with the `message_id` under which it may have gone out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update

from bot.domain import Delivery, DeliveryStatus
from bot.store.database import Database
from bot.store.rows import introduce
from bot.store.tables import DeliveryRow

_SCHEDULED, _CLAIMED = DeliveryStatus.SCHEDULED.value, DeliveryStatus.CLAIMED.value
_SENT, _CANCELLED = DeliveryStatus.SENT.value, DeliveryStatus.CANCELLED.value


class Deliveries:
    """The messages of all people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def schedule(self, deliveries: Sequence[Delivery]) -> None:
        """Keep deliveries that are not there yet; same kind, about the same, at the same time is the same."""
        rows = [DeliveryRow.of(delivery) for delivery in deliveries]
        with self._database.write() as session:
            for delivery in deliveries:
                introduce(session, delivery.person_id)
            known = set(
                session.scalars(select(DeliveryRow.key).where(DeliveryRow.key.in_([row.key for row in rows])))
            )
            session.add_all(row for row in rows if row.key not in known)

    def due(self, now: datetime, *, limit: int = 1000) -> list[Delivery]:
        """Return what is due and unclaimed, or was claimed under a lease that has run out; oldest first."""
        waiting = and_(DeliveryRow.status == _SCHEDULED, DeliveryRow.due_at <= now)
        with self._database.read() as session:
            first = select(DeliveryRow).where(waiting).order_by(DeliveryRow.due_at).limit(limit)
            left = select(DeliveryRow).where(DeliveryRow.status == _CLAIMED, DeliveryRow.lease_until <= now)
            rows = [*session.scalars(left.limit(limit)), *session.scalars(first)]
            return [row.delivery() for row in rows][:limit]

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
        wanted = select(DeliveryRow).where(DeliveryRow.delivery_id.in_(delivery_ids), free)
        with self._database.write() as session:
            rows = list(session.scalars(wanted.with_for_update()))
            for row in rows:
                row.message_id = row.message_id or message_id
                row.status, row.claimed_by = _CLAIMED, claimed_by
                row.lease_until = now + timedelta(seconds=lease_s)
            return [row.delivery() for row in rows]

    def record_sent(self, delivery_ids: Collection[str], *, at: datetime) -> None:
        """Keep that these went out."""
        self._settle(delivery_ids, status=_SENT, sent_at=at)

    def release(self, delivery_ids: Collection[str], *, due_at: datetime | None = None) -> None:
        """Give claimed deliveries back that surely did not go out, to be sent at once or at `due_at`."""
        values = {"message_id": None} | ({} if due_at is None else {"due_at": due_at})
        self._settle(delivery_ids, status=_SCHEDULED, **values)

    def cancel(self, delivery_ids: Collection[str]) -> None:
        """Keep that these are not to go out any more."""
        self._settle(delivery_ids, status=_CANCELLED)

    def cancel_waiting(self, person_id: str) -> int:
        """Cancel all that a person would still get; return how many. For "stop reminders"."""
        waiting = (DeliveryRow.person_id == person_id, DeliveryRow.status == _SCHEDULED)
        with self._database.write() as session:
            rows = list(session.scalars(select(DeliveryRow).where(*waiting)))
            for row in rows:
                row.status = _CANCELLED
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

    def _settle(self, delivery_ids: Collection[str], **values: object) -> None:
        settled = update(DeliveryRow).where(DeliveryRow.delivery_id.in_(delivery_ids))
        with self._database.write() as session:
            session.execute(settled.values(claimed_by=None, lease_until=None, **values))
