"""Amounts of time in words: "two weeks", "90 minutes", "an hour and a half". Not for days and clock times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from bot.dates.said import Said, cut, number
from bot.dates.words import GLUED_UNIT, UNIT

_HOURS = {"minute": 1 / 60, "hour": 1.0}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_LONGEST_DAYS = 36_525  # a hundred years: what lies further off is no date that anyone plans for
_DAYS_A_MONTH = 30  # for the fraction of "a month and a half"
_FILLERS = frozenset("more extra full whole good short working business work other calendar".split())
_WORKING = frozenset(("working", "business", "work"))
_DELAYED = frozenset("by back plus".split())
_FEW = 3
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)  # amounts do not depend on when they are said


@dataclass(frozen=True, slots=True)
class Amount:
    """So many units. `few`: only roughly said, as in "a few days". `working`: of working days."""

    count: float
    unit: str
    few: bool = False
    working: bool = False

    @property
    def hours(self) -> float | None:
        """The amount in hours, None where its unit is a day or more."""
        factor = _HOURS.get(self.unit)
        return None if factor is None else self.count * factor


def read_amount(said: Said, at: int) -> tuple[Amount, int] | None:
    """Read an amount with its unit, such as "a couple of weeks" or "2-3 days" (the larger one counts)."""
    counted = _count(said, at)
    if counted is None:
        return None
    count, few, at = counted
    working = False
    while said.word(at) in _FILLERS:
        working = working or said.word(at) in _WORKING
        at += 1
    unit = _unit(said, at)
    if unit is None:
        return None
    at += 1
    if half := said.after(at, "and", "a", "half"):
        count, at = count + 0.5, half
    elif said.after(at, "or", "two"):
        count, at = max(count, 2), at + 2
    elif said.after(at, "or", "so"):
        at += 2
    if said.glued(at) and unit == "hour" and said.kind(at) == "number" and len(said.raw(at)) == 2:
        count, at = count + int(said.raw(at)) / 60, at + 1  # "1h30"
    return Amount(count, unit, few, working), at


def moved(day: date, amount: Amount, *, back: bool = False) -> date | None:
    """Return the day that lies `amount` after `day`; None where that is beyond a hundred years."""
    sign = -1 if back else 1
    if amount.unit in _MONTHS:
        months = amount.count * _MONTHS[amount.unit]
        whole = int(months)
        if whole > _LONGEST_DAYS // _DAYS_A_MONTH:
            return None
        days = round((months - whole) * _DAYS_A_MONTH)
        return day + relativedelta(months=sign * whole) + timedelta(days=sign * days)
    if amount.unit not in _DAYS:
        return None
    days = round(amount.count * _DAYS[amount.unit] + 1e-9)
    if days > _LONGEST_DAYS:
        return None
    return _working(day, days, sign) if amount.working else day + timedelta(days=sign * days)


def read_hours(text: str) -> float | None:
    """Return the amount of time that `text` names, in hours: 1.5 for "an hour and a half"; else None."""
    said = cut(text, _ANY_TIME)
    at = 0
    while at < len(said.tokens):
        total, after = _sum_of_hours(said, at)
        if total is not None:
            return total
        at = max(at + 1, after)
    return None


def read_delay(text: str) -> Amount | None:
    """Return by how much `text` puts something off: "by a week", "two more days", "a week later"; else None.

    Count it from the day on which that was due, with `moved`.
    """
    said = cut(text, _ANY_TIME)
    for at in range(len(said.tokens)):
        framed = said.word(at) in _DELAYED or said.raw(at) == "+"
        more = said.skip(at + 1, ("another", "about", "maybe", "for")) if framed else at
        found = read_amount(said, more) or _one_more(said, more)
        if found is None:
            continue
        inside = any(said.word(place) in ("more", "extra", "another") for place in range(at, found[1] + 1))
        behind = said.word(found[1])
        then = behind == "after" and said.word(found[1] + 1) in ("", "that", "please", "instead")
        if framed or inside or then or behind == "later":
            return found[0]
    return None


def _one_more(said: Said, at: int) -> tuple[Amount, int] | None:
    """Read "another week", which has no number."""
    if said.word(at) == "the" and said.word(at + 2) in ("after", "later"):
        unit = _unit(said, at + 1)
        return (Amount(1, unit), at + 2) if unit else None
    if said.word(at) == "another" and (counted := read_amount(said, at + 1)):
        return counted
    unit = _unit(said, at) if said.word(at - 1) == "another" else None
    unit = unit or (_unit(said, at + 1) if said.word(at) == "another" else None)
    return (Amount(1, unit), at + 1 + (said.word(at) == "another")) if unit else None


def _sum_of_hours(said: Said, at: int) -> tuple[float | None, int]:
    total: float | None = None
    while found := read_amount(said, at):
        hours = found[0].hours
        if hours is None:
            break
        total, at = (total or 0) + hours, found[1]
        joined = said.skip(said.skip(at, (",",)), ("and",))
        if (more := read_amount(said, joined)) and more[0].unit == "minute":
            at = joined
    return total, at


def _count(said: Said, at: int) -> tuple[float, bool, int] | None:
    if one := said.after(at, "half", "a") or said.after(at, "half", "an") or said.after(at, "a", "half"):
        return 0.5, False, one
    if three := said.after(at, "three", "quarters", "of", "an"):
        return 0.75, False, three
    at = said.skip(at, ("a", "the", "another")) if said.word(at + 1) in ("couple", "few") else at
    if said.word(at) == "couple":
        return 2, False, said.skip(at + 1, ("of",))
    if said.word(at) in ("few", "several"):
        return _FEW, True, at + 1
    if said.word(at) in ("a", "an"):
        return 1, False, at + 1
    if said.word(at) == "half" and _unit(said, at + 1) == "hour":
        return 0.5, False, at + 1
    if said.kind(at) == "decimal":
        written = said.raw(at).replace(",", ".")
        return (float(written), False, at + 1) if len(written) <= 6 else None
    return _whole(said, at)


def _whole(said: Said, at: int) -> tuple[float, bool, int] | None:
    found = number(said, at)
    if found is None:
        return None
    count, at = float(found[0]), found[1]
    if half := said.after(at, "and", "a", "half"):
        return count + 0.5, False, half
    if said.word(at) in ("or", "to") or said.raw(at) in ("-", "–"):
        more = number(said, at + 1)
        if more and more[0] > count:
            return float(more[0]), False, more[1]
    return count, False, said.skip(at, ("-",))


def _unit(said: Said, at: int) -> str | None:
    if unit := UNIT.get(said.word(at)):
        return unit
    return GLUED_UNIT.get(said.word(at)) if said.glued(at) else None


def _working(day: date, days: int, sign: int) -> date:
    while days:
        day += timedelta(days=sign)
        days -= day.weekday() < 5
    return day
