"""Who someone is, as far as the coach needs it: kept, changed, joined; and what is never kept."""

from bot.profile.reading import ProfileReader, Told
from bot.profile.sensitive import Refusal, refuses
from bot.profile.service import ProfileService
from bot.profile.update import ProfileUpdate, changed_fields

__all__ = [
    "ProfileReader",
    "ProfileService",
    "ProfileUpdate",
    "Refusal",
    "Told",
    "changed_fields",
    "refuses",
]
