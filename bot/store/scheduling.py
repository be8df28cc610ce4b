"""How a message that must go out comes to be there: once for each occasion, however often it is scheduled.

An occasion is one kind of message, about one commitment (or one person), at the time it was scheduled for;
the row's `key` says which. What the row's status makes of scheduling the same occasion again:

SCHEDULED, CLAIMED    it is there already, or just being sent
SENT                  it went out, and does not go out again
CANCELLED             it is to go out after all; a `message_id` stays, since it may have gone out under it
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain import Delivery, DeliveryStatus
from bot.store.rows import introduce
from bot.store.tables import DeliveryRow

_SCHEDULED, _CANCELLED = DeliveryStatus.SCHEDULED.value, DeliveryStatus.CANCELLED.value


def schedule(session: Session, deliveries: Sequence[Delivery]) -> None:
    """Keep deliveries whose occasion is not there yet, and take up again those that were cancelled."""
    rows = {row.key: row for row in map(DeliveryRow.of, deliveries)}
    for person_id in {delivery.person_id for delivery in deliveries}:
        introduce(session, person_id)
    for there in session.scalars(select(DeliveryRow).where(DeliveryRow.key.in_(rows)).with_for_update()):
        again = rows.pop(there.key)
        if there.status == _CANCELLED:
            there.status, there.due_at = _SCHEDULED, again.due_at
    session.add_all(rows.values())
    session.flush()


def reschedule(session: Session, commitment_ids: Collection[str], deliveries: Sequence[Delivery]) -> None:
    """Let what is scheduled about these commitments give way to `deliveries`.

    So does a message to a person that is about no commitment, such as the review, where `deliveries` has
    another of its kind. What is being sent, or was, stays.
    """
    waiting = delete(DeliveryRow).where(DeliveryRow.status == _SCHEDULED)
    if commitment_ids:
        session.execute(waiting.where(DeliveryRow.commitment_id.in_(commitment_ids)))
    for person_id, kind in {(d.person_id, d.kind.value) for d in deliveries if d.commitment_id is None}:
        about_the_person = (DeliveryRow.person_id == person_id, DeliveryRow.commitment_id.is_(None))
        session.execute(waiting.where(*about_the_person, DeliveryRow.kind == kind))
    schedule(session, deliveries)
