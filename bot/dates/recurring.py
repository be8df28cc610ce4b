"""What comes back, from when, until when and at what time: "every Monday at 7", "weekly until June"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.dates.amounts import Amount, moved, read_amount
from bot.dates.frequencies import EACH, SINGULAR_UNIT, read_frequency
from bot.dates.phrase import Phrase, read_phrase
from bot.dates.rules import Rule, every
from bot.dates.said import Said
from bot.dates.times import read_clock, read_time_of_day
from bot.dates.words import FOLLOWERS
from bot.domain.commitments import Recurrence

_FINISHED = frozenset(
    "finish finished complete completed do done did finishing completing doing completion".split()
)
_DONE = _FINISHED | frozenset("each i i've have had it's it is been the every last time having".split())
_NEARBY = 5  # words
_OBJECTS = frozenset("it this that one them".split())


@dataclass(frozen=True, slots=True)
class Series:
    """A recurrence with its first day and its time of day."""

    recurrence: Recurrence
    first_on: date
    at: time | None = None


def read_recurring(said: Said, at: int) -> tuple[Series, int] | None:
    """Read a recurrence with its time, its beginning and its end."""
    if counted := _after_completion(said, at):
        return counted
    if found := read_frequency(said, at):
        rule, clock, end = found
        timed = read_time_of_day(said, end, part=clock.part if clock else "")
        clock, end = timed or (clock, end)
        return _bounded(said, rule, clock.at if clock else None, end)
    return _clock_first(said, at)


def _clock_first(said: Said, at: int) -> tuple[Series, int] | None:
    """Read "at 7 every weekday", "18:30 on Mondays"."""
    begin = said.skip(at, ("at", "by", "around"))
    clock = read_clock(said, begin, bare=begin > at)
    found = read_frequency(said, said.skip(clock[1], (",",))) if clock else None
    if clock is None or found is None:
        return None
    return _bounded(said, found[0], clock[0].at, found[2])


def _bounded(said: Said, rule: Rule, clock: time | None, end: int) -> tuple[Series, int]:
    """Return the series with "starting Monday", "until June", "for six weeks" or "this week" behind it."""
    start, last = said.today, None
    whence = _behind(said, end, ("from", "starting", "beginning", "as")) or _starting(said, end)
    if whence and whence[0].last >= start:
        start, end = whence[0].last, whence[1]
    until = _behind(said, end, ("until", "through", "up"))
    inside = _behind(said, end, ("this", "next", "in", "over"))
    if until and until[0].last >= start:
        last, end = until[0].last, until[1]
    elif inside and inside[0].first and inside[0].last > max(start, inside[0].first):
        start, last, end = inside[0].first, inside[0].last, inside[1]
    elif lasting := _lasting(said, end):
        beyond, end = moved(start, lasting[0]), lasting[1]
        last = beyond - timedelta(days=1) if beyond else None
    first = rule.first_on(start)
    if first == said.today and clock and clock <= said.now.time() and not rule.stretch:
        first = rule.first_on(start + timedelta(days=1))
    until_last = f";UNTIL={last:%Y%m%d}" if last and last >= first else ""
    return Series(Recurrence(rule.value + until_last, anchor_on=first), first, clock), end


def _behind(said: Said, at: int, words: tuple[str, ...]) -> tuple[Phrase, int] | None:
    at = said.skip(at, (",",))
    return read_phrase(said, at) if said.word(at) in words else None


def _starting(said: Said, at: int) -> tuple[Phrase, int] | None:
    """Read the beginning a little further on: "daily from me, starting tomorrow"."""
    for begin in range(at, at + _NEARBY):
        if said.word(begin) in ("starting", "beginning"):
            return read_phrase(said, begin)
        if said.raw(begin) in (".", "!", "?"):
            break
    return None


def _lasting(said: Said, at: int) -> tuple[Amount, int] | None:
    """Read "for six weeks", "for the next month"."""
    if said.word(at) != "for":
        return None
    then = said.skip(said.skip(at + 1, ("the",)), ("next",))
    if found := read_amount(said, then):
        return found if found[0].hours is None else None
    word = said.word(then)
    return (Amount(1, word), then + 1) if then > at + 1 and word in SINGULAR_UNIT else None


def _after_completion(said: Said, at: int) -> tuple[Series, int] | None:
    """Read "two weeks after I finish it", "every 3 days after completing", "a week after each completion"."""
    begin = said.skip(at, EACH)
    found = read_amount(said, begin)
    if begin > at and said.word(begin) in SINGULAR_UNIT:
        found = Amount(1, said.word(begin)), begin + 1
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
