"""Days, times and recurrences in plain English: read, said, turned into moments. Pure: `now` is passed in."""

from bot.dates.amounts import Amount, moved, read_delay, read_hours
from bot.dates.finding import find_when, read_when
from bot.dates.saying import say_day, say_due, say_relative
from bot.dates.snooze import read_snooze
from bot.dates.spans import find_span
from bot.dates.times import read_time
from bot.dates.when import When
from bot.dates.zones import to_utc, zone_of

__all__ = [
    "Amount",
    "When",
    "find_span",
    "find_when",
    "moved",
    "read_delay",
    "read_hours",
    "read_snooze",
    "read_time",
    "read_when",
    "say_day",
    "say_due",
    "say_relative",
    "to_utc",
    "zone_of",
]
