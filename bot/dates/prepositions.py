"""What "by", "on", "before" and their like make of the days that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.dates.days import DAY, Days
from bot.dates.said import Phrases, Said

_BY_MEANING = {
    "by": "by|until|up to|up until|no later than|not later than|not after|on or before|due|latest|deadline"
    "|through|at the latest|in time for",
    "before": "before|ahead of|prior to",
    "on": "on|at|in|over|during|throughout|for|around|about|circa|within|between|some time|sometime"
    "|any time|anytime|at some point|some point",
    "from": "from|not before|no earlier than|not earlier than|starting|starting from|start|beginning|as of",
    "after": "after",
    "since": "since",
    "to": "to|onto",
}
PREPOSITIONS = Phrases(
    {phrase: meaning for meaning, phrases in _BY_MEANING.items() for phrase in phrases.split("|")}
)
_PARTICLES = frozenset("in on over through to".split())
_WIDEST = 3  # prepositions in a row: "sometime in", "due by no later than"


@dataclass(frozen=True, slots=True)
class Preposition:
    """The prepositions before a date as one. `meaning` is a key of `_BY_MEANING`, "" for none."""

    meaning: str = ""
    word: str = ""


def read_preposition(said: Said, at: int) -> tuple[Preposition, int]:
    """Read the prepositions at `at`, of which there may be none."""
    meaning, word = "", ""
    for _ in range(_WIDEST):
        found = PREPOSITIONS.read(said, at)
        if found is None:
            break
        more, end = found
        leads_on = PREPOSITIONS.read(said, end) or said.word(end) in ("today", "tonight", "tomorrow")
        if not meaning and said.word(at) in _PARTICLES and leads_on:
            break  # "hand it in by Friday", "what is on for today"
        if meaning in ("", "on", "to") or more not in ("on", "to"):
            meaning = more
        word, at = said.word(end - 1), end
    return Preposition(meaning, word), at


def placed(days: Days, preposition: Preposition, today: date) -> Days | None:
    """Return the days that are meant behind the preposition; None where the words are no date behind it.

    Behind "by" a period that has a name means its first day: who says "by April" wants it before April is
    spent. Behind "before" it is the day before that.
    """
    meaning = preposition.meaning
    if days.weak and not meaning:
        return None
    if meaning == "since":
        return _since(days, today)
    if days.past:
        return days
    if meaning == "by":
        last = days.first if days.opens else days.last
        return replace(days, first=min(today, last), last=last, within=True)
    if meaning == "before":
        return _before(days, today)
    if meaning == "after":
        after = days.last + DAY
        return replace(days, first=after, last=after, then=None) if days.at is None else days
    if meaning == "from":
        return replace(days, last=days.first) if days.opens else days
    return days


def _since(days: Days, today: date) -> Days:
    """Return the last such days instead of the next ones."""
    if days.first <= today:
        return replace(days, last=today, past=True)
    back = relativedelta(weeks=1) if days.then else relativedelta(years=1)
    return replace(days, first=days.first - back, last=today, past=True)


def _before(days: Days, today: date) -> Days:
    last = days.first - DAY
    if last < today and days.then:
        last = days.then - DAY
    if days.at is not None or days.closing or last < today:
        last = days.last
    return replace(days, first=min(today, last), last=last, within=True, then=None)
