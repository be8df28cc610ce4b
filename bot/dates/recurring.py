"""What comes back: "every Monday at 7", "twice a week", "on the first of every month", "weekly until June"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.dates.absolute import day_number
from bot.dates.amounts import Amount, moved, read_amount
from bot.dates.phrase import read_phrase
from bot.dates.rules import Rule, every, on_day_of_month, on_nth_weekday, on_weekdays
from bot.dates.said import Said, number
from bot.dates.times import PARTS, Clock, read_time_of_day
from bot.dates.words import FOLLOWERS, ORDINAL, UNIT, WEEKDAY, WEEKDAY_PLURAL
from bot.domain.commitments import Recurrence

_EACH = frozenset("every each".split())
_A = frozenset("a per each every".split())
_WORKDAYS, _WEEKEND = range(5), (5, 6)
_GROUPS = {"weekday": _WORKDAYS, "weekdays": _WORKDAYS, "weekend": _WEEKEND, "weekends": _WEEKEND}
_PARTS_OF_DAY = {
    f"{part}{s}": part for part in ("morning", "afternoon", "evening", "night") for s in ("", "s")
}
_TIMES_A_WEEK = {1: (6,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 5), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}
_ADVERBS = {
    "daily": ("day", 1), "weekly": ("week", 1), "monthly": ("month", 1), "yearly": ("year", 1), "annually": ("year", 1),
    "fortnightly": ("week", 2), "biweekly": ("week", 2), "quarterly": ("quarter", 1), "everyday": ("day", 1),
    "nightly": ("day", 1),
}  # fmt: skip
_OWNERS = frozenset("my the a our this your their his her an that these those in".split())
_DONE = frozenset(
    "finish finished complete completed do done did finishing completing doing completion each i i've have had it's its"
    " is been the every ive last time having".split()
)
_OBJECTS = frozenset("it this that one them".split())
_FINISHED = frozenset(
    "finish finished complete completed do done did finishing completing doing completion".split()
)
_SINGULAR_UNIT = frozenset("day week month quarter year fortnight".split())


@dataclass(frozen=True, slots=True)
class Series:
    """A recurrence with its first day and its time of day."""

    recurrence: Recurrence
    first_on: date
    at: time | None = None


def read_recurring(said: Said, at: int) -> tuple[Series, int] | None:
    """Read a recurrence with its time, its beginning and its end."""
    start = said.skip(at, ("on", "in", "for", "at"))
    start = said.skip(start, ("the",)) if start > at else start
    if counted := _after_completion(said, at):
        return counted
    found = None
    for begin in dict.fromkeys((at, start)):
        for read in _RULES:
            more = read(said, begin)
            if more and (found is None or more[2] > found[2]):
                found = more
    if found is None:
        return None
    rule, clock, end = found
    timed = read_time_of_day(said, end, part=clock.part if clock else "")
    if timed:
        clock, end = timed
    return _bounded(said, rule, clock.at if clock else None, end)


def _bounded(said: Said, rule: Rule, clock: time | None, end: int) -> tuple[Series, int]:
    """Return the series with "starting Monday", "until June", "for six weeks" or "this week" behind it."""
    start, last, value = said.today, None, rule.value
    if (whence := _behind(said, end, ("from", "starting", "beginning", "as"))) and whence[
        0
    ].last >= said.today:
        start, end = whence[0].last, whence[1]
    if (until := _behind(said, end, ("until", "through", "up"))) and until[0].last >= start:
        last, end = until[0].last, until[1]
    elif (span := _behind(said, end, ("this", "next", "in", "over"))) and span[0].last > max(
        start, span[0].first or start
    ):
        start, last, end = span[0].first or start, span[0].last, span[1]
    elif lasts := _lasting(said, end):
        last, end = moved(start, lasts[0]), lasts[1]
        last = last - timedelta(days=1) if last else None
    first = rule.first_on(start)
    if first == said.today and clock is not None and clock <= said.now.time():
        first = rule.first_on(start + timedelta(days=1)) if not rule.stretch else first
    if last and last >= first:
        value += f";UNTIL={last:%Y%m%d}"
    return Series(Recurrence(value, anchor_on=first), first, clock), end


def _behind(said: Said, at: int, words: tuple[str, ...]):  # type: ignore[no-untyped-def]
    at = said.skip(at, (",",))
    return read_phrase(said, at) if said.word(at) in words else None


def _lasting(said: Said, at: int) -> tuple[Amount, int] | None:
    """Read "for six weeks", "for the next month"."""
    if said.word(at) != "for":
        return None
    then = said.skip(said.skip(at + 1, ("the",)), ("next",))
    if found := read_amount(said, then):
        return found if found[0].hours is None else None
    word = said.word(then)
    return (Amount(1, word), then + 1) if then > at + 1 and word in _SINGULAR_UNIT else None


def _after_completion(said: Said, at: int) -> tuple[Series, int] | None:
    """Read "two weeks after I finish it", "every 3 days after completing", "a week after each completion"."""
    found = read_amount(said, said.skip(at, _EACH))
    if found is None or said.word(found[1]) != "after" or found[0].hours is not None:
        return None
    amount, end = found[0], found[1] + 1
    finished = False
    while said.word(end) in _DONE:
        finished = finished or said.word(end) in _FINISHED
        end += 1
    end = said.skip(end, _OBJECTS)
    first = moved(said.today, amount)
    if not finished or first is None or (said.word(end) and said.word(end) not in FOLLOWERS):
        return None
    rule = every(amount.unit, max(1, round(amount.count)))
    value = Rule(rule.freq, interval=rule.interval).value
    return Series(Recurrence(value, counted_from="completion", anchor_on=first), first), end


_Ruled = tuple[Rule, Clock | None, int]


def _every(said: Said, at: int) -> _Ruled | None:
    """Read "every Monday", "each other week", "every 3 days", "every weekday morning", "every 15th"."""
    if said.word(at) not in _EACH:
        return None
    interval, then = 1, said.skip(at + 1, ("single",))
    if said.word(then) in ("other", "second", "2nd") and said.word(then + 1) not in ("of",):
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
    if word in _SINGULAR_UNIT:
        return _on_day(said, every(word, interval), then + 1)
    if days := _weekdays(said, then):
        return on_weekdays(days[0], interval=interval), None, days[1]
    return _every_nth(said, said.skip(at + 1, ("single",)))


def _every_nth(said: Said, at: int) -> _Ruled | None:
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


_OF_MONTH = tuple(
    (joint, which, "month") for joint in ("of", "in") for which in ("the", "every", "each", "a")
) + (("every", "month"), ("each", "month"))  # fmt: skip


def _of_every_month(said: Said, at: int) -> _Ruled | None:
    """Read "the first of every month", "the last Friday of each month", "the end of every month"."""
    start = said.skip(at, ("the",))
    edge = {"end": -1, "start": 1, "beginning": 1, "middle": 15}.get(said.word(start))
    if edge is not None and said.word(start + 1) == "of" and said.word(start + 2) in _EACH:
        if said.word(start + 3) == "month":
            return Rule("MONTHLY", f"BYMONTHDAY={edge}"), None, start + 4
        if said.word(start + 3) == "week" and edge in (-1, 1):
            return on_weekdays((4,) if edge < 0 else (0,)), None, start + 4
    found = _every_nth(said, start)
    if found is None or not any(said.word(found[2] - back) in _EACH for back in (1, 2)):
        return None
    return found


def _times(said: Said, at: int) -> _Ruled | None:
    """Read "twice a week", "three times per month", "once a day"."""
    times = {"once": 1, "twice": 2, "thrice": 3}.get(said.word(at))
    then = at + 1
    if times is None:
        found = number(said, at)
        if found is None or said.word(found[1]) not in ("times", "x", "days"):
            return None
        times, then = found[0], found[1] + 1
    if said.word(then) not in _A or times < 1:
        return None
    unit, end = said.word(then + 1), then + 2
    if unit == "day":
        return every("day", 1), None, end
    if times == 1 and unit in _SINGULAR_UNIT:
        return _on_day(said, every(unit, 1), end)
    if unit == "week":
        return on_weekdays(_TIMES_A_WEEK.get(times, tuple(range(7)))), None, end
    if unit == "month":
        return (Rule("MONTHLY", "BYMONTHDAY=15,-1") if times == 2 else on_weekdays((6,))), None, end
    return None


def _adverb(said: Said, at: int) -> _Ruled | None:
    """Read "daily", "weekly on Fridays"; not "my weekly review"."""
    found = _ADVERBS.get(said.word(at))
    if found is None or said.word(at - 1) in _OWNERS:
        return None
    if said.word(at + 1) and said.word(at + 1) not in FOLLOWERS:
        return None
    if said.word(at) == "nightly":
        return every("day", 1), PARTS["night"], at + 1
    return _on_day(said, every(*found), at + 1)


def _plural(said: Said, at: int) -> _Ruled | None:
    """Read "Mondays and Thursdays", "weekdays", "weekends", "mornings"."""
    word = said.word(at)
    if word in ("weekdays", "weekends"):
        return on_weekdays(_GROUPS[word]), None, at + 1
    if word in _PARTS_OF_DAY and word.endswith("s"):
        preposed = said.word(at - 1) in ("in", "the", "on") or said.alone
        return (every("day", 1), PARTS[_PARTS_OF_DAY[word]], at + 1) if preposed else None
    days = _weekdays(said, at)
    plural = days and any(said.word(each) in WEEKDAY_PLURAL for each in range(at, days[1]))
    if days and not plural and said.word(days[1]) in _EACH and said.word(days[1] + 1) == "week":
        return on_weekdays(days[0]), None, days[1] + 2
    return (on_weekdays(days[0]), None, days[1]) if days and plural else None


def _on_day(said: Said, rule: Rule, at: int) -> _Ruled:
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
    while True:
        word = said.word(at)
        day = WEEKDAY.get(word, WEEKDAY_PLURAL.get(word))
        if day is None:
            break
        days.append(day)
        if len(days) == 2 and said.word(at - 1) in ("to", "through", "-") and days[0] < day:
            days = list(range(days[0], day + 1))
        end = at + 1
        at = said.skip(said.skip(end, (",", "/", "&", "+")), ("and", "to", "through", "-"))
        if at == end:
            break
    return (days, end) if days else None


_RULES: tuple[Callable[[Said, int], _Ruled | None], ...] = (
    _every, _of_every_month, _times, _adverb, _plural,
)  # fmt: skip
__all__ = ["Series", "read_recurring"]
