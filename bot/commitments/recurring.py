"""How a commitment recurs, and how far off it is, in words. Pure."""

from __future__ import annotations

import calendar
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
    if recurrence.counted_from == "completion":
        span = prompts.say(f"span_{unit}_{'one' if interval == 1 else 'many'}", count=interval)
        return prompts.say("recurring_completion", span=span)
    days = set(parts.get("BYDAY", "").split(",")) - {""}
    if interval == 1 and days == _WEEKDAYS:
        said = prompts.say("recurring_weekdays")
    elif interval == 1 and days == _WEEKEND:
        said = prompts.say("recurring_weekends")
    elif days and days <= _DAYS.keys():
        said = prompts.say("recurring_days", days=_joined([_DAYS[day] for day in _DAYS if day in days]))
        if interval > 1:
            said = prompts.say("recurring_days_apart", days=said, count=interval)
    else:
        said = prompts.say(f"recurring_{unit}_{'one' if interval == 1 else 'many'}", count=interval)
    last_on = last_day(recurrence)
    return said if last_on is None else prompts.say("recurring_until", recurring=said, day=say_day(last_on))


def say_distance(prompts: Prompts, day: date, today: date) -> str:
    """Return how far off a day is: "yesterday", "today", "tomorrow", "in 3 days", "2 days ago"."""
    days = (day - today).days
    if abs(days) <= 1:
        return say_relative(day, today)
    return prompts.say("days_ahead" if days > 0 else "days_ago", count=abs(days))


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
