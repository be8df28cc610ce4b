"""On which days somebody works on it, when they are away, and when they start."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.dates import find_span, find_when, read_hours
from bot.domain import EVERY_DAY, Holiday
from bot.profile.reading.patterns import Patterns

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(
    r"\b(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?(s?)\b(?!['’])",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)\w*\s*(?:-|–|to|through|till|until)\s*(mon|tue|wed|thu|fri|sat|sun)\w*",
    re.IGNORECASE,
)
_WEEKEND, WEEKDAYS = (5, 6), (0, 1, 2, 3, 4)


def working_days(text: str, patterns: Patterns, *, known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the days on which somebody works, Monday 0; empty where nothing is said. `known` hold so far."""
    every = patterns["every_day"].search(text)
    named, named_ones = _named(text)
    if patterns["not_on"].search(text):
        # "Off on Fridays" is every week, "off on Friday" is a holiday.
        recurs = bool(named) and not (patterns["away"].search(text) and not _recurs(text))
        base = EVERY_DAY if every else known
        return tuple(day for day in base if day not in named) if recurs else ()
    if not patterns["working"].search(text) or patterns["away"].search(text):
        return ()
    if every and patterns["at_leisure"].search(text):
        return () if read_hours(text) else EVERY_DAY
    if not named:
        return ()
    only, also = patterns["only"].search(text), patterns["also"].search(text)
    if also and not only:
        return tuple(sorted({*known, *named}))
    if only:
        return tuple(sorted(named))
    if not patterns["own_days"].search(text):
        return ()
    # "I can work on weekends" adds them; "I study on Tuesdays and Thursdays" leaves nothing else.
    more = not named_ones or (not named <= set(known) and re.search(r"\bcan\b", text, re.IGNORECASE))
    return tuple(sorted({*known, *named} if more else named))


def holidays(text: str, patterns: Patterns, now: datetime) -> tuple[Holiday, ...]:
    """Return when somebody is away."""
    if not patterns["away"].search(text) or (_named(text)[0] and _recurs(text)):
        return ()
    span = find_span(text, now)
    return (Holiday(*span),) if span else ()


def start_day(text: str, patterns: Patterns, now: datetime) -> date | None:
    """Return on which day somebody starts or started; not with a job or a school."""
    match = patterns["start"].search(text)
    if match is None or patterns["other_start"].match(text[match.end() :].lstrip()):
        return None
    whens = find_when(text[match.start() :], now)
    days = [w.first_on or w.due_on for w in whens if w.due_on and not w.recurrence and not w.due_time]
    return days[0] if days else None


def _named(text: str) -> tuple[set[int], bool]:
    """Return the days of the week that are named, and whether that is by their own names."""
    if span := _RANGE.search(text):
        first, last = (_DAYS.index(each[:3].lower()) for each in span.groups())
        return {(first + step) % 7 for step in range((last - first) % 7 + 1)}, True
    named = {_DAYS.index(match[1].lower()[:3]) for match in _DAY.finditer(text)}
    groups: set[int] = set()
    if re.search(r"\bweek ?ends?\b", text, re.IGNORECASE):
        groups.update(_WEEKEND)
    if re.search(r"\bweek ?days?\b", text, re.IGNORECASE):
        groups.update(WEEKDAYS)
    return named | groups, bool(named) or WEEKDAYS[0] in groups


def _recurs(text: str) -> bool:
    """Tell whether a day is meant in every week: "on Fridays", "my days off are Monday and Tuesday"."""
    plural = any(match[2] for match in _DAY.finditer(text))
    return plural or re.search(r"\bweek ?ends\b|\bdays? off (?:is|are)\b", text, re.IGNORECASE) is not None
