"""One time of what recurs is left out: "skip this week", "skip the notes on Monday". The series goes on."""

from __future__ import annotations

import re

from bot.coaching.desk import Session
from bot.dates import find_when
from bot.domain import Commitment
from bot.language import content_stems

_SKIPS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|so|and|but|sorry|well|hm+)[\s,]+)*(?:(?:can|could|may|let) (?:i|we|me|us) |please |"
    r"let['’]?s |i(?:['’]ll| will| want to|['’]d like to| have to| need to| must|['’]m going to)? )*"
    r"(?:skip(?:ping)?|leave out|sit out|miss)"
    r"(?: (?:it|that|this(?! \w)|the next(?: (?:one|time))?|(?P<what>.+?)))??"
    r"(?: (?:(?:for |on |this |next )*(?:week|time|month|today|tomorrow|tonight|once|(?:mon|tues|wednes|"
    r"thurs|fri|"
    r"satur|sun)day)))*\W*",
    re.IGNORECASE,
)


def comes_later(session: Session, series: Commitment, words: str) -> bool:
    """Tell whether `words` name a time behind the one that is due next."""
    named = [when for when in find_when(words, session.now) if when.due_on and not when.recurrence]
    first = next((when.first_on or when.due_on for when in named), None)
    return first is not None and series.due_on is not None and first > series.due_on


def skipped(session: Session, words: str) -> Commitment | None:
    """Return the recurring promise of which one time is left out; None where it is not plain which."""
    match = _SKIPS.fullmatch(words)
    series = [each for each in session.open_commitments() if each.recurrence] if match else []
    if match is None or not series:
        return None
    if wanted := set(content_stems(match["what"] or "")):
        named = [each for each in series if wanted <= set(content_stems(each.text))]
        return named[0] if len(named) == 1 else None
    spoken_of = [each for each in series if each.commitment_id in session.spoken_of] or series
    return spoken_of[0] if len(spoken_of) == 1 else None
