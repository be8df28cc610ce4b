"""Days named by their place in the calendar: "6 March", "2026-05-01", "15/4", "the 20th", "Christmas"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dateutil import parser
from dateutil.easter import easter

from bot.dates.days import Days, one
from bot.dates.said import Phrases, Said
from bot.dates.times import read_clock
from bot.dates.words import FOLLOWERS, HOMONYMS, MONTH, ORDINAL, UNIT, WEEKDAY

_LONGEST_WAIT = 9  # years, until there is a 29 February again at the latest
_RECENT = timedelta(days=60)
PAST_WORDS = frozenset(
    "did was were had finished started began completed sent went met wrote since joined".split()
)
# Before "may" and "march" these make verbs of them.
SUBJECTS = frozenset("i you we they he she it who this that there people which what to".split())
_DAY_FIRST = frozenset("on by before until due to from for after since and or".split())
# "The 3rd task" is no day of the month.
_COUNTED = frozenset(
    """
    task step phase course chapter try attempt time item floor grade lesson unit module one version
    edition place page question video exercise section part month hour anniversary birthday
    percentile project week day year century draft round interview person email pass half line
    quarter stage
    """.split()
)
_THIS_MONTH = tuple(
    tuple(words.split())
    for words in ("of the month", "of this month", "of next month", "this month", "next month")
)
FEASTS: Phrases[Callable[[int], date]] = Phrases(
    {
        "christmas eve": lambda year: date(year, 12, 24),
        "christmas day": lambda year: date(year, 12, 25),
        "christmas": lambda year: date(year, 12, 25),
        "xmas": lambda year: date(year, 12, 25),
        "boxing day": lambda year: date(year, 12, 26),
        "new year eve": lambda year: date(year, 12, 31),
        "new years eve": lambda year: date(year, 12, 31),
        "nye": lambda year: date(year, 12, 31),
        "new year day": lambda year: date(year, 1, 1),
        "new years day": lambda year: date(year, 1, 1),
        "the new year": lambda year: date(year, 1, 1),
        "new year": lambda year: date(year, 1, 1),
        "valentine day": lambda year: date(year, 2, 14),
        "thanksgiving": lambda year: _nth_weekday(year, 11, 3, 4),
        "halloween": lambda year: date(year, 10, 31),
        "good friday": lambda year: easter(year) - timedelta(days=2),
        "easter monday": lambda year: easter(year) + timedelta(days=1),
        "easter sunday": easter,
        "easter": easter,
        "pentecost": lambda year: easter(year) + timedelta(days=49),
    }
)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def read_date(said: Said, at: int) -> tuple[Days, int] | None:
    """Read a day of the calendar, its weekday before it included: "Friday, 6 March 2026"."""
    start = said.skip(at, ("the",))
    if said.word(start) in WEEKDAY:
        behind = said.skip(start + 1, (".",)) if said.glued(start + 1) else start + 1
        behind = said.skip(said.skip(behind, (",", "(")), ("the",))
        found = _dated(said, behind) or _day_of_month(said, behind, named=True)
        if found:
            return found[0], said.skip(found[1], (")",))
        return None
    return _dated(said, start) or _feast(said, at) or _day_of_month(said, at, named=False)


def dated(day: str, month: str, year: str) -> date | None:
    """Return the day that was written in these three parts, None where there is none such.

    The day comes first unless that is impossible, as in "4/15".
    """
    try:
        return _parsed(f"{day}/{month}/{year}") if month.isdigit() else _parsed(f"{day} {month} {year}")
    except (ValueError, OverflowError):
        return None


def upcoming(day: str, month: str, today: date) -> date | None:
    """Return the next such day from `today` on; on 29 February perhaps years ahead."""
    for year in range(today.year, today.year + _LONGEST_WAIT):
        found = dated(day, month, str(year))
        if found and found >= today:
            return found
    return None


def day_number(said: Said, at: int) -> tuple[int, int] | None:
    """Read the number of a day in its month: "1", "1st", "first", "twenty-first"."""
    if said.kind(at) in ("number", "ordinal"):
        value = int("".join(filter(str.isdigit, said.raw(at)))[:4])
        return (value, at + 1) if 1 <= value <= 31 else None
    if value := ORDINAL.get(said.word(at), 0):
        return value, at + 1
    if said.word(at) in ("twenty", "thirty"):
        then = said.skip(at + 1, ("-",))
        small = ORDINAL.get(said.word(then), 10)
        tens = 20 if said.word(at) == "twenty" else 30
        return (tens + small, then + 1) if small < 10 and tens + small <= 31 else None
    return None


def _dated(said: Said, at: int) -> tuple[Days, int] | None:
    return _iso(said, at) or _numeric(said, at) or _day_month(said, at) or _month_day(said, at)


def _iso(said: Said, at: int) -> tuple[Days, int] | None:
    if said.kind(at) != "iso":
        return None
    try:
        day = parser.isoparse("-".join(part.zfill(2) for part in _parts(said.raw(at)))).date()
    except ValueError:
        return None
    end = at + 1
    if said.raw(end) == "T" and said.kind(end + 1) == "clock" and (clock := read_clock(said, end + 1)):
        return replace(one(day, past=day < said.today), at=clock[0].at), clock[1]
    return one(day, past=day < said.today), end


def _numeric(said: Said, at: int) -> tuple[Days, int] | None:
    written = said.raw(at)
    parts = _parts(written.rstrip("."))
    if said.kind(at) == "decimal" and said.word(at - 1) in _DAY_FIRST | {"at"} and _looks_dated(said, at):
        day = upcoming(parts[0], parts[1], said.today)
        return (one(day), at + 1) if day else None
    if said.kind(at) != "numeric" or (written == "24/7" and said.word(at - 1) not in _DAY_FIRST):
        return None
    if len(parts) == 3:
        full = parts[2] if len(parts[2]) == 4 else f"20{parts[2]}"
        day = dated(parts[0], parts[1], full)
        return (one(day, past=day < said.today), at + 1) if day else None
    day = upcoming(parts[0], parts[1], said.today)
    # A proper fraction, such as 9/10, and a number before a full stop are no dates by themselves.
    proper = int(parts[0]) <= int(parts[1])
    if proper and (said.word(at + 1) in UNIT or said.word(at + 1) in ("of", "a", "an", "done")):
        return None
    weak = (proper or "." in written) and not (written.endswith(".") and said.raw(at - 1) == ":")
    return (one(day, weak=weak), at + 1) if day else None


def _looks_dated(said: Said, at: int) -> bool:
    """Tell whether "by 15.4" is a day rather than a time or an amount."""
    day, _, month = said.raw(at).partition(".")
    if not month or len(day) > 2 or len(month) > 2 or said.word(at - 1) == "at":
        return False
    behind = said.word(at + 1)
    return 1 <= int(month) <= 12 and behind not in ("am", "pm") and (not behind or behind in FOLLOWERS)


def _day_month(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "6 March", "1st of May 2027", "6th March", "6-Mar-2026"."""
    found = day_number(said, at)
    if found is None:
        return None
    day, then = found
    then = said.skip(said.skip(said.skip(then, ("-", ".")), ("day",)), ("of",))
    return _with_month(said, str(day), then, then + 1) if said.word(then) in MONTH else None


def _month_day(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "March 6", "Apr. 15th", "May the fourth"."""
    if said.word(at) not in MONTH:
        return None
    before = said.word(at - 1)
    if said.word(at) in HOMONYMS and said.raw(at)[0].islower() and before in SUBJECTS:
        return None
    then = said.skip(said.skip(at + 1, (".", "-")), ("the",))
    found = day_number(said, then)
    if found is None or (said.kind(then) == "word" and said.word(then - 1) != "the"):
        return None
    behind = said.word(found[1])
    verb = said.word(at) == "march" and said.raw(at) == "march" and behind and behind not in FOLLOWERS
    if behind in UNIT or behind in ("am", "pm", "more") or verb:
        return None
    return _with_month(said, str(found[0]), at, found[1])


def _with_month(said: Said, day: str, month_at: int, end: int) -> tuple[Days, int] | None:
    month = str(MONTH[said.word(month_at)])
    year_at = said.skip(said.skip(end, (",", "-")), ("of", "in"))
    year_at = said.skip(year_at, (".",)) if said.kind(year_at + 1) == "number" else year_at
    written = said.raw(year_at)
    if said.kind(year_at) == "number" and len(written) == 4 and 1900 <= int(written) <= 2199:
        exact = dated(day, month, written)
        return (one(exact, past=exact < said.today), year_at + 1) if exact else None
    for words, years in ((("next", "year"), 1), (("this", "year"), 0), (("last", "year"), -1)):
        if (after := said.after(end, *words)) is not None:
            exact = dated(day, month, str(said.today.year + years))
            return (one(exact, past=exact < said.today), after) if exact else None
    recent = dated(day, month, str(said.today.year))
    if recent and timedelta() < said.today - recent <= _RECENT and _told_of_past(said, month_at):
        return one(recent, past=True), end
    ahead = upcoming(day, month, said.today)
    return (one(ahead), end) if ahead else None


def _told_of_past(said: Said, at: int) -> bool:
    return any(said.word(before) in PAST_WORDS for before in range(at - 6, at))


def _day_of_month(said: Said, at: int, *, named: bool) -> tuple[Days, int] | None:
    """Read "the 20th", "the fifteenth of this month", "20th", and behind a weekday "the 13th"."""
    start = said.skip(at, ("the",))
    counted = said.word(start) == "day" and start > at and said.kind(start + 1) == "number"  # "the day 12"
    start += counted
    found = day_number(said, start)
    if found is None:
        return None
    of_month = start > at and any(said.after(found[1], *words) for words in _THIS_MONTH)
    if said.kind(start) == "number" and not (counted or of_month or (start > at and said.alone)):
        return None
    if not named and said.word(at - 1) == "in":
        return None  # "in the sixth week", "in the third"
    day, end = found
    month_end = next((e for words in _THIS_MONTH if (e := said.after(end, *words)) is not None), None)
    if said.word(end) in _COUNTED or (month_end is None and said.word(end) == "of"):
        return None
    if said.kind(start) == "word" and month_end is None and (start == at or (day <= 3 and not said.alone)):
        return None
    months = 1 if month_end and said.word(month_end - 2) == "next" else 0
    when = _in_months(day, said.today, from_month=months)
    if when is None:
        return None
    introduced = said.raw(at - 1) == ":"
    return one(when, weak=not (named or introduced) and month_end is None), month_end or end


def _in_months(day: int, today: date, *, from_month: int) -> date | None:
    """Return the next day of this number, in the first month that has it and where it has not passed."""
    for ahead in range(from_month, from_month + 3):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        found = dated(str(day), str(month + 1), str(year))
        if found and found >= today:
            return found
    return None


def _feast(said: Said, at: int) -> tuple[Days, int] | None:
    found = FEASTS.read(said, at)
    if found is None:
        return None
    on, end = found
    if said.kind(end) == "number" and len(said.raw(end)) == 4 and 1900 <= int(said.raw(end)) <= 2199:
        day = on(int(said.raw(end)))
        return one(day, past=day < said.today), end + 1
    this_year = on(said.today.year)
    return one(this_year if this_year >= said.today else on(said.today.year + 1)), end


def _parts(written: str) -> list[str]:
    return written.replace("/", "-").replace(".", "-").split("-")


@lru_cache(maxsize=4096)
def _parsed(written: str) -> date:
    return parser.parse(written, dayfirst=True).date()
