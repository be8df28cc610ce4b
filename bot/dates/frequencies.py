"""How often: "every Monday", "twice a week", "the first of every month". Not from when and until when."""

from __future__ import annotations

from bot.dates.absolute import day_number
from bot.dates.amounts import read_amount
from bot.dates.rules import Rule, every, on_day_of_month, on_nth_weekday, on_weekdays
from bot.dates.said import Said, number
from bot.dates.times import PARTS, Clock, read_time_of_day
from bot.dates.words import FOLLOWERS, NUMBER, ORDINAL, WEEKDAY, WEEKDAY_PLURAL

Ruled = tuple[Rule, Clock | None, int]  # what was read, its part of the day, and the place after it

EACH = frozenset("every each".split())
SINGULAR_UNIT = frozenset("day week month quarter year fortnight".split())
_A = frozenset("a per each every".split())
_WORKDAYS, _WEEKEND = range(5), (5, 6)
_GROUPS = {"weekday": _WORKDAYS, "weekdays": _WORKDAYS, "weekend": _WEEKEND, "weekends": _WEEKEND}
_PARTS_OF_DAY = {
    f"{part}{s}": part for part in ("morning", "afternoon", "evening", "night") for s in ("", "s")
}
# So many times a week are these days, Monday being 0: spread out, and free at the weekend if possible.
_TIMES_A_WEEK = {1: (6,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 5), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}
_ADVERBS = {
    "daily": ("day", 1),
    "everyday": ("day", 1),
    "nightly": ("day", 1),
    "weekly": ("week", 1),
    "fortnightly": ("week", 2),
    "biweekly": ("week", 2),
    "monthly": ("month", 1),
    "quarterly": ("quarter", 1),
    "yearly": ("year", 1),
    "annually": ("year", 1),
}
_OWNERS = frozenset("my the a our this your their his her an that these those in".split())
_COUNTED = frozenset("of few many several some had have got get need my those past last".split())
_EXCEPT = (
    ("except", "for"),
    ("except",),
    ("but", "not"),
    ("but",),
    ("apart", "from"),
    ("without",),
    ("not",),
)
_RANGE = frozenset("to through - –".split())
_OF_MONTH = (
    *((joint, which, "month") for joint in ("of", "in") for which in ("the", "every", "each", "a")),
    ("every", "month"),
    ("each", "month"),
)


def read_frequency(said: Said, at: int) -> Ruled | None:
    """Read how often, the longest reading."""
    start = said.skip(at, ("on", "in", "for", "at"))
    start = said.skip(start, ("the",)) if start > at else start
    found = None
    for begin in dict.fromkeys((at, start)):
        for read in (_every, _of_every_month, _times, _adverb, _plural):
            more = read(said, begin)
            if more and (found is None or more[2] > found[2]):
                found = more
    return _without_days(said, found) if found else None


def _without_days(said: Said, found: Ruled) -> Ruled:
    """Take out the days of "every day except Sunday", "daily but not on weekends"."""
    rule, clock, end = found
    then = said.skip(end, (",",))
    but = next((after for words in _EXCEPT if (after := said.after(then, *words)) is not None), None)
    if but is None or rule.value != every("day", 1).value:
        return found
    which = said.skip(said.skip(but, ("on", "for")), ("the",))
    days = _weekdays(said, which)
    if days is None and said.word(which) in _GROUPS:
        days = list(_GROUPS[said.word(which)]), which + 1
    if days is None:
        return found
    return on_weekdays([day for day in range(7) if day not in days[0]]), clock, days[1]


def _every(said: Said, at: int) -> Ruled | None:
    """Read "every Monday", "each other week", "every 3 days", "every weekday morning", "every 15th"."""
    if said.word(at) == "all" and said.word(at + 1) in (
        "days",
        "mornings",
        "afternoons",
        "evenings",
        "nights",
    ):
        part = PARTS.get(_PARTS_OF_DAY.get(said.word(at + 1), ""))
        return every("day", 1), part, at + 2
    if said.word(at) not in EACH:
        return None
    interval, then = 1, said.skip(at + 1, ("single",))
    nth = _every_nth(said, then)
    if nth and _of_month(said, then + 2):
        return nth
    if said.word(then) in ("other", "second") or said.raw(then) == "2nd":
        interval, then = 2, then + 1
    elif counted := read_amount(said, then):
        amount, end = counted
        if amount.hours is not None or amount.count < 1:
            return None
        return _on_day(said, every(amount.unit, round(amount.count)), end)
    word = said.word(then)
    if word in _GROUPS:
        return on_weekdays(_GROUPS[word], interval=interval), None, then + 1
    if word in _PARTS_OF_DAY:
        return every("day", interval), PARTS[_PARTS_OF_DAY[word]], then + 1
    if word in SINGULAR_UNIT:
        return _on_day(said, every(word, interval), then + 1)
    if days := _weekdays(said, then):
        return on_weekdays(days[0], interval=interval), None, days[1]
    return nth


def _every_nth(said: Said, at: int) -> Ruled | None:
    """Read the end of "every first Monday of the month" and of "every 15th"."""
    last = said.word(at) == "last"
    found = (-1, at + 1) if last else day_number(said, at)
    if found is None or said.kind(at) == "number":
        return None
    which, then = found
    if said.word(then) in WEEKDAY and which <= 5:
        return on_nth_weekday(which, WEEKDAY[said.word(then)]), None, _of_month(said, then + 1) or then + 1
    if last or said.word(then) == "day":
        end = _of_month(said, then + 1) if said.word(then) == "day" else None
        return (Rule("MONTHLY", f"BYMONTHDAY={which}"), None, end) if end else None
    end = _of_month(said, then)
    if end is None and said.kind(at) != "ordinal":
        return None
    return on_day_of_month(which), None, end or then


def _of_month(said: Said, at: int) -> int | None:
    return next((end for words in _OF_MONTH if (end := said.after(at, *words)) is not None), None)


def _of_every_month(said: Said, at: int) -> Ruled | None:
    """Read "the first of every month", "the last Friday of each month", "the end of every month"."""
    start = said.skip(at, ("the",))
    edge = {"end": -1, "start": 1, "beginning": 1, "middle": 15}.get(said.word(start))
    if edge is not None and said.word(start + 1) == "of" and said.word(start + 2) in EACH:
        if said.word(start + 3) == "month":
            return Rule("MONTHLY", f"BYMONTHDAY={edge}"), None, start + 4
        if said.word(start + 3) == "week" and edge in (-1, 1):
            return on_weekdays((4,) if edge < 0 else (0,)), None, start + 4
    found = _every_nth(said, start)
    if found is None or not any(said.word(found[2] - back) in EACH for back in (1, 2)):
        return None
    return found


def _times(said: Said, at: int) -> Ruled | None:
    """Read "twice a week", "three times per month", "once a day"."""
    times = {"once": 1, "twice": 2, "thrice": 3}.get(said.word(at))
    then = at + 1
    if times is None:
        found = number(said, at)
        if found is None or said.word(found[1]) not in ("times", "x", "days"):
            return None
        times, then = found[0], found[1] + 1
    if times == 1 and said.word(then) in EACH:
        return _every(said, then)
    inside = said.word(then) == "in" and said.word(then + 1) in ("a", "the", "every", "each")
    then += inside
    if not (inside or said.word(then) in _A) or times < 1:
        return None
    unit, end = said.word(then + 1), then + 2
    if unit == "day":
        return every("day", 1), None, end
    if times == 1 and unit in SINGULAR_UNIT:
        return _on_day(said, every(unit, 1), end)
    if unit == "week":
        return on_weekdays(_TIMES_A_WEEK.get(times, tuple(range(7)))), None, end
    if unit == "month":
        return (Rule("MONTHLY", "BYMONTHDAY=15,-1") if times == 2 else on_weekdays((6,))), None, end
    return None


def _adverb(said: Said, at: int) -> Ruled | None:
    """Read "daily", "weekly on Fridays"; not "my weekly review"."""
    found = _ADVERBS.get(said.word(at))
    if found is None or said.word(at - 1) in _OWNERS:
        return None
    if said.word(at + 1) and said.word(at + 1) not in FOLLOWERS:
        return None
    if said.word(at) == "nightly":
        return every("day", 1), PARTS["night"], at + 1
    return _on_day(said, every(*found), at + 1)


def _plural(said: Said, at: int) -> Ruled | None:
    """Read "Mondays and Thursdays", "weekdays", "weekends", "mornings"."""
    word = said.word(at)
    if said.word(at - 1) in _COUNTED or said.word(at - 1) in NUMBER or said.kind(at - 1) == "number":
        return None
    if word in ("weekdays", "weekends"):
        return on_weekdays(_GROUPS[word]), None, at + 1
    if word in _PARTS_OF_DAY and word.endswith("s"):
        preposed = said.word(at - 1) in ("in", "the", "on") or said.alone
        return (every("day", 1), PARTS[_PARTS_OF_DAY[word]], at + 1) if preposed else None
    days = _weekdays(said, at)
    if days and said.word(days[1]) in _PARTS_OF_DAY and said.word(days[1]).endswith("s"):
        return on_weekdays(days[0]), PARTS[_PARTS_OF_DAY[said.word(days[1])]], days[1] + 1
    plural = days and any(said.word(each) in WEEKDAY_PLURAL for each in range(at, days[1]))
    if days and not plural and said.word(days[1]) in EACH and said.word(days[1] + 1) == "week":
        return on_weekdays(days[0]), None, days[1] + 2
    return (on_weekdays(days[0]), None, days[1]) if days and (plural or _listed(said, at, days)) else None


def _listed(said: Said, at: int, days: tuple[list[int], int]) -> bool:
    """Tell whether days are those of a timetable: "Mon/Wed/Fri", "Tue & Thu 18:00", "Mon-Fri, 06:45"."""
    if len(days[0]) < 2:
        return False
    joints = {said.raw(each) for each in range(at, days[1])}
    timed = read_time_of_day(said, days[1]) is not None
    return "/" in joints or (timed and bool(joints & {"&", "+", "-", "–", "to"}))


def _on_day(said: Said, rule: Rule, at: int) -> Ruled:
    """Return a rule with the day that may follow it: "every week on Monday", "monthly on the 15th"."""
    then = said.skip(said.skip(at, (",",)), ("on",))
    if then == at or said.word(then - 1) != "on":
        return rule, None, at
    if rule.stretch == "week" and (days := _weekdays(said, said.skip(then, ("the",)))):
        return on_weekdays(days[0], interval=rule.interval), None, days[1]
    if rule.stretch == "week" and said.word(then) in ("weekends", "weekdays"):
        return on_weekdays(_GROUPS[said.word(then)], interval=rule.interval), None, then + 1
    if rule.stretch == "month" and said.word(then) == "the":
        which = -1 if said.word(then + 1) == "last" else ORDINAL.get(said.word(then + 1), 0)
        if which and said.word(then + 2) in WEEKDAY:
            return on_nth_weekday(which, WEEKDAY[said.word(then + 2)], interval=rule.interval), None, then + 3
        if which < 0 and said.word(then + 2) == "day":
            return Rule("MONTHLY", "BYMONTHDAY=-1", rule.interval), None, then + 3
        if day := day_number(said, then + 1):
            return on_day_of_month(day[0], interval=rule.interval), None, day[1]
    return rule, None, at


def _weekdays(said: Said, at: int) -> tuple[list[int], int] | None:
    """Read one weekday or several: "Monday, Wednesday and Fridays", "Mon/Wed", "Monday to Friday"."""
    days: list[int] = []
    end = at
    while len(days) < 7:
        word = said.word(at)
        day = WEEKDAY.get(word, WEEKDAY_PLURAL.get(word))
        if day is None:
            break
        days.append(day)
        if len(days) == 2 and (said.word(at - 1) or said.raw(at - 1)) in _RANGE and days[0] < day:
            days = list(range(days[0], day + 1))
        end = at + 1
        at = said.skip(said.skip(end, (",", "/", "&", "+")), ("and", *_RANGE))
        if at == end:
            break
    return (days, end) if days else None
