"""People, their threads and the turns in them, kept in one SQL database.

Nothing outside this package sees a table, a session or SQLAlchemy: what goes in and comes out are the words
of `bot.domain`.
"""

from bot.store.store import Store

__all__ = ["Store"]
