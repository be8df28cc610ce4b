"""Parts of a period: "the end of the month", "mid-April", "the first Monday of May"."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.dates.absolute import day_number, read_date
from bot.dates.amounts import moved, read_amount
from bot.dates.days import DAY, Days, Span, begin, close, last_of_month, monday, one
from bot.dates.periods import Period, read_period
from bot.dates.said import Said
from bot.dates.weekdays import read_near, read_weekday
from bot.dates.words import ORDINAL, WEEKDAY

_EDGES: dict[tuple[str, ...], str] = {
    ("end",): "end", ("close",): "end", ("beginning",): "start", ("start",): "start", ("middle",): "middle",
    ("first", "half"): "early_half", ("second", "half"): "late_half", ("last", "half"): "late_half",
    ("first", "day"): "start", ("last", "day"): "end",
}  # fmt: skip
_PREFIXES = {"mid": "middle", "early": "early", "late": "late", "end": "end"}
_SHORT: dict[str, Span] = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_MIDDLES: dict[str, Span] = {"midweek": "week", "midmonth": "month", "midyear": "year"}
_ENDING: dict[str, Span] = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}
_FRIDAY = 4
_TENTH, _FIFTEENTH, _TWENTY_FIRST = 10, 15, 21


def read_edge(said: Said, at: int) -> tuple[Days, int] | None:
    """Read a part of a period."""
    return _short(said, at) or _part_of(said, at) or _counted_of(said, at) or _month_first(said, at)


def _short(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "EOM", "month end", "the year's end"."""
    at = said.skip(said.skip(at, ("the",)), ("this",))
    span = _SHORT.get(said.word(at))
    if span:
        return _edge("end", Period(span, begin(span, said.today), bare=True), said.today), at + 1
    span = _ENDING.get(said.word(at))
    if span and said.word(at + 1) == "end" and said.word(at + 2) != "of":
        return _edge("end", Period(span, begin(span, said.today), bare=True), said.today), at + 2
    return None


def _part_of(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "the end of next month", "end of Friday", "mid-April", "early next week"."""
    start = said.skip(said.skip(at, ("the",)), ("very",))
    if said.word(start) in _MIDDLES:
        span = _MIDDLES[said.word(start)]
        return _edge("middle", Period(span, begin(span, said.today), bare=True), said.today), start + 1
    if said.word(start) in _PREFIXES and said.word(start + 1) != "of":
        inner = said.skip(said.skip(start + 1, ("-",)), ("in", "on"))
        found = read_period(said, inner)
        part = _PREFIXES[said.word(start)]
        if found and not (found[0].bare and part != "middle" and inner == start + 1):
            return _edge(part, found[0], said.today), found[1]
        return None
    for words, part in _EDGES.items():
        then = said.after(start, *words, "of")
        if then is None:
            continue
        working = said.skip(said.skip(then, ("the",)), ("this",))
        if said.word(working) in ("working", "work", "business") and said.word(working + 1) == "week":
            return one(_friday(said.today)), working + 2
        if found := read_period(said, then):
            return _edge(part, found[0], said.today), found[1]
        day = read_near(said, then) or read_weekday(said, then) or read_date(said, then)
        return (day[0], day[1]) if day and part == "end" else None
    return None


def _edge(part: str, period: Period, today: date) -> Days:
    """Return the days that `part` means of `period`, of the next such period if it floats."""
    first, last = _edge_of(part, period, today)
    if last < today and period.floats:
        first, last = _edge_of(part, Period(period.span, period.first + relativedelta(years=1)), today)
    past = last < today
    first = first if past else max(first, today)
    return Days(first, last, past=past, opens=first < last and first > today, closing=part == "end")


def _edge_of(part: str, period: Period, today: date) -> tuple[date, date]:
    first, last = period.first, close(period.span, period.first)
    if part == "end":
        this_week = period.span == "week" and first == monday(today)
        end = _friday(today) if this_week else last
        return end, end
    if part == "start":
        return first, first
    if part in ("early_half", "late_half"):
        middle = first + timedelta(days=(last - first).days // 2)
        return (first, middle) if part == "early_half" else (middle + DAY, last)
    return _rough(part, period.span, first, last)


def _rough(part: str, span: Span, first: date, last: date) -> tuple[date, date]:
    """Return early, middle or late of a span: in thirds of a month, and days of a week, as people plan."""
    if span == "week":
        days = {"early": (0, 1), "middle": (2, 2), "late": (3, 4)}[part]
        return first + days[0] * DAY, first + days[1] * DAY
    if span == "month":
        marks = {"early": (1, _TENTH), "middle": (_FIFTEENTH, _FIFTEENTH), "late": (_TWENTY_FIRST, last.day)}[
            part
        ]
        return first.replace(day=marks[0]), first.replace(day=marks[1])
    third = {"quarter": 1, "year": 3}.get(span, 0)
    if part == "early":
        return first, first + relativedelta(months=third) - DAY if third else first
    if part == "late":
        return last + DAY - relativedelta(months=third) if third else last, last
    middle = first + relativedelta(months=third * 2 if span == "year" else third)
    return (middle - DAY, middle - DAY) if span == "year" else (middle.replace(day=_FIFTEENTH),) * 2


def _friday(today: date) -> date:
    """Return the Friday on which this week ends for work; its Sunday once that has passed."""
    return monday(today) + (_FRIDAY if today.weekday() <= _FRIDAY else 6) * DAY


def _counted_of(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "the first Monday of May", "the last two weeks of July", "the first week of next month"."""
    start = said.skip(at, ("the",))
    which = -1 if said.word(start) in ("last", "final") else ORDINAL.get(said.word(start), 0)
    if said.kind(start) == "ordinal":
        which = int(said.raw(start)[:-2])
    if which == 0 or which > 5:
        return None
    if said.word(start + 1) in WEEKDAY:
        return _weekday_of(said, which, WEEKDAY[said.word(start + 1)], start + 2)
    amount = read_amount(said, start + 1)
    if amount is None:
        one_unit = said.word(start + 1) in ("week", "weekend", "day", "month", "quarter")
        return _unit_of(said, which, start + 1) if one_unit else None
    period = _of_period(said, amount[1])
    if period is None or which not in (1, -1):
        return None
    whole = period[0].ahead(said.today)
    if which == 1:
        after = moved(whole.first, amount[0])
        return (Days(whole.first, after - DAY, opens=True), period[1]) if after else None
    before = moved(whole.last, amount[0], back=True)
    return (Days(before + DAY, whole.last, opens=True), period[1]) if before else None


def _unit_of(said: Said, which: int, at: int) -> tuple[Days, int] | None:
    period = _of_period(said, at + 1)
    if period is None:
        return None
    whole = period[0].ahead(said.today)
    days = {"day": 1, "week": 7, "weekend": 2}.get(said.word(at))
    if days is None or period[0].span in ("week", "weekend"):
        return None
    if said.word(at) == "weekend":
        nth = _nth(whole, which, weekday=5)
        return (Days(nth, nth + DAY, opens=True), period[1]) if nth else None
    if which == -1:
        return Days(whole.last - (days - 1) * DAY, whole.last, opens=days > 1), period[1]
    first = whole.first + (which - 1) * days * DAY
    return Days(first, min(first + (days - 1) * DAY, whole.last), opens=days > 1), period[1]


def _weekday_of(said: Said, which: int, weekday: int, at: int) -> tuple[Days, int] | None:
    period = _of_period(said, at)
    if period is None or period[0].span in ("week", "weekend"):
        return None
    day = _nth(period[0], which, weekday=weekday)
    if day and day < said.today:
        following = Period(period[0].span, close(period[0].span, period[0].first) + DAY)
        later = (
            Period(period[0].span, period[0].first + relativedelta(years=1))
            if period[0].floats
            else following
        )
        day = _nth(later, which, weekday=weekday) if period[0].floats or period[0].bare else day
    return (one(day, past=day < said.today), period[1]) if day else None


def _nth(period: Period, which: int, *, weekday: int) -> date | None:
    if which == -1:
        return period.last - timedelta(days=(period.last.weekday() - weekday) % 7)
    day = period.first + timedelta(days=(weekday - period.first.weekday()) % 7 + 7 * (which - 1))
    return day if day <= period.last else None


def _of_period(said: Said, at: int) -> tuple[Period, int] | None:
    joint = said.skip(at, ("of", "in"))
    return read_period(said, joint) if joint > at else None


def _month_first(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "next month on the 5th"."""
    found = read_period(said, at)
    if found is None or found[0].span != "month" or found[0].bare:
        return None
    then = said.after(said.skip(found[1], (",",)), "on", "the")
    day = day_number(said, then) if then else None
    first = found[0].ahead(said.today).first
    if day is None or first + (day[0] - 1) * DAY > last_of_month(first):
        return None
    return one(first + (day[0] - 1) * DAY), day[1]
