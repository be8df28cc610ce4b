"""The tables, and how a row becomes a word of the domain. Portable SQL: no type that only SQLite has.

A change here needs a script in `bot/migrations/versions` and its revision in `schema.HEAD`; tests compare.
"""

from bot.store.tables.base import Base, DomainJson, UtcDateTime
from bot.store.tables.commitments import ChangeRow, CommitmentRow, DeliveryRow, TaskDoneRow
from bot.store.tables.conversations import ThreadRow, TurnRow
from bot.store.tables.feedback import FeedbackRow
from bot.store.tables.inbox import InboxKeyRow, InboxRow
from bot.store.tables.people import IdentityRow, LinkCodeRow, PersonRow
from bot.store.tables.spaces import InvitationRow, SpaceRow

__all__ = [
    "Base",
    "ChangeRow",
    "CommitmentRow",
    "DeliveryRow",
    "DomainJson",
    "FeedbackRow",
    "IdentityRow",
    "InboxKeyRow",
    "InboxRow",
    "InvitationRow",
    "LinkCodeRow",
    "PersonRow",
    "SpaceRow",
    "TaskDoneRow",
    "ThreadRow",
    "TurnRow",
    "UtcDateTime",
]
