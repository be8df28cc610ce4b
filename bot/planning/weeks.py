"""The hours that someone has, week by week: working days, holidays, what is left of this week. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from bot.domain import EVERY_DAY, Person
from bot.errors import BadQuestion

_LONGEST_YEARS = 100


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """One week. `starts_on` is its Monday, or the day on which the plan begins; `days` are those worked on.

    Every working day has `per_day` hours; one that is off takes its hours with it.
    """

    starts_on: date
    days: tuple[date, ...]
    per_day: Fraction

    @property
    def hours(self) -> Fraction:
        """All hours of the week."""
        return self.per_day * len(self.days)

    def day_of(self, hour: Fraction) -> date:
        """Return the day in which the time after `hour` hours of work begins."""
        return self.days[min(floor(hour / self.per_day), len(self.days) - 1)]

    def day_until(self, hour: Fraction) -> date:
        """Return the day in which the first `hour` hours of work are over."""
        return self.days[max(ceil(hour / self.per_day) - 1, 0)]


def working_weeks(person: Person, start: date, weekly: Fraction) -> Iterator[WorkingWeek]:
    """Yield the weeks from the one of `start`, whose earlier days are gone, without end.

    Somebody without working days works on any. Raises BadQuestion after a hundred years.
    """
    weekdays = set(person.working_days) or set(EVERY_DAY)
    per_day = weekly / len(weekdays)
    first = start
    while first.year - start.year <= _LONGEST_YEARS and first.year < date.max.year:
        monday = first - timedelta(days=first.weekday())
        week = (monday + timedelta(days=day) for day in sorted(weekdays))
        days = tuple(day for day in week if day >= first and not _is_off(person, day))
        yield WorkingWeek(first, days, per_day)
        first = monday + timedelta(days=7)
    raise BadQuestion(
        f"With {float(weekly):g} hours a week and these holidays the plan would take more than "
        f"{_LONGEST_YEARS} years. Give more hours a week, or shorten the holidays."
    )


def working_days_between(person: Person, first: date, last: date) -> int:
    """Return on how many days from `first` to `last`, both included, the person works."""
    weekdays = set(person.working_days) or set(EVERY_DAY)
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return sum(day.weekday() in weekdays and not _is_off(person, day) for day in days)


def _is_off(person: Person, day: date) -> bool:
    return any(holiday.first_on <= day <= holiday.last_on for holiday in person.holidays)
