"""The skills that somebody names as theirs, and those that they have not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.profile.reading.patterns import Patterns

_SPLIT = re.compile(r"\s*(?:,|;|\s&\s|\s\+\s|\band\b|\bplus\b|\bas well as\b|\balso\b)\s*", re.IGNORECASE)
# "Dont know Python" names no skill that somebody has.
_DENIED = re.compile(r"(?:\bnot|n't|\bnever|\bcannot)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MOST_WORDS = 6  # of a skill


def known_skills(text: str, patterns: Patterns) -> tuple[str, ...]:
    """Return what somebody knows, in their words and order."""
    found = [*_named_first(text, "known_first", patterns)]
    text = patterns["unknown_first"].sub(";", patterns["known_first"].sub(";", text))
    unknown = [match.span() for match in patterns["unknown"].finditer(text)]
    for match in patterns["skills"].finditer(text):
        denied = _DENIED.search(text[: match.start()])
        if not denied and not any(start <= match.start() < end for start, end in unknown):
            found += _listed(text[match.end() :], patterns)
    return tuple(dict.fromkeys(found))


def unknown_skills(text: str, patterns: Patterns) -> tuple[str, ...]:
    """Return what somebody does not know, or wants forgotten."""
    found = [*_named_first(text, "unknown_first", patterns)]
    text = patterns["unknown_first"].sub(";", text)
    for match in patterns["unknown"].finditer(text):
        found += _listed(text[match.end() :], patterns)
    return tuple(dict.fromkeys(found))


def _named_first(text: str, name: str, patterns: Patterns) -> Iterator[str]:
    """Yield the skills of "Docker I know"."""
    for match in patterns[name].finditer(text):
        for part in _SPLIT.split(match[1] or match[2]):
            if skill := _bare(part, patterns):
                yield skill


def _listed(rest: str, patterns: Patterns) -> Iterator[str]:
    """Yield the skills that `rest` begins with."""
    if not re.match(r"\s", rest):
        return
    rest = rest.lstrip()
    end = patterns["skills_end"].search(rest)
    for part in _SPLIT.split(rest[: end.start()] if end else rest):
        if skill := _bare(part, patterns):
            yield skill


def _bare(part: str, patterns: Patterns) -> str:
    """Return the name of a skill without what is said around it, "" where it is none."""
    before = None
    while part != before:
        before = part
        part = part.strip(" .,:;!?\"'()")
        if opening := patterns["before_skill"].match(part):
            part = part[opening.end() :]
        part = patterns["after_skill"].sub("", part)
    named = 0 < len(part.split()) <= _MOST_WORDS and re.search(r"[^\W\d_]", part)
    if not named or patterns["no_skill"].match(part) or patterns["no_name"].search(part):
        return ""
    return part
