"""What people think of replies, kept with the turn that it is about."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.domain import Rated
from bot.errors import UnknownTurn
from bot.store.database import Database
from bot.store.rows import introduce
from bot.store.tables import FeedbackRow, TurnRow


class Feedbacks:
    """The opinions of all people; each has one of a turn, the last that they gave."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, person_id: str, turn_id: str, *, helpful: bool, at: datetime) -> bool:
        """Keep what a person thinks of a turn, anybody's; False if that was known. Raises UnknownTurn.

        Whether the person can see the turn is for the channel to know, which showed it to them.
        """
        with self._database.write() as session:
            if session.get(TurnRow, turn_id, with_for_update=True) is None:
                raise UnknownTurn(f"There is no reply {turn_id!r} any more. Ask again, and rate the new one.")
            row = session.get(FeedbackRow, (turn_id, person_id))
            if row is not None and row.helpful is helpful:
                return False
            introduce(session, person_id)
            session.merge(FeedbackRow(turn_id=turn_id, person_id=person_id, helpful=helpful, given_at=at))
            return True

    def all(self, since: datetime | None = None) -> list[Rated]:
        """Return every opinion with its turn, or those given since then; the newest first."""
        found = select(FeedbackRow, TurnRow).join(TurnRow, TurnRow.turn_id == FeedbackRow.turn_id)
        if since is not None:
            found = found.where(FeedbackRow.given_at >= since)
        newest_first = found.order_by(FeedbackRow.given_at.desc(), FeedbackRow.turn_id.desc())
        with self._database.read() as session:
            return [
                Rated(turn.turn(), opinion.helpful, opinion.given_at)
                for opinion, turn in session.execute(newest_first)
            ]
