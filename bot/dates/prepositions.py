"""What "by", "on", "before" and their like make of the days that follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.dates.days import DAY, WEEK, Days
from bot.dates.said import Said

_MEANING: dict[tuple[str, ...], str] = {
    ("by",): "by", ("before",): "before", ("until",): "by", ("up", "to"): "by", ("up", "until"): "by",
    ("no", "later", "than"): "by", ("not", "later", "than"): "by", ("on", "or", "before"): "by", ("due",): "by",
    ("latest",): "by", ("at", "the", "latest"): "by", ("ahead", "of"): "before", ("prior", "to"): "before",
    ("in", "time", "for"): "by", ("deadline",): "by", ("not", "after"): "by", ("by", "or", "before"): "by",
    ("on",): "on", ("at",): "on", ("in",): "on", ("over",): "on", ("during",): "on", ("for",): "on",
    ("sometime",): "on", ("some", "time"): "on", ("anytime",): "on", ("any", "time"): "on", ("around",): "on",
    ("at", "some", "point"): "on", ("some", "point"): "on", ("about",): "on", ("within",): "on", ("circa",): "on",
    ("from",): "from", ("starting",): "from", ("beginning",): "from", ("as", "of"): "from", ("start",): "from",
    ("starting", "from"): "from", ("from", "the"): "from",
    ("after",): "after", ("since",): "since", ("to",): "to", ("onto",): "to", ("through",): "by", ("throughout",): "on",
}  # fmt: skip
_WIDEST = 3  # prepositions in a row: "sometime in", "due by no later than"


@dataclass(frozen=True, slots=True)
class Preposition:
    """The prepositions before a date, as one: `meaning` is "by", "before", "on", "from", "after", "since", "to", ""."""

    meaning: str = ""
    word: str = ""


def read_preposition(said: Said, at: int) -> tuple[Preposition, int]:
    """Read the prepositions at `at`, of which there may be none."""
    meaning, word = "", ""
    for _ in range(_WIDEST):
        found = _longest(said, at)
        if found is None:
            break
        more, end = found
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
    if days.weak and meaning in ("", "to"):
        return None
    if meaning == "since":
        return replace(days, past=True)
    if days.past:
        return days
    if meaning == "by":
        last = days.first if days.opens else days.last
        return replace(days, first=min(today, last), last=last, within=True)
    if meaning == "before":
        return _before(days, today)
    if meaning == "after":
        after = days.last + DAY
        return replace(days, first=after, last=after, weekly=False) if days.at is None else days
    if meaning == "from":
        return replace(days, last=days.first)
    return days


def _before(days: Days, today: date) -> Days:
    last = days.first - DAY
    if last < today and days.weekly:
        last += WEEK
    if days.at is not None or last < today:
        last = days.last
    return replace(days, first=min(today, last), last=last, within=True, weekly=False)


def _longest(said: Said, at: int) -> tuple[str, int] | None:
    for length in (3, 2, 1):
        words = tuple(said.word(at + offset) for offset in range(length))
        if (meaning := _MEANING.get(words)) is not None:
            return meaning, at + length
    return None
