"""Stretches between two days: "from 1 to 14 July", "Monday to Friday", "between tomorrow and Sunday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from bot.dates.absolute import dated, day_number
from bot.dates.amounts import moved, read_amount
from bot.dates.days import DAY, Days
from bot.dates.offsets import read_offset, read_plain
from bot.dates.said import Said
from bot.dates.words import MONTH

_TO = frozenset("to until through thru - – — and or & ‐ ‑ →".split())
_OPEN = frozenset(("and", "or", "&"))


def read_days(said: Said, at: int) -> tuple[Days, int] | None:
    """Read any days: one, a period, counted ones, or from one to another."""
    short = _shared_month(said, at)
    first = read_offset(said, at) or read_plain(said, at)
    if first is None or (short and short[1] > first[1]):
        return short
    longer = _to_another(said, at, first) or _lasting(said, first)
    if longer is None and short and short[1] == first[1]:
        return short
    return longer or first


def _to_another(said: Said, at: int, first: tuple[Days, int]) -> tuple[Days, int] | None:
    days, then = first
    joint = said.skip(then, (",",)) if said.word(then + 1) in ("until", "to", "through") else then
    end = said.skip(joint, _TO)
    if end == joint or days.at is not None:
        return None
    end = said.skip(said.skip(end, ("and", "including")), ("on", "the"))
    end = end - 1 if said.word(end - 1) == "the" else end
    later = read_offset(said, end) or read_plain(said, end)
    if later and later[0].last < days.first:
        then_said = said.at_another_time(datetime.combine(days.first, time(), said.now.tzinfo))
        later = read_offset(then_said, end) or read_plain(then_said, end)
    if later is None or later[0].last < days.first or later[0].at is not None:
        return None
    last, word = later[0].last, said.word(joint) or said.raw(joint)
    if word in _OPEN and said.word(at - 1) != "between":
        beside = later[0].first == days.last + DAY
        if word != "or" and not beside:
            return None
    if word in ("-", "to") and days.last == days.first == last:
        return None
    return Days(days.first, last, past=days.past, weak=days.weak and later[0].weak), later[1]


def _lasting(said: Said, first: tuple[Days, int]) -> tuple[Days, int] | None:
    """Read "from Monday for two weeks"."""
    days, then = first
    if said.word(then) != "for" or said.word(then + 1) == "the":
        return None
    amount = read_amount(said, then + 1)
    after = moved(days.first, amount[0]) if amount else None
    if amount is None or after is None or after <= days.first:
        return None
    return replace(days, last=after - DAY, then=None), amount[1]


def _shared_month(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "1 to 14 July", "1st-14th of July 2026", "July 1-14"."""
    start = said.skip(at, ("the",))
    month_at, first_at = (start, start + 1) if said.word(start) in MONTH else (-1, start)
    first = day_number(said, said.skip(first_at, ("the",)))
    joint = said.skip(first[1], _TO) if first else 0
    if first is None or joint == first[1]:
        return None
    last = day_number(said, said.skip(joint, ("the",)))
    if last is None or last[0] < first[0]:
        return None
    end = last[1]
    if month_at < 0:
        month_at = said.skip(end, ("of",))
        end = month_at + 1
    month = MONTH.get(said.word(month_at))
    if month is None:
        return None
    year_at = said.skip(end, (",",))
    if said.kind(year_at) == "number" and len(said.raw(year_at)) == 4:
        return _in_year(said, first[0], last[0], month, int(said.raw(year_at)), year_at + 1)
    for year in (said.today.year, said.today.year + 1):
        found = _in_year(said, first[0], last[0], month, year, end)
        if found and found[0].last >= said.today:
            return found
    return None


def _in_year(said: Said, first: int, last: int, month: int, year: int, end: int) -> tuple[Days, int] | None:
    begins, ends = (dated(str(day), str(month), str(year)) for day in (first, last))
    if begins is None or ends is None:
        return None
    return Days(begins, ends, past=ends < said.today), end
