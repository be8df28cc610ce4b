"""The stretch of days that a date expression means, whatever its form. Not for reading: see the readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

Span = Literal["day", "weekend", "week", "month", "quarter", "year"]
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, which is one day mostly.

    opens: it is a period with a name, and "by" it means by its first day ("by April").
    then: the day that is meant once the time on this one has passed: of "Friday" the one a week later.
    weak: an ordinary word or number too, and a date only behind a preposition.
    part: a part of the day that is named with it, such as by "tonight".
    at: the time of day that follows from a duration, as in "in two hours".
    within: any day until `last`, as in "within ten days".
    closing: the end of something, which "before" means as well.
    """

    first: date
    last: date
    past: bool = False
    opens: bool = False
    then: date | None = None
    weak: bool = False
    part: str = ""
    at: time | None = None
    within: bool = False
    closing: bool = False


def one(day: date, *, past: bool = False, weak: bool = False, then: date | None = None) -> Days:
    """Return the single `day`."""
    return Days(day, day, past=past, weak=weak, then=then)


def monday(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def last_of_month(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day + relativedelta(day=31)


def begin(span: Span, day: date) -> date:
    """Return the first day of the week, weekend, month, quarter or year that `day` belongs to."""
    match span:
        case "week":
            return monday(day)
        case "weekend":
            return monday(day) + timedelta(days=5)
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return day.replace(month=1, day=1)
        case "day":
            return day


def step(span: Span, first: date, by: int) -> date:
    """Return the beginning of the span that comes `by` spans after the one beginning at `first`."""
    match span:
        case "week" | "weekend":
            return first + by * WEEK
        case "month":
            return first + relativedelta(months=by)
        case "quarter":
            return first + relativedelta(months=3 * by)
        case "year":
            return first + relativedelta(years=by)
        case "day":
            return first + by * DAY


def close(span: Span, first: date) -> date:
    """Return the last day of the span that begins at `first`."""
    return first + DAY if span == "weekend" else step(span, first, 1) - DAY
