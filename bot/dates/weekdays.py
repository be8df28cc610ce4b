"""Today, tomorrow and the days of the week: "next Friday", "Tuesday week", "the day after tomorrow"."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dates.absolute import SUBJECTS
from bot.dates.days import DAY, WEEK, Days, monday, one
from bot.dates.periods import read_period
from bot.dates.said import Phrases, Said
from bot.dates.words import HOMONYMS, WEEKDAY

_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_NEAR_PHRASES = Phrases(
    {
        "the day after tomorrow": 2,
        "day after tomorrow": 2,
        "overmorrow": 2,
        "the day before yesterday": -2,
        "day before yesterday": -2,
        "the other day": -2,
        "last night": -1,
        "later today": 0,
        "earlier today": 0,
    }
)
_BACK = frozenset("last past previous".split())
_MODIFIERS = frozenset("this next coming following".split()) | _BACK
_BESIDE_HOMONYMS = frozenset(
    "on by until before for from this next last every each coming to after since & and or".split()
)

_BEHIND_HOMONYMS = frozenset("morning afternoon evening night noon at by".split())


def read_near(said: Said, at: int) -> tuple[Days, int] | None:
    """Read a day named by its distance from today."""
    if found := _NEAR_PHRASES.read(said, at):
        past = found[0] < 0 or said.word(at) == "earlier"
        return one(said.today + found[0] * DAY, past=past), found[1]
    word = said.word(at)
    if word in _NEAR:
        day = said.today + _NEAR[word] * DAY
        return Days(day, day, past=day < said.today, part="evening" if word == "tonight" else ""), at + 1
    if word == "this" and said.word(at + 1) in ("morning", "afternoon", "evening", "night"):
        part = "evening" if said.word(at + 1) == "night" else said.word(at + 1)
        return Days(said.today, said.today, part=part), at + 2
    return None


def read_weekday(said: Said, at: int) -> tuple[Days, int] | None:
    """Read a day of the week with what is said to tell which one."""
    at = said.skip(at, ("the",)) if said.word(at + 1) in WEEKDAY or said.word(at + 1) in _MODIFIERS else at
    modifier = said.word(at) if said.word(at) in _MODIFIERS else ""
    which = at + 1 if modifier else at
    if modifier and said.word(which) == "coming":
        modifier, which = "coming", which + 1
    weekday = WEEKDAY.get(said.word(which))
    if weekday is None:
        return _week_first(said, at) or _any_of(said, at)
    if not modifier and not _is_weekday(said, which):
        return None
    end = said.skip(which + 1, (".",)) if _abbreviated(said, which) else which + 1
    return _which_week(said, end, weekday, modifier)


def _which_week(said: Said, end: int, weekday: int, modifier: str) -> tuple[Days, int] | None:
    today = said.today
    coming = _coming(today, weekday)
    if modifier in _BACK:
        back = today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
        return one(back, past=True), end
    if said.after(end, "after", "next"):
        return one(monday(today) + 2 * WEEK + weekday * DAY), end + 2
    if not modifier and (found := _the_one_after(said, end, weekday)):
        return found
    if modifier == "next":
        return one(monday(today) + WEEK + weekday * DAY), end
    if modifier in ("coming", "following"):
        return one(coming if coming > today else coming + WEEK), end
    for word, weeks in (("week", 1), ("fortnight", 2)):
        if said.word(end) == word:
            return one(coming + weeks * WEEK), end + 1
    joint = said.skip(said.skip(end, (",",)), ("of", "in", "the"))
    joint = said.skip(joint, ("the",))
    period = read_period(said, joint)
    if period and period[0].span == "week" and not period[0].bare:
        day = period[0].first + weekday * DAY
        return one(day, past=day < today), period[1]
    return one(coming, then=coming + WEEK), end


def _the_one_after(said: Said, end: int, weekday: int) -> tuple[Days, int] | None:
    """Read "by Friday … by the Friday after": the first behind the day named last, else the coming one."""
    behind = said.skip(end + 1, ("that",))
    if said.word(end) != "after" or said.word(behind) not in ("", "and", "or"):
        return None
    if said.kind(behind) in ("number", "ordinal", "numeric"):
        return None
    named = [WEEKDAY[word] for word in said.words[: end - 1] if word in WEEKDAY]
    last = _coming(said.today, named[-1] if named else weekday)
    return one(_coming(last + DAY, weekday)), behind


def _coming(day: date, weekday: int) -> date:
    """Return the first such day of the week from `day` on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _week_first(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "next week Friday" and "next week on Friday"."""
    period = read_period(said, at)
    if period is None or period[0].span != "week" or period[0].bare:
        return None
    which = said.skip(said.skip(period[1], (",",)), ("on",))
    weekday = WEEKDAY.get(said.word(which))
    if weekday is None:
        return None
    day = period[0].first + weekday * DAY
    return one(day, past=day < said.today), which + 1


def _any_of(said: Said, at: int) -> tuple[Days, int] | None:
    """Read "a weekday" and "a weekend": the next day that is one."""
    free = {"weekday": (0, 1, 2, 3, 4), "weekend": (5, 6)}.get(said.word(at + 1), ())
    if said.word(at) != "a" or not free or said.word(at - 1) != "on":
        return None
    ahead = [day for n in range(8) if (day := said.today + n * DAY).weekday() in free]
    return one(ahead[0], then=ahead[1]), at + 2


def _abbreviated(said: Said, at: int) -> bool:
    """Tell whether the full stop behind the word at `at` belongs to it: "Fri. 6 March"."""
    dated = said.kind(at + 2) in ("number", "ordinal", "numeric")
    return len(said.word(at)) <= 5 and said.glued(at + 1) and dated


def _is_weekday(said: Said, at: int) -> bool:
    """Tell whether "sat" or "sun" at `at` is the day: by its capital or by what stands beside it."""
    if said.word(at) not in HOMONYMS:
        return True
    before = said.word(at - 1) or said.raw(at - 1)
    if said.alone and before not in SUBJECTS and before != "the":
        return True
    if before in _BESIDE_HOMONYMS:
        return before not in ("to", "and", "or", "for") or said.word(at) == "sat" or said.raw(at)[0].isupper()
    if (
        said.kind(at + 1) in ("number", "ordinal", "numeric", "clock")
        or said.word(at + 1) in _BEHIND_HOMONYMS
    ):
        return True
    return said.raw(at)[0].isupper() and at > 0 and before not in ("the", "a", ".", "!", "?")
