"""Until when something is put off: "an hour", "until tomorrow", "tonight". Not for due dates."""

from __future__ import annotations

from datetime import datetime, time

from bot.dates.amounts import moved, read_amount
from bot.dates.days import WEEK
from bot.dates.offsets import after
from bot.dates.phrase import read_phrase
from bot.dates.said import Said, cut
from bot.dates.words import WEEKDAY
from bot.dates.zones import to_utc

_MORNING = time(9)


def read_snooze(text: str, now: datetime) -> datetime | None:
    """Return the moment until which `text` puts something off, in the zone of `now`; None without one.

    Minutes and hours are real ones, also over a change of the clocks. A day without a time means 09:00.
    """
    said = cut(text, now, alone=True)
    for at in range(len(said.tokens)):
        found = _amount(said, at) or _phrase(said, at)
        if found and found > now:
            return found
    return None


def _amount(said: Said, at: int) -> datetime | None:
    found = read_amount(said, said.skip(said.skip(at, ("for", "in")), ("another",)))
    if found is None or said.word(found[1]) in ("before", "after", "from", "ago", "on", "today", "tomorrow"):
        return None
    if moment := after(said.now, found[0]):
        return moment
    day = moved(said.today, found[0])
    return _local(said, datetime.combine(day, _MORNING)) if day else None


def _phrase(said: Said, at: int) -> datetime | None:
    found = read_phrase(said, at)
    if found is None or found[0].past:
        return None
    phrase = found[0]
    day = phrase.first or phrase.last
    moment = _local(said, datetime.combine(day, phrase.at or _MORNING))
    if moment <= said.now and phrase.at is None and day == said.today and phrase.last == day:
        return (
            _local(said, datetime.combine(day + WEEK, _MORNING))
            if _names_weekday(said, at, found[1])
            else None
        )
    return moment


def _names_weekday(said: Said, at: int, end: int) -> bool:
    return any(said.word(place) in WEEKDAY for place in range(at, end))


def _local(said: Said, wall: datetime) -> datetime:
    zone = said.now.tzinfo
    assert zone is not None
    return to_utc(wall.date(), wall.time(), zone).astimezone(zone)
