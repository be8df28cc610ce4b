"""Messages that were accepted and are owed a reply: each accepted once, held under a lease, then settled.

A channel acknowledges a message as soon as it is kept here. The process that accepted it holds it; where that
process ends, whether or not it could hand back what it held, another claims it and settles it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Update, delete, func, or_, select, update

from bot.domain import InboxItem, InboxStatus, Incoming
from bot.store.accepting import accept_all
from bot.store.database import Database
from bot.store.tables import InboxKeyRow, InboxRow

_WAITING, _ANSWERING = InboxStatus.WAITING.value, InboxStatus.ANSWERING.value
_UNSETTLED = InboxRow.status.in_((_WAITING, _ANSWERING))


class Inbox:
    """The accepted messages of all people. Every method but those that read is one short transaction.

    `claimed_by` names one run of one process: no two may share it, nor one and the next after a restart.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def accept_all(
        self,
        incoming: Sequence[Incoming],
        *,
        claimed_by: str,
        now: datetime,
        lease_s: float,
        most_a_minute: int,
    ) -> list[InboxItem | None]:
        """Keep all that is new of `incoming`, in one transaction, and return the items; None: it was before.

        Items have the person whom the channel knows so, who was made known where they were not. What is more
        than `most_a_minute` of a person is REFUSED. Without an `external_id` only the keys are kept.
        """
        with self._database.write() as session:
            return accept_all(
                session,
                incoming,
                claimed_by=claimed_by,
                now=now,
                lease_s=lease_s,
                most_a_minute=most_a_minute,
            )

    def knows(self, key: str) -> bool:
        """Tell whether a key was noted, and is not forgotten."""
        with self._database.read() as session:
            return session.get(InboxKeyRow, key) is not None

    def begin(self, item_id: str, *, claimed_by: str) -> bool:
        """Note that a waiting item is being answered; False where it is not waiting, or another's by now."""
        waiting = (InboxRow.item_id == item_id, InboxRow.status == _WAITING)
        begun = update(InboxRow).where(*waiting, InboxRow.claimed_by == claimed_by).values(status=_ANSWERING)
        return self._update(begun) == 1

    def address(self, item_id: str, address: Mapping[str, str]) -> None:
        """Add to where the reply goes, such as the message in which it is being written."""
        with self._database.write() as session:
            row = session.get(InboxRow, item_id, with_for_update=True)
            if row is not None:  # their person may have been forgotten meanwhile
                row.address = {**row.address, **address}

    def finish(self, item_id: str, status: InboxStatus, *, at: datetime) -> bool:
        """Settle an item as ANSWERED, APOLOGISED or REFUSED, and drop its text; False if it was settled."""
        if status in (InboxStatus.WAITING, InboxStatus.ANSWERING):
            raise ValueError(f"{status} settles nothing")
        settled = {"status": status.value, "text": "", "answered_at": at}
        free = {"claimed_by": None, "lease_until": None}
        unsettled = update(InboxRow).where(InboxRow.item_id == item_id, _UNSETTLED)
        return self._update(unsettled.values(**settled, **free)) == 1

    def renew(self, claimed_by: str, *, now: datetime, lease_s: float) -> None:
        """Go on holding all that `claimed_by` holds and has not settled."""
        held = update(InboxRow).where(InboxRow.claimed_by == claimed_by, _UNSETTLED)
        self._update(held.values(lease_until=now + timedelta(seconds=lease_s)))

    def hand_back(self, claimed_by: str) -> None:
        """Let go of all that `claimed_by` holds and has not settled, so that others can claim it at once.

        What was being answered still says so: part of the reply may be there.
        """
        held = update(InboxRow).where(InboxRow.claimed_by == claimed_by, _UNSETTLED)
        self._update(held.values(claimed_by=None, lease_until=None))

    def put_off(self, item_id: str, *, claimed_by: str, until: datetime) -> None:
        """Let go of an item that cannot be settled now; from `until` on anybody can claim it."""
        held = (InboxRow.item_id == item_id, InboxRow.claimed_by == claimed_by)
        self._update(update(InboxRow).where(*held, _UNSETTLED).values(claimed_by=None, lease_until=until))

    def claim_left(
        self, *, now: datetime, claimed_by: str, lease_s: float, limit: int = 100
    ) -> list[InboxItem]:
        """Claim what is unsettled and held by nobody any more, oldest first; one process gets each.

        An item keeps its status. A process that calls this renews its own leases first: one that has run out
        is as free as another's.
        """
        free = or_(InboxRow.lease_until.is_(None), InboxRow.lease_until <= now)
        oldest = (
            select(InboxRow)
            .where(_UNSETTLED, free)
            .order_by(InboxRow.received_at, InboxRow.item_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        with self._database.write() as session:
            rows = list(session.scalars(oldest))
            for row in rows:
                row.claimed_by, row.lease_until = claimed_by, now + timedelta(seconds=lease_s)
            return [row.item() for row in rows]

    def forget_keys(self, before: datetime) -> None:
        """Forget the keys that came before then, and the items that were settled before then."""
        with self._database.write() as session:
            session.execute(delete(InboxKeyRow).where(InboxKeyRow.received_at < before))
            session.execute(delete(InboxRow).where(InboxRow.answered_at < before))

    def kinds_seen(self) -> Mapping[str, datetime]:
        """Return when an event of each kind last came, as far as its key is still known."""
        last = select(InboxKeyRow.kind, func.max(InboxKeyRow.received_at)).group_by(InboxKeyRow.kind)
        with self._database.read() as session:
            return {row[0]: row[1] for row in session.execute(last)}

    def _update(self, statement: Update) -> int:
        with self._database.write() as session:
            return session.connection().execute(statement).rowcount
