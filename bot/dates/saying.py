"""Days said in words, always in English, whatever the machine's language."""

from __future__ import annotations

from datetime import date, time

from bot.dates.words import MONTHS, WEEKDAYS

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_A_WEEK = 7


def say_day(day: date, *, today: date | None = None) -> str:
    """Return "Friday, 6 March 2026"; without the year where `today` is given and lies in the same year."""
    year = "" if today and today.year == day.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}{year}"


def say_due(day: date, at: time | None) -> str:
    """Return "Friday, 6 March 2026, 18:00"; without the time where there is none."""
    return f"{say_day(day)}, {at:%H:%M}" if at else say_day(day)


def say_relative(day: date, today: date) -> str:
    """Return "today", "on Friday" within the next six days, "2 days ago" within the last, else the date."""
    ahead = (day - today).days
    if ahead in _NEAR:
        return _NEAR[ahead]
    if 0 < ahead < _A_WEEK:
        return f"on {WEEKDAYS[day.weekday()]}"
    return f"{-ahead} days ago" if -_A_WEEK < ahead < 0 else f"on {say_day(day, today=today)}"
