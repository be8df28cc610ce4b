"""One date expression at one place of a text: preposition, days and time of day, in either order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from bot.dates.days import DAY, Days
from bot.dates.prepositions import Preposition, placed, read_preposition
from bot.dates.ranges import read_days
from bot.dates.said import Said
from bot.dates.times import PARTS, Clock, read_clock, read_time_of_day, shifted
from bot.dates.words import FOLLOWERS

_LATEST = (("at", "the", "latest"), ("at", "latest"), ("the", "latest"), ("latest",))
_TO_DAY = frozenset("on of this in".split())
_SPENT = frozenset("out over up through done".split())  # "before October is out"
_PARTS_OF_DAY = frozenset("morning afternoon evening night".split())
_BARE = frozenset("at by before until around about after from than between".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Days and a time of day. `first` is None where any day until `last` counts."""

    first: date | None
    last: date
    at: time | None = None
    past: bool = False


_Read = tuple[Phrase, int] | None
_NONE = Preposition()


def read_phrase(said: Said, at: int) -> _Read:
    """Read days with or without a time, or a time alone: the longest reading, the first of those."""
    preposition, inner = read_preposition(said, at)
    # The last preposition may be a part of what follows: "in two weeks", "by after work".
    found = _longer(_days_first(said, _NONE, at), _clock_first(said, _NONE, at))
    if inner > at + 1:
        found = _longer(found, _days_first(said, preposition, inner - 1))
        found = _longer(found, _clock_first(said, preposition, inner - 1))
    if inner > at:
        found = _longer(found, _days_first(said, preposition, inner))
        found = _longer(found, _clock_first(said, preposition, inner))
    found = _longer(found, _lone_part(said, at))
    if found is None:
        return None
    phrase, end = found
    return phrase, next((after for words in _LATEST if (after := said.after(end, *words)) is not None), end)


def _longer(so_far: _Read, other: _Read) -> _Read:
    return other if so_far is None or (other and other[1] > so_far[1]) else so_far


def _days_first(said: Said, preposition: Preposition, at: int) -> _Read:
    found = read_days(said, at)
    if found is None:
        return None
    days = replace(found[0], weak=False) if said.alone else found[0]
    clock = None
    end = found[1]
    if days.at is None:
        timed = read_time_of_day(said, end, part=days.part)
        clock, end = timed if timed else (PARTS.get(days.part), end)
    if preposition.meaning == "before" and said.word(end) == "is" and said.word(end + 1) in _SPENT:
        preposition, days, end = replace(preposition, meaning="by"), replace(days, opens=False), end + 2
    settled = placed(days, _of_clock(preposition, clock), said.today)
    return (_joined(said, settled, clock), end) if settled else None


def _of_clock(preposition: Preposition, clock: Clock | None) -> Preposition:
    """Return the preposition for the days: "before Friday 17:00" is on Friday."""
    on = {"before": "by", "after": "on"}.get(preposition.meaning) if clock else None
    return replace(preposition, meaning=on) if on else preposition


def _clock_first(said: Said, preposition: Preposition, at: int) -> _Read:
    """Read a time with the day that may follow it: "at 6pm on Friday", "7pm"."""
    bare = preposition.word in _BARE
    found = read_clock(said, at, bare=bare) or _part_first(said, at)
    if found is None:
        return None
    clock, end = found
    within = preposition.meaning in ("by", "before") or said.word(at) == "before"
    joint = said.skip(said.skip(end, (",",)), _TO_DAY)
    joint = joint - 1 if said.word(joint - 1) == "this" else joint
    inner, behind = read_preposition(said, joint)
    days = read_days(said, behind)
    if days and days[0].at is None and days[0].first == days[0].last:
        settled = placed(replace(days[0], weak=False), Preposition(inner.meaning or "on"), said.today)
        if settled:
            settled = replace(settled, within=settled.within or within)
            part = said.word(days[1]) if said.word(days[1]) in _PARTS_OF_DAY else ""
            clock = shifted(clock, part or days[0].part)
            return _joined(said, settled, clock), days[1] + bool(part)
    if not (preposition.word or said.alone or _plain(said, at, end)):
        return None
    return _today_or_tomorrow(said, clock, within=within), end


def _plain(said: Said, at: int, end: int) -> bool:
    """Tell whether a time is one even without preposition and day: "7pm", "half past six", not "lunch"."""
    if said.word(at) == "first":
        return False
    if said.word(at) in ("before", "after"):
        return not said.word(end) or said.word(end) in FOLLOWERS
    return said.kind(at) != "word" or end > at + 1 or said.word(at) in ("noon", "midnight", "eod", "cob")


def _part_first(said: Said, at: int) -> tuple[Clock, int] | None:
    """Read "the morning" of "on the morning of 6 March", and "first thing" of "first thing tomorrow"."""
    if said.word(at) == "first" and said.word(at + 1) == "thing":
        return PARTS["morning"], at + 2
    start = said.skip(at, ("the",))
    named = said.word(start) in _PARTS_OF_DAY
    return (PARTS[said.word(start)], start + 1) if named and said.word(start + 1) in ("of", "on") else None


def _lone_part(said: Said, at: int) -> _Read:
    """Read "in the morning" and "first thing in the morning", said without a day."""
    if said.word(at) not in ("in", "first") or (said.word(at) == "first" and said.word(at + 1) != "thing"):
        return None
    found = read_time_of_day(said, at)
    if found and said.word(at) == "first" and found[1] == at + 2:
        return None  # "the first thing that I do"
    return (_today_or_tomorrow(said, found[0], within=False), found[1]) if found else None


def _today_or_tomorrow(said: Said, clock: Clock, *, within: bool) -> Phrase:
    """Return the next time that it is `clock`."""
    now = said.now.time()
    at, day = clock.at, said.today
    if at is not None and clock.either and at <= now and at.hour < 12 and at.replace(hour=at.hour + 12) > now:
        at = at.replace(hour=at.hour + 12)
    if at is not None and at <= now:
        day += DAY
    return Phrase(None if within else day, day, at)


def _joined(said: Said, days: Days, clock: Clock | None) -> Phrase:
    """Return `days` with their time. A time that has passed today moves a bare weekday to the next week."""
    at = days.at if clock is None else clock.at
    past = days.past
    last, first = days.last, days.first
    if clock and clock.at and last == said.today and clock.at <= said.now.time() and not past:
        now = said.now.time()
        if clock.until and now < clock.until:
            at = None if clock.until >= PARTS["midnight"].at else clock.until  # type: ignore[operator]
        elif days.then:
            first = last = days.then
        else:
            past = True
    return Phrase(None if days.within and not past else first, last, at, past)
