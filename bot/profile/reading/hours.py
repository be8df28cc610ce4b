"""The hours that somebody has in a week."""

from __future__ import annotations

import re

from bot.dates import read_hours
from bot.domain import EVERY_DAY
from bot.profile.reading.patterns import Patterns

_ABBREVIATED = re.compile(r"(?<=\d)\s*h\.?p\.?w\b", re.IGNORECASE)
_PARTS = re.compile(
    r"[,;]\s|[.!?](?:\s|$)|\b(?:and|but)\s+(?=(?:i|we|study|studying|work|have|can|learn|spend|do)\b)",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"\b(?:total|in all|altogether|overall|in sum)\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\bweekends?\b", re.IGNORECASE)
_DAYS_OF_WEEKEND, _DAYS_OF_WEEK = 2, 5


def weekly_hours(text: str, patterns: Patterns, *, working_days: tuple[int, ...]) -> float | None:
    """Return the hours a week; an amount a day counts for each of `working_days`."""
    text = _ABBREVIATED.sub(" h a week", text)
    if (alone := _alone(text, patterns)) is not None:
        return alone
    hours = read_hours(text)
    if not hours:
        return None
    if patterns["week"].search(text):
        # "200 hours of budget, and I study 10 hours a week": the amount beside the week counts.
        beside = (read_hours(part) for part in _PARTS.split(text) if patterns["week"].search(part))
        return next((amount for amount in beside if amount), hours)
    if patterns["weekday_only"].search(text):
        return _DAYS_OF_WEEK * hours
    if patterns["weekend_each"].search(text):
        return _DAYS_OF_WEEKEND * hours if re.search(r"\bday\b", text) else hours
    if _IN_ALL.search(text) and _WEEKEND.search(text):
        return hours  # "only weekends, 4 hours total"
    return hours * len(working_days or EVERY_DAY) if patterns["day"].search(text) else None


def _alone(text: str, patterns: Patterns) -> float | None:
    """Return the number of "set my hours to 9"."""
    asked = patterns["hours_set"].search(text)
    amount = patterns["bare_amount"].match(text, asked.end()) if asked else None
    return read_hours(f"{amount.group()} hours") if amount else None
