"""Reads all that a message says of its writer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from bot.english import ordinary_words
from bot.language import correct_spelling, with_apostrophes
from bot.profile.reading.days import WEEKDAYS, holidays, start_day, working_days
from bot.profile.reading.hours import weekly_hours
from bot.profile.reading.patterns import Patterns, compiled
from bot.profile.reading.places import place_of
from bot.profile.reading.reachable import messages_a_day, quiet_hours
from bot.profile.reading.roles import roles
from bot.profile.reading.skills import known_skills, unknown_skills
from bot.profile.reading.told import Told

_CONTRACTED = re.compile(r"\b(i(?=m\b|ve\b)|(?:do|ca|could|would)n(?=t\b))", re.IGNORECASE)
# Words that tell something of oneself, and that people misspell.
_SPELLED = frozenset(
    "living based moved moving timezone hours evenings weekend weekends weekdays familiar already holiday "
    "holidays vacation travelling available experience experienced monday tuesday wednesday thursday friday "
    "saturday sunday quiet reminders weekly currently working between morning evening".split()
)


class ProfileReader:
    """Reads what is told. Made once; threads may share it."""

    def __init__(self, patterns: Mapping[str, str | Sequence[str]]) -> None:
        self._written = patterns

    def read(self, words: str, now: datetime, *, working_days: tuple[int, ...] = WEEKDAYS) -> Told:
        """Return what `words` say; `working_days` are those that hold so far."""
        text, patterns = _mended(words), self._patterns
        quiet_from, quiet_until = quiet_hours(text, patterns)
        from_role, to_role = roles(text, patterns)
        days = self._days(text, working_days) if quiet_from is quiet_until is None else ()
        return Told(
            skills=known_skills(text, patterns),
            unlearnt=unknown_skills(text, patterns),
            hours_per_week=weekly_hours(text, patterns, working_days=working_days),
            place=place_of(text, patterns, now),
            quiet_from=quiet_from,
            quiet_until=quiet_until,
            working_days=days,
            holidays=holidays(text, patterns, now),
            started_on=start_day(text, patterns, now),
            from_role=from_role,
            to_role=to_role,
            nudges_per_day=messages_a_day(text, patterns),
        )

    @cached_property
    def _patterns(self) -> Patterns:
        return compiled(self._written)

    def _days(self, text: str, known: tuple[int, ...]) -> tuple[int, ...]:
        return working_days(text, self._patterns, known=known)


def _mended(words: str) -> str:
    """Return `words` on one line, with the apostrophes that people leave out, and without slips."""
    text = _CONTRACTED.sub(r"\1'", with_apostrophes(" ".join(words.replace("’", "'").split())))
    return correct_spelling(text, vocabulary=_SPELLED, known=ordinary_words())
