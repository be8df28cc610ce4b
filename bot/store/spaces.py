"""The places of a channel where several people talk: which pathway is meant there, and who may say so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.store.database import Database
from bot.store.rows import add_if_new, introduce
from bot.store.tables import InvitationRow, SpaceRow


class Spaces:
    """Places by the channel and its own id of them. Who may change one is for the channel to decide."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pathway(self, channel: str, space_id: str) -> str | None:
        """Return the id of the pathway that is meant in a place, if one was set."""
        with self._database.read() as session:
            row = session.get(SpaceRow, (channel, space_id))
            return row.pathway_id if row else None

    def set_pathway(self, channel: str, space_id: str, *, pathway_id: str | None, at: datetime) -> None:
        """Keep which pathway is meant in a place; None: no particular one."""
        row = SpaceRow(channel=channel, space_id=space_id, pathway_id=pathway_id, updated_at=at)
        with self._database.write() as session:
            if not add_if_new(session, row):
                there = session.get_one(SpaceRow, (channel, space_id), with_for_update=True)
                there.pathway_id, there.updated_at = pathway_id, at

    def invited(self, channel: str, space_id: str, *, person_id: str) -> None:
        """Keep that a person asked the coach into a place; several may have, one after the other."""
        with self._database.write() as session:
            introduce(session, person_id)
            add_if_new(session, InvitationRow(channel=channel, space_id=space_id, person_id=person_id))

    def inviters(self, channel: str, space_id: str) -> set[str]:
        """Return the ids of those who asked the coach into a place."""
        found = select(InvitationRow.person_id).where(
            InvitationRow.channel == channel, InvitationRow.space_id == space_id
        )
        with self._database.read() as session:
            return set(session.scalars(found))
