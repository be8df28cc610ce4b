"""How a commitment recurs, and how far off it is, in words. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date

from bot.commitments.recurrence import last_day, rule_parts
from bot.dates import say_day, say_relative
from bot.domain import Recurrence
from bot.prompts import Prompts

_DAYS = {name[:2].upper(): name for name in calendar.day_name}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_WEEKDAYS, _WEEKEND = {"MO", "TU", "WE", "TH", "FR"}, {"SA", "SU"}


def say_recurrence(prompts: Prompts, recurrence: Recurrence) -> str:
    """Return it as it is said: "every Monday", "every two weeks", "2 weeks after you finish it"."""
    parts = rule_parts(recurrence)
    interval, unit = int(parts.get("INTERVAL", "1")), _UNITS[parts["FREQ"]]
    number = "one" if interval == 1 else "many"
    if recurrence.counted_from == "completion":
        span = prompts.say(f"span_{unit}_{number}", count=interval)
        return prompts.say("recurring_completion", span=span)
    days = set(parts.get("BYDAY", "").split(",")) - {""}
    if interval == 1 and days == _WEEKDAYS:
        said = prompts.say("recurring_weekdays")
    elif interval == 1 and days == _WEEKEND:
        said = prompts.say("recurring_weekends")
    elif days and days <= _DAYS.keys():
        names = _joined([_DAYS[day] for day in _DAYS if day in days])
        said = prompts.say(_days_apart(interval, days), days=names, count=interval)
    else:
        said = prompts.say(f"recurring_{unit}_{number}", count=interval)
    last_on = last_day(recurrence)
    return said if last_on is None else prompts.say("recurring_until", recurring=said, day=say_day(last_on))


def say_distance(prompts: Prompts, day: date, today: date) -> str:
    """Return how far off a day is: "yesterday", "today", "tomorrow", "in 3 days", "2 days ago"."""
    days = (day - today).days
    if abs(days) <= 1:
        return say_relative(day, today)
    return prompts.say("days_ahead" if days > 0 else "days_ago", count=abs(days))


def _days_apart(interval: int, days: Collection[str]) -> str:
    if interval == 1:
        return "recurring_days"
    return "recurring_second_day" if interval == 2 and len(days) == 1 else "recurring_days_apart"


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
