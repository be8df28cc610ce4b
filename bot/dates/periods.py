"""Weeks, weekends, months, quarters and years: "next week", "this weekend", "April", "Q2", "2027"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.dates.absolute import SUBJECTS, read_date
from bot.dates.days import Days, Span, begin, close, step
from bot.dates.said import Said
from bot.dates.words import HOMONYMS, MONTH, ORDINAL

_SPANS: dict[str, Span] = {
    "week": "week",
    "weekend": "weekend",
    "w/e": "weekend",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
_STEPS = {
    "this": 0,
    "current": 0,
    "next": 1,
    "last": -1,
    "past": -1,
    "previous": -1,
    "coming": 0,
    "following": 1,
}
_PREPOSITIONS_OF_MONTHS = frozenset(
    "in by before until during since after from of next last late early".split()
)


@dataclass(frozen=True, slots=True)
class Period:
    """One week, month and so on, beginning at `first`.

    `floats`: without a year, so that the next one may be meant. `bare`: only "the week", which is a date
    only where more is said of it ("the end of the week"). `weak`: as in Days.
    """

    span: Span
    first: date
    floats: bool = False
    bare: bool = False
    weak: bool = False
    past: bool = False

    @property
    def last(self) -> date:
        """Its last day."""
        return close(self.span, self.first)

    def ahead(self, today: date) -> Period:
        """Return itself or, if it floats and has passed, the one a year later."""
        if self.floats and self.last < today:
            return Period(self.span, self.first + relativedelta(years=1), weak=self.weak)
        return self


def read_period(said: Said, at: int) -> tuple[Period, int] | None:
    """Read a period of more than a day."""
    at = said.skip(at, ("the",))
    return _relative(said, at) or _month(said, at) or _quarter(said, at) or _year(said, at)


def read_period_days(said: Said, at: int) -> tuple[Days, int] | None:
    """Read a period as the days that are left of it."""
    start = at
    if (rest := said.after(said.skip(at, ("the",)), "rest", "of")) is not None:
        at = rest
    elif said.word(at) in ("all", "whole", "entire"):
        at = said.skip(at + 1, ("of",))
    elif said.word(at) in ("later", "earlier") and said.word(at + 1) == "this":
        at += 1
    found = read_period(said, at)
    if found is None or (found[0].bare and rest is None):
        return None
    period, end = found
    period = period.ahead(said.today)
    past = period.past or period.last < said.today or said.word(at - 1) == "earlier"
    first = period.first if past else max(period.first, said.today)
    opens = period.first > said.today
    return Days(first, period.last, past=past, opens=opens, weak=period.weak and at == start), end


def _relative(said: Said, at: int) -> tuple[Period, int] | None:
    """Read a period by its distance from this one: "this week", "the month after next"."""
    at = at + 1 if said.word(at) == "this" and said.word(at + 1) in _STEPS else at
    steps = _STEPS.get(said.word(at))
    which = at if steps is None else at + 1
    span = _SPANS.get(said.word(which))
    if span is None:
        return None
    first, end = begin(span, said.today), which + 1
    if found := _behind_another(said, at, span, end):
        return found
    if steps is None:
        if (after_next := said.after(end, "after", "next")) is not None:
            return Period(span, step(span, first, 2)), after_next
        return _dated_week(said, span, end) or (_unnamed(span, first), end)
    if said.word(at) == "coming" and span != "weekend":
        steps = 1
    return Period(span, step(span, first, steps), past=steps < 0), end


def _behind_another(said: Said, at: int, span: Span, end: int) -> tuple[Period, int] | None:
    """Read "this week … and the week after", "next month … and the following month"."""
    after = said.word(at) in _SPANS and said.word(at - 1) == "the" and said.word(end) == "after"
    behind = said.skip(end + 1, ("that",)) if after else end
    if not (after or said.word(at) == "following") or span not in ("week", "month"):
        return None
    if said.word(behind) not in ("", "and", "or"):
        return None
    earlier = (_relative(said, place) for place in range(at - 2, -1, -1) if said.word(place) in _STEPS)
    last = next((found[0] for found in earlier if found and found[0].span == span), None)
    return (Period(span, step(span, last.first, 1)), behind) if last else None


def _unnamed(span: Span, first: date) -> Period:
    """Return "the week" or "the weekend": only the weekend is a date as it stands, behind a preposition."""
    return Period(span, first, bare=span != "weekend", weak=True)


def _dated_week(said: Said, span: Span, at: int) -> tuple[Period, int] | None:
    """Read the rest of "the week of 6 July", "the week starting Monday 6 July"."""
    if span not in ("week", "weekend") or said.word(at) not in ("of", "beginning", "starting", "commencing"):
        return None
    found = read_date(said, said.skip(said.skip(at + 1, ("on",)), ("the",)))
    return (Period(span, begin(span, found[0].first)), found[1]) if found else None


def _month(said: Said, at: int) -> tuple[Period, int] | None:
    steps = _STEPS.get(said.word(at))
    which = at if steps is None else at + 1
    which = which if steps is None else said.skip(which, ("coming",))
    month = MONTH.get(said.word(which))
    if month is None:
        return None
    if said.kind(at - 1) in ("number", "ordinal"):
        return None  # the rest of a day that there is not, such as 30 February
    named = which > at and said.word(at) != "this"
    if said.word(which) in HOMONYMS and not named and not _is_month(said, which):
        return None
    end = said.skip(which + 1, (".",)) if len(said.word(which)) <= 4 and said.glued(which + 1) else which + 1
    if said.kind(end) != "number":
        end = which + 1
    year_at = said.skip(said.skip(end, (",",)), ("of",))
    first = said.today.replace(month=month, day=1)
    if year := _written_year(said, year_at):
        return Period("month", first.replace(year=year)), year_at + 1
    if steps == -1:
        back = first if first < said.today.replace(day=1) else first - relativedelta(years=1)
        return Period("month", back, past=True), which + 1
    if steps == 1 and first <= said.today:
        return Period("month", first + relativedelta(years=1)), which + 1
    if any(said.after(which + 1, *words) for words in (("next", "year"), ("of", "next", "year"))):
        return Period("month", first + relativedelta(years=1)), said.skip(which + 1, ("of",)) + 2
    return Period("month", first, floats=True, weak=steps is None), which + 1


def _is_month(said: Said, at: int) -> bool:
    """Tell whether "may" or "march" at `at` is the month: by its capital, its preposition or its year."""
    before = said.word(at - 1) or said.raw(at - 1)
    if (said.alone and before not in SUBJECTS) or before in _PREPOSITIONS_OF_MONTHS or before in ("mid", "-"):
        return True
    return bool(_written_year(said, at + 1)) or (before == "this" and said.raw(at)[0].isupper())


def _quarter(said: Said, at: int) -> tuple[Period, int] | None:
    quarter = 0
    end = at + 1
    if said.word(at) == "q" and said.raw(at + 1) in ("1", "2", "3", "4") and said.glued(at + 1):
        quarter, end = int(said.raw(at + 1)), at + 2
    elif said.word(at + 1) == "quarter" and said.word(at) in ORDINAL:
        quarter, end = ORDINAL[said.word(at)], at + 2
    if not 1 <= quarter <= 4:
        return None
    first = said.today.replace(month=3 * quarter - 2, day=1)
    end = said.skip(end, ("of",)) if _written_year(said, end + 1) else end
    if year := _written_year(said, end):
        return Period("quarter", first.replace(year=year)), end + 1
    return Period("quarter", first, floats=True), end


def _year(said: Said, at: int) -> tuple[Period, int] | None:
    year = _written_year(said, at)
    if not year or said.word(at - 1) not in (
        "in",
        "by",
        "before",
        "until",
        "of",
        "during",
        "early",
        "late",
        "mid",
    ):
        return None
    return Period("year", date(year, 1, 1), weak=True), at + 1


def _written_year(said: Said, at: int) -> int | None:
    written = said.raw(at)
    if said.kind(at) != "number" or len(written) != 4 or not 1990 <= int(written) <= 2100:
        return None
    return int(written)
