"""What people say of themselves: skills, hours, where and when they can be reached. Pure.

Not for whether they say it of themselves: that is the reader of acts. What must not be kept is `sensitive`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.dates import find_span, find_when, read_hours, read_time
from bot.domain import EVERY_DAY, Holiday

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(
    r"\b(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?\b(?!['’])",
    re.IGNORECASE,
)
_DAY_RANGE = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)\w*\s*(?:-|–|to|through|till|until)\s*(mon|tue|wed|thu|fri|sat|sun)\w*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|\s&\s|\+(?=\s)|\band\b|\bplus\b|\bas well as\b|\balso\b)\s*", re.IGNORECASE)
_FILLER = re.compile(
    r"^(?:(?:already|how to(?: use)?|to|some|a bit of|a little|the|my|basic|basics of|the basics of|also|"
    r"both|of|in|with|"
    r"years? of|that|about|any|no|i know|know|using|working with)\s+)+|\s+(?:already|well|very well|"
    r"quite well|a bit|too|as well|"
    r"pretty well|basics?|skills?|please|now|by now|inside out|stuff)$",
    re.IGNORECASE,
)
_MOST_WORDS = 6  # of a skill
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_WEEKEND, _WEEKDAYS = (5, 6), (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Told:
    """What was said; None and empty where nothing was. `place` is a city, a country or a zone."""

    skills: tuple[str, ...] = ()
    unlearnt: tuple[str, ...] = ()
    hours_per_week: float | None = None
    place: str | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    working_days: tuple[int, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    started_on: date | None = None
    from_role: str | None = None
    to_role: str | None = None
    nudges_per_day: int | None = None

    def __bool__(self) -> bool:
        return self != Told()


class ProfileReader:
    """Reads what is told. Made once; threads may share it."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = {
            name: re.compile(rf"(?<![\w])(?:{p})", re.IGNORECASE) for name, p in patterns.items()
        }

    def read(self, words: str, now: datetime, *, working_days: tuple[int, ...] = _WEEKDAYS) -> Told:
        """Return what `words` say; `working_days` are those that hold so far."""
        text = " ".join(words.replace("’", "'").split())
        quiet_from, quiet_until = self._quiet(text)
        return Told(
            skills=tuple(self._skills(text, "skills")),
            unlearnt=tuple(self._skills(text, "unknown")),
            hours_per_week=self._hours(text, working_days),
            place=self._place(text),
            quiet_from=quiet_from,
            quiet_until=quiet_until,
            working_days=self._working_days(text, working_days) if quiet_from is quiet_until is None else (),
            holidays=tuple(self._holidays(text, now)),
            started_on=self._started_on(text, now),
            from_role=self._role(text, "role_now"),
            to_role=self._role(text, "role_next"),
            nudges_per_day=self._cap(text),
        )

    # --- what one can -----------------------------------------------------------------------------

    def _skills(self, text: str, name: str) -> Iterator[str]:
        others = "unknown" if name == "skills" else "skills"
        for match in self._patterns[name].finditer(text):
            if name == "skills" and any(
                m.start() <= match.start() < m.end() for m in self._patterns[others].finditer(text)
            ):
                continue
            rest = text[match.end() :]
            end = self._patterns["skills_end"].search(rest)
            for part in _SPLIT.split(rest[: end.start()] if end else rest):
                skill = self._bare(part)
                if skill and not self._is_time(skill):
                    yield skill

    def _bare(self, part: str) -> str:
        before = None
        while part != before:
            before = part
            part = _FILLER.sub("", part.strip(" .,:;!?\"'()")).strip()
        words = part.split()
        own = re.match(
            r"(?:as an?|experience|it|that|this|them|what|how|nothing|anything|everything|all|you|i|me|a|"
            r"an|the|people|hours?|more|enough)\b",
            part,
            re.I,
        )
        return part if 0 < len(words) <= _MOST_WORDS and not own else ""

    def _is_time(self, skill: str) -> bool:
        return bool(
            re.match(
                r"(?:about |around )?\d+(?:\.\d+)?\s*(?:h\b|hrs?|hours?|min|days?|weeks?|years?)",
                skill,
                re.IGNORECASE,
            )
        )

    # --- when one can -----------------------------------------------------------------------------

    def _hours(self, text: str, working_days: tuple[int, ...]) -> float | None:
        hours = read_hours(text)
        if not hours:
            return None
        if self._patterns["week"].search(text):
            return hours
        if self._patterns["weekday_only"].search(text):
            return 5 * hours
        if self._patterns["weekend_each"].search(text):
            return 2 * hours if re.search(r"\bday\b", text) else hours
        return hours * len(working_days or EVERY_DAY) if self._patterns["day"].search(text) else None

    def _quiet(self, text: str) -> tuple[time | None, time | None]:
        """Return from when and until when nobody is to be disturbed."""
        if not self._patterns["quiet"].search(text):
            return None, None
        for name, outside in (("only_between", True), ("quiet_between", False)):
            match = self._patterns[name].search(text)
            ends = (
                re.split(r"\s*(?:-|–|\bto\b|\band\b|\btill\b|\buntil\b)\s*", text[match.end() :], maxsplit=1)
                if match
                else []
            )
            if len(ends) == 2:
                first, last = self._clock(ends[0]), self._clock(ends[1])
                if first and last:
                    return (last, first) if outside else (first, last)
        before, after = self._patterns["before"].search(text), self._patterns["after"].search(text)
        return (
            self._clock(text[after.end() :]) if after else None,
            self._clock(text[before.end() :]) if before else None,
        )

    def _clock(self, text: str) -> time | None:
        """Return the time that `text` begins with; a bare number is an hour."""
        match = re.match(
            r"(?:about |around )?(\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|o'clock|h\b)?|noon|midnight)",
            text,
            re.IGNORECASE,
        )
        if match is None:
            return None
        said = match.group().strip()
        if said.isdigit():
            return time(int(said) % 24) if int(said) <= 24 else None
        return read_time(said.replace(".", ":") if re.search(r"\d\.\d", said) else said)

    def _working_days(self, text: str, known: tuple[int, ...]) -> tuple[int, ...]:
        lower = text.lower()
        if not self._patterns["working"].search(lower) or self._patterns["away"].search(lower):
            return ()
        weekend = re.search(r"\bweekends?\b", lower)
        if re.search(r"\b(?:every ?day|all days|seven days|7 days|any day)\b", lower) and re.search(
            r"\b(?:can|work|study|available)\b", lower
        ):
            return () if read_hours(lower) else EVERY_DAY
        if span := _DAY_RANGE.search(lower):
            first, last = (_DAYS.index(each[:3]) for each in span.groups())
            return tuple(sorted((first + step) % 7 for step in range((last - first) % 7 + 1)))
        named = {_DAYS.index(match[1].lower()[:3]) for match in _DAY.finditer(lower)}
        if re.search(
            r"\bno longer on\b|\bnot on\b|\bnever on\b|\bexcept\b|\bdon't (?:work|study|learn) (?:on )?|"
            r"\bcan(?:'t|not)\b|\boff on\b|\bnot (?:work|study)",
            lower,
        ):
            taken = named | (set(_WEEKEND) if weekend else set())
            return tuple(day for day in known if day not in taken) if taken & set(known) else ()
        only = re.search(r"\bonly\b|\bjust\b", lower)
        also = re.search(r"\b(?:also|too|as well|even|and)\b", lower)
        if weekend and (only or also or re.search(r"\bcan\b|\bwork\b", lower)):
            return _WEEKEND if only and not also else tuple(sorted({*known, *_WEEKEND}))
        if re.search(r"\bweekdays?\b", lower) and only:
            return _WEEKDAYS
        if named and (only or re.search(r"\b(?:working|study|learning|my) days?\b", lower)):
            return tuple(sorted(named))
        return tuple(sorted({*known, *named})) if named and also else ()

    def _holidays(self, text: str, now: datetime) -> Iterator[Holiday]:
        if self._patterns["away"].search(text) and (span := find_span(text, now)) is not None:
            yield Holiday(*span)

    def _started_on(self, text: str, now: datetime) -> date | None:
        match = self._patterns["start"].search(text)
        if match is None:
            return None
        whens = [
            when for when in find_when(text[match.start() :], now) if when.due_on and not when.recurrence
        ]
        return whens[0].first_on or whens[0].due_on if whens else None

    def _cap(self, text: str) -> int | None:
        match = self._patterns["cap"].search(text)
        return None if match is None else _NUMBERS.get(match[1].lower()) or int(match[1])

    # --- who and where ----------------------------------------------------------------------------

    def _place(self, text: str) -> str | None:
        for match in self._patterns["place"].finditer(text):
            rest = text[match.end() :]
            named = re.match(
                r"(?:[A-Za-z_]+/[A-Za-z_/]+|UTC[+-]?\d*|GMT[+-]?\d*|"
                r"[^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*){0,2})",
                rest,
            )
            if named:
                place = re.split(
                    r"(?i)\s+(?:now|currently|time|timezone|at|for|since|until|till|from|and|but|so|"
                    r"because|these|this|next|with|right|on|who|where|again|as|if)\b",
                    named.group(),
                )[0].strip(" .")
                explicit = re.search(r"(?i)zone|tz", match.group()) or "/" in place
                if (
                    explicit
                    or place[:1].isupper()
                    or re.search(r"(?i)live|moved|based|relocated", match.group())
                ):
                    return place
        return None

    def _role(self, text: str, name: str) -> str | None:
        for match in self._patterns[name].finditer(text):
            rest = text[match.end() :]
            end = self._patterns["role_end"].search(rest)
            role = (rest[: end.start()] if end else rest).strip()
            if role and len(role.split()) <= 5 and not self._patterns["not_a_role"].search(role):
                return role
        return None
