"""Times of day in words: "7pm", "half past six", "in the evening". Not for days.

An hour from one to six without "am", "pm" or a leading zero is in the afternoon; seven to eleven stand for
the morning, or for the evening where that comes first or is named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from bot.dates.said import Phrases, Said, cut
from bot.dates.words import FOLLOWERS, NUMBER

_LAST = time(23, 59)  # midnight as the end of a day
_AFTERNOON_UNTIL = 6


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `at` is None for the end of the day.

    `until` is when a part of the day, such as the morning, is over. `either`: it may be twelve hours later.
    """

    at: time | None
    until: time | None = None
    either: bool = False
    part: str = ""


PARTS = {
    "morning": Clock(time(9), until=time(12), part="morning"),
    "noon": Clock(time(12)),
    "midday": Clock(time(12)),
    "lunchtime": Clock(time(12), until=time(14)),
    "afternoon": Clock(time(15), until=time(18), part="afternoon"),
    "evening": Clock(time(19), until=_LAST, part="evening"),
    "night": Clock(time(19), until=_LAST, part="night"),
    "midnight": Clock(_LAST),
    "eod": Clock(None),
    "cob": Clock(time(17)),
}
_NAMED = Phrases(
    {
        "noon": PARTS["noon"],
        "midday": PARTS["midday"],
        "midnight": PARTS["midnight"],
        "lunch": PARTS["lunchtime"],
        "lunchtime": PARTS["lunchtime"],
        "lunch time": PARTS["lunchtime"],
        "eod": PARTS["eod"],
        "end of day": PARTS["eod"],
        "end of the day": PARTS["eod"],
        "day end": PARTS["eod"],
        "cob": PARTS["cob"],
        "close of business": PARTS["cob"],
        "end of business": PARTS["cob"],
        "before breakfast": Clock(time(7)),
        "before work": Clock(time(8)),
        "after breakfast": Clock(time(9)),
        "before lunch": Clock(time(12)),
        "after lunch": Clock(time(13)),
        "after school": Clock(time(16)),
        "after work": Clock(time(18)),
        "before dinner": Clock(time(18)),
        "after dinner": Clock(time(20)),
        "before bed": Clock(time(22)),
    }
)
_JOINTS = frozenset("at by before around about until from between after @ ~ circa".split())
_NOT_BARE = frozenset("% $ € £ + * = x".split())
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def read_clock(said: Said, at: int, *, bare: bool = False) -> tuple[Clock, int] | None:
    """Read a time at `at`; with `bare`, also an hour that nothing but its preposition makes a time ("at 7").

    Of "6-7pm" and "18:00 to 20:00" it is the later time.
    """
    if named := _NAMED.read(said, at):
        return named
    found = (
        _until(said, at) or _phrase(said, at) or _digits(said, at, bare=bare) or _words(said, at, bare=bare)
    )
    return _in_part(said, *found) if found else None


def read_time_of_day(said: Said, at: int, *, part: str = "") -> tuple[Clock, int] | None:
    """Read what may follow a day: ", 18:00", "at 7", "evening", "in the morning at 8", "after work".

    `part` is the part of the day that was named already, as by "tonight".
    """
    at = said.skip(at, (",", "-", "("))
    named = _part(said, at)
    clock, end = named or (None, at)
    begin = said.skip(end, (",",))
    joint = said.skip(begin, _JOINTS)
    joined = joint > begin
    joint = said.skip(joint, ("about", "around", "exactly", "by")) if joined else joint
    found = read_clock(said, begin) if joined else None
    found = found or read_clock(said, joint, bare=joined)
    if found is None:
        return named
    return shifted(found[0], clock.part if clock else part), found[1]


def read_time(text: str) -> time | None:
    """Return the time of day that `text` names, None without one: "19:00", "7 in the evening", "noon"."""
    said = cut(text, _ANY_TIME, alone=True)
    for at in range(len(said.tokens)):
        bare = at == 0 or said.skip(at - 1, _JOINTS) == at
        named = _part(said, at) if said.word(at) in PARTS or said.word(at) == "in" else None
        found = read_clock(said, at, bare=bare) or named
        if found and found[0].at:
            return time(0) if found[0].at == _LAST else found[0].at
    return None


def shifted(clock: Clock, part: str) -> Clock:
    """Return `clock` as it is meant in a part of the day: 7 in the evening is 19:00."""
    if clock.at is None or not part:
        return clock
    hour = clock.at.hour
    if part == "morning":
        hour = (
            {12: 0, **{late: late - 12 for late in range(13, 19)}}.get(hour, hour) if clock.either else hour
        )
    elif hour < 12 and (part != "night" or hour >= _AFTERNOON_UNTIL):
        hour += 12
    return replace(clock, at=clock.at.replace(hour=hour), either=False)


def _until(said: Said, at: int) -> tuple[Clock, int] | None:
    """Read from one time to another that is surely one: "6-7pm", "18:00-20:00"."""
    if said.kind(at) not in ("number", "clock"):
        return None
    begin = _meridiem(said, at + 1)
    joint = begin[1] if begin else at + 1
    end = said.skip(joint, ("-", "–", "to", "until", "and"))
    sure = said.kind(end) == "clock" or (said.kind(end) == "number" and _meridiem(said, end + 1))
    return _digits(said, end, bare=False) if end > joint and sure else None


def _part(said: Said, at: int) -> tuple[Clock, int] | None:
    in_the = said.after(at, "in", "the") or said.after(at, "during", "the") or said.after(at, "at") or at
    if said.word(at) == "first" and said.word(at + 1) == "thing":
        return PARTS["morning"], said.after(at + 2, "in", "the", "morning") or at + 2
    word = said.word(in_the)
    if word == "early" and said.word(in_the + 1) in ("morning", "evening", "afternoon"):
        in_the, word = in_the + 1, said.word(in_the + 1)
    if word in ("morning", "afternoon", "evening", "night", "lunchtime", "noon", "midday", "midnight"):
        return PARTS[word], in_the + 1
    return None


def _in_part(said: Said, clock: Clock, at: int) -> tuple[Clock, int]:
    """Return `clock` as the part of the day means it that may follow: "7 in the evening", "8 tonight"."""
    if said.word(at) == "in" and said.word(at + 1) == "the":
        part = said.word(at + 2)
        if part in ("morning", "afternoon", "evening"):
            return shifted(clock, part), at + 3
    if said.after(at, "at", "night"):
        return shifted(clock, "night"), at + 2
    return clock, at


def _digits(said: Said, at: int, *, bare: bool) -> tuple[Clock, int] | None:
    kind, written = said.kind(at), said.raw(at)
    if kind == "clock":
        hour, minute = (int(part) for part in written.split(":")[:2])
        return _told(said, at + 1, hour, minute, padded=written.startswith("0"))
    if kind == "decimal" and "." in written and len(written.split(".")[1]) == 2:
        hour, minute = (int(part) for part in written.split("."))
        after = _meridiem(said, at + 1)
        return _told(said, at + 1, hour, minute, padded=written[0] == "0") if bare or after else None
    if kind != "number" or len(written) > 2:
        return None
    hour, then = int(written), at + 1
    if said.word(then) == "h" and (said.glued(then) or bare):
        more = said.kind(then + 1) == "number" and said.glued(then + 1)
        if not more and not bare:
            return None
        minute = int(said.raw(then + 1)[:2]) if more else 0
        return _told(said, then + 1 + more, hour, minute, padded=True)
    return _hour(said, then, hour, bare=bare, padded=written.startswith("0"))


def _words(said: Said, at: int, *, bare: bool) -> tuple[Clock, int] | None:
    hour = NUMBER.get(said.word(at), 0)
    if not 1 <= hour <= 12 or (said.word(at) == said.word(at - 2) == "one"):
        return None
    if said.word(at + 1) in ("thirty", "fifteen") and bare:
        return _told(said, at + 2, hour, NUMBER[said.word(at + 1)])
    return _hour(said, at + 1, hour, bare=bare)


def _hour(said: Said, then: int, hour: int, *, bare: bool, padded: bool = False) -> tuple[Clock, int] | None:
    """Return an hour without minutes, `then` being the place after it, if something makes it a time."""
    if said.word(then) in ("o'clock", "oclock"):
        return _told(said, then + 1, hour, 0, padded=padded)
    if _meridiem(said, then):
        return _told(said, then, hour, 0)
    if said.word(then) == "in" and said.after(then, "in", "the") and said.word(then + 2) in PARTS:
        return _told(said, then, hour, 0)
    if not bare or said.raw(then) in _NOT_BARE or said.kind(then) in ("number", "decimal", "other"):
        return None
    more = said.kind(then + 1) == "number" or said.word(then + 1) in NUMBER
    counts = more and said.skip(then, ("to", "or", "and", "-", "–")) > then
    if counts or (said.word(then) and said.word(then) not in FOLLOWERS):
        return None
    return _told(said, then, hour, 0, padded=padded)


def _phrase(said: Said, at: int) -> tuple[Clock, int] | None:
    """Read "half past six", "quarter to seven", "ten past 6"."""
    at = said.skip(at, ("a",)) if said.word(at + 1) == "quarter" else at
    minutes = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}.get(said.word(at))
    side = said.word(at + 1)
    if minutes is None or side not in ("past", "to") or (side == "to" and minutes == 30):
        return None
    written = said.raw(at + 2)
    hour = int(written) if said.kind(at + 2) == "number" else NUMBER.get(said.word(at + 2), 0)
    if not 1 <= hour <= 12:
        return None
    if side == "to":
        hour, minutes = (hour - 1 or 12), 60 - minutes
    return _told(said, at + 3, hour, minutes)


def _told(said: Said, then: int, hour: int, minute: int, *, padded: bool = False) -> tuple[Clock, int] | None:
    """Return the time that hour and minute mean, with the "am" or "pm" that may stand at `then`."""
    found = _meridiem(said, then)
    if found:
        if not 1 <= hour <= 12 or minute > 59:
            return None
        return Clock(time(hour % 12 + (12 if found[0] == "p" else 0), minute)), found[1]
    if hour == 24 and minute == 0:
        return PARTS["midnight"], then
    if hour > 23 or minute > 59:
        return None
    if padded or hour == 0 or hour > 12:
        return Clock(time(hour, minute)), then
    if hour <= _AFTERNOON_UNTIL:
        return Clock(time(hour + 12, minute), either=True), then
    return Clock(time(hour, minute), either=minute == 0), then


def _meridiem(said: Said, at: int) -> tuple[str, int] | None:
    word = said.word(at)
    if word in ("am", "pm"):
        return word[0], at + 1
    if word in ("a", "p") and said.raw(at + 1) == "." and said.word(at + 2) == "m":
        last = at + 3
        return word, last + 1 if said.raw(last) == "." and said.glued(last) else last
    return None
