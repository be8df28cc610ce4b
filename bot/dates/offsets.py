"""Days counted from another: "in two weeks", "a week from Friday", "three days before Easter"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.dates.absolute import PAST_WORDS, read_date
from bot.dates.amounts import Amount, moved, read_amount
from bot.dates.days import DAY, Days, one
from bot.dates.edges import read_edge
from bot.dates.periods import read_period_days
from bot.dates.said import Said, longest
from bot.dates.weekdays import read_near, read_weekday

_PLAIN = (read_near, read_weekday, read_date, read_edge, read_period_days)
_WITHIN = frozenset("within inside".split())
_NEXT = frozenset("next coming following".split())
_BACK = frozenset("last past previous".split())
_MOST_HOURS = 24 * 366


def read_plain(said: Said, at: int) -> tuple[Days, int] | None:
    """Read a day or a period that is not counted from another."""
    return longest(_PLAIN, said, at)


def read_offset(said: Said, at: int) -> tuple[Days, int] | None:
    """Read a day by its distance from another one or from now."""
    return _ahead(said, at) or _counted(said, at) or _day_beside(said, at) or _after_so_many(said, at)


def _ahead(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "in two weeks", "within 10 days", "over the next month", "in the last two weeks"."""
    frame = said.word(at)
    if frame not in ("in", "within", "inside", "over", "during", "under"):
        return None
    about = said.skip(at + 1, ("less", "under", "about", "around", "max"))
    within = frame in _WITHIN or said.word(about - 1) in ("less", "under")
    then = said.skip(about, ("than",))
    the = said.word(then) == "the"
    then += the
    stretch, back = said.word(then) in _NEXT, said.word(then) in _BACK
    then += stretch or back
    if not (stretch or back) and (frame not in _WITHIN | {"in"} or (the and frame == "in")):
        return None  # "over two weeks" and "in the 90 days" are lengths
    named = stretch or back or (within and the)
    found = read_amount(said, then) or _one_unit(said, then, named=named)
    if found is None:
        return None
    amount, end = found
    end = said.after(end, "'", "time") or said.after(end, "’", "time") or said.after(end, "time") or end
    end = said.after(end, "from", "now") or end
    if amount.few and not within:
        return None
    if back:
        first = moved(said.today, amount, back=True)
        return (Days(first, said.today, past=True), end) if first else None
    days = _after_now(said, amount, within=within or stretch)
    return (days, end) if days else None


def _after_so_many(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "after two days" at the end of what is to come, as many learn to say it for "in two days"."""
    found = read_amount(said, at + 1) if said.word(at) == "after" else None
    if found is None or found[0].hours is not None or found[0].few or said.word(found[1]):
        return None
    told = any(word in PAST_WORDS or word.endswith("ed") for word in said.words[:at])
    day = None if told else moved(said.today, found[0])
    return (one(day), found[1]) if day else None


def _one_unit(said: Said, at: int, *, named: bool) -> tuple[Amount, int] | None:
    """Read the unit of "in the next week" or "in the next day or two", which has no number."""
    word = said.word(at)
    if not named or word not in ("day", "week", "month", "hour", "year", "fortnight"):
        return None
    two = said.after(at + 1, "or", "two")
    return Amount(2 if two else 1, word), two or at + 1


def _after_now(said: Said, amount: Amount, *, within: bool) -> Days | None:
    moment = after(said.now, amount)
    if moment is not None:
        return Days(
            moment.date(), moment.date(), at=moment.time().replace(second=0, microsecond=0), within=within
        )
    day = moved(said.today, amount)
    if day is None:
        return None
    return Days(said.today, day, within=True) if within else one(day)


def after(now: datetime, amount: Amount) -> datetime | None:
    """Return the moment `amount` of real hours after `now`, in its zone; None for days and longer."""
    hours = amount.hours
    if hours is None or hours > _MOST_HOURS:
        return None
    return (now.astimezone(UTC) + timedelta(hours=hours)).astimezone(now.tzinfo)


def _counted(said: Said, at: int) -> tuple[Days, int] | None:
    """Read an amount with the day that it is counted from."""
    found = read_amount(said, at)
    if found is None:
        return None
    amount, end = found
    if said.word(end) == "ago":
        day = moved(said.today, amount, back=True) or (said.today if amount.hours else None)
        return (one(day, past=True), end + 1) if day else None
    if (then := said.after(end, "from", "now")) is not None:
        days = _after_now(said, amount, within=False)
        return (days, then) if days else None
    if amount.hours is not None or amount.few:
        return None
    back = said.word(end) in ("before", "ahead")
    joint = said.after(end, "ahead", "of") or said.skip(end, ("before", "after", "from", "on", "past"))
    if joint == end and said.word(end) not in ("today", "tomorrow"):
        return None
    base = read_plain(said, joint)
    if base is None:
        return None
    whence = base[0].first if back or not base[0].opens else base[0].last
    day = moved(whence, amount, back=back)
    if day and day > whence and said.word(at - 1) == "for" and said.word(end) == "from":
        return Days(whence, day - DAY), base[1]  # "for two weeks from Saturday"
    return (one(day, past=day < said.today), base[1]) if day else None


def _day_beside(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "the day before Christmas" and "the day after the weekend"."""
    start = said.skip(at, ("the",))
    if start == at or said.word(start) != "day" or said.word(start + 1) not in ("before", "after"):
        return None
    base = read_plain(said, start + 2)
    if base is None:
        return None
    back = said.word(start + 1) == "before"
    day = moved(base[0].first if back else base[0].last, Amount(1, "day"), back=back)
    return (one(day, past=day < said.today), base[1]) if day else None
