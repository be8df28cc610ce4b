"""Rules of recurrence (RFC 5545) and when they first apply. Not for words: see `recurring`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr

from bot.dates.days import begin, close, last_of_month, monday, step
from bot.dates.words import RRULE_DAYS

_SHORTEST_MONTH = 28
_YEARS_AHEAD = 2  # a monthly rule applies at least once in two years, a yearly one as well


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule without DTSTART. `stretch`: its unit, where no day of it was named and its last one counts."""

    freq: str
    by: str = ""
    interval: int = 1
    stretch: str = ""

    @property
    def value(self) -> str:
        """The value of an RRULE property."""
        every = f";INTERVAL={self.interval}" if self.interval > 1 else ""
        return f"FREQ={self.freq}{every}" + (f";{self.by}" if self.by else "")

    def first_on(self, start: date) -> date:
        """Return the first day from `start` on to which the rule applies.

        An interval is counted from there: "every other Friday" begins with the next Friday. Where no day was
        named, the first stretch ends it: "every two weeks" is due on the Sunday of next week.
        """
        if self.stretch == "week":
            return monday(start) + timedelta(days=7 * self.interval - 1)
        if self.stretch == "quarter":
            return close("quarter", begin("quarter", start))
        if self.stretch == "month":
            return last_of_month(step("month", start.replace(day=1), self.interval - 1))
        if self.stretch == "year":
            return close("year", start.replace(month=1, day=1))
        return _first(self.freq, self.by, start) if self.by else start


def on_weekdays(days: Iterable[int], *, interval: int = 1) -> Rule:
    """Return the rule for these days of every week, Monday being 0."""
    return Rule("WEEKLY", "BYDAY=" + ",".join(RRULE_DAYS[day] for day in sorted(set(days))), interval)


def on_day_of_month(day: int, *, interval: int = 1) -> Rule:
    """Return the rule for a day of every month; a month that is shorter has it on its last day."""
    if day <= _SHORTEST_MONTH:
        return Rule("MONTHLY", f"BYMONTHDAY={day}", interval)
    days = ",".join(str(each) for each in range(_SHORTEST_MONTH, day + 1))
    return Rule("MONTHLY", f"BYMONTHDAY={days};BYSETPOS=-1", interval)


def on_nth_weekday(which: int, weekday: int, *, interval: int = 1) -> Rule:
    """Return the rule for the first (1) to fifth, or the last (-1), such weekday of every month."""
    return Rule("MONTHLY", f"BYDAY={which}{RRULE_DAYS[weekday]}", interval)


def every(unit: str, interval: int) -> Rule:
    """Return the rule for every so many days, weeks, fortnights, months, quarters or years."""
    match unit:
        case "week":
            return Rule("WEEKLY", interval=interval, stretch="week")
        case "fortnight":
            return Rule("WEEKLY", interval=2 * interval, stretch="week")
        case "month":
            return Rule("MONTHLY", "BYMONTHDAY=-1", interval, stretch="month")
        case "quarter":
            return Rule("MONTHLY", "BYMONTHDAY=-1", 3 * interval, stretch="quarter")
        case "year":
            return Rule("YEARLY", interval=interval, stretch="year")
        case _:
            return Rule("DAILY", interval=interval)


@lru_cache(maxsize=1024)
def _first(freq: str, by: str, start: date) -> date:
    rule = rrulestr(f"FREQ={freq};{by}", dtstart=datetime.combine(start, time()))
    found = rule.after(datetime.combine(start, time()), inc=True)
    return found.date() if found else start + timedelta(days=365 * _YEARS_AHEAD)
