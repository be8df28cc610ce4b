"""When somebody may be written to: quiet hours, and how many messages a day are enough."""

from __future__ import annotations

import re
from datetime import time

from bot.dates import read_time
from bot.profile.reading.patterns import Patterns

Quiet = tuple[time | None, time | None]

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_PARTS = {
    "morning": (time(6), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(22)),
    "night": (time(22), time(8)),
}
_BETWEEN = re.compile(r"\s*(?:-|–|\bto\b|\band\b|\btill\b|\buntil\b)\s*")
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_CLOCK = re.compile(
    rf"(?:about |around )?((?:\d{{1,2}}|(?:{'|'.join(_HOURS)})\b)(?:[:.]\d\d)?"
    r"(?:\s*(?:am|pm|a\.m\.|p\.m\.|o'clock|h\b))?"
    r"(?:\s+(?:in the (?:morning|evening|afternoon)|at night))?|noon|midnight)",
    re.IGNORECASE,
)


def quiet_hours(text: str, patterns: Patterns) -> Quiet:
    """Return from when and until when nobody is to be disturbed; None for an end that is not named."""
    if not patterns["quiet"].search(text):
        return None, None
    if span := _span(text, "reached_between", patterns):
        return span[1], span[0]
    if span := _span(text, "quiet_between", patterns):
        return span
    quiet = bool(patterns["not_reached"].search(text))
    reached = not quiet and bool(patterns["reached"].search(text))
    if not quiet and not reached:
        return None, None
    before, after = (
        _clock_behind(text, "quiet_before", patterns),
        _clock_behind(text, "quiet_after", patterns),
    )
    if before or after:
        return (before, after) if reached else (after, before)
    part = patterns["part_of_day"].search(text)
    if part is None:
        return None, None
    begins, ends = _PARTS[part[1].lower()]
    return (ends, begins) if reached else (begins, ends)


def messages_a_day(text: str, patterns: Patterns) -> int | None:
    """Return how many messages a day are the most."""
    match = patterns["cap"].search(text)
    return None if match is None else _NUMBERS.get(match[1].lower()) or int(match[1])


def _span(text: str, name: str, patterns: Patterns) -> tuple[time, time] | None:
    """Return the two times behind a pattern: "quiet hours are 22 to 8"."""
    match = patterns[name].search(text)
    ends = _BETWEEN.split(text[match.end() :], maxsplit=1) if match else []
    if len(ends) != 2:
        return None
    first, last = _clock(ends[0]), _clock(ends[1])
    return (first, last) if first and last else None


def _clock_behind(text: str, name: str, patterns: Patterns) -> time | None:
    match = patterns[name].search(text)
    return _clock(text[match.end() :]) if match else None


def _clock(text: str) -> time | None:
    """Return the time that `text` begins with; a bare number is an hour."""
    match = _CLOCK.match(text)
    if match is None:
        return None
    said = match[1].strip().lower()
    said = str(_HOURS.index(said) + 1) if said in _HOURS else said
    if said.isdigit():
        return time(int(said) % 24) if int(said) <= 24 else None
    return read_time(said.replace(".", ":") if re.search(r"\d\.\d", said) else said)
