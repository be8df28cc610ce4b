"""English grammar for what the records say: number, articles, lists, where a sentence begins and ends.

It knows words, not records: what is said of a record is in `sentences`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PREPOSITION = re.compile(r"\b(?:in|for|of|with|on|to|from|by|under)\b", re.IGNORECASE)

# Only words that cannot be a name may lose their capital inside a longer sentence.
_OPENERS = re.compile(
    r"an?|the|th(?:is|at|ese|ose)|you|your|what|its?|when|where|while|with|as|by|for|in|on|from"
    r"|knowing|having|being|building|designing|managing|running|writing|working|using"
    r"|explosive|strong|high|steady|fast|growing|rapid|moderate|stable|rising|low|declining",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"take|read|work|learn|complete|build|start|study|do|use|follow|try|set|get|begin|go|practi[sc]e"
    r"|experiment|watch|enroll?|write|finish|pick|buy|make|prepare|join|create|deploy|convert|train",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|dr|mr|mrs|ms|prof|st|inc|ltd|jr|sr)|\b[A-Za-z])\.$", re.I
)
_SENTENCE_GAP = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")


def count(number: int, noun: str) -> str:
    """Return "1 week" or "8 weeks"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def things(items: Sequence[str]) -> str:
    """Return "this one thing" or "these 3 things"."""
    return "this one thing" if len(items) == 1 else f"these {len(items)} things"


def listing(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def with_article(role: str) -> str:
    """Return "a baker", "an engineer" or "an SRE"."""
    first = role.split(maxsplit=1)[0] if role.split() else role
    if len(first) > 1 and first[:2].isupper():  # an acronym is said letter by letter
        return f"{'an' if first[0] in 'AEFHILMNORSX' else 'a'} {role}"
    sounded = first.lower().startswith(("a", "e", "i", "o", "u"))
    return f"{'an' if sounded and not first.lower().startswith(('uni', 'use', 'eu', 'one')) else 'a'} {role}"


def is_plural(name: str) -> bool:
    """Say whether a skill's name joins two things: "SQL and NoSQL", but not "Programming in C and C++"."""
    bare = re.sub(r"\([^)]*\)", "", name)
    before, joined, _ = bare.partition(" and ")
    return bool(joined) and not _PREPOSITION.search(before)


def opens_with_verb(text: str) -> bool:
    """Say whether `text`, which has a word, begins with what to do: "Read a book"."""
    return _VERBS.fullmatch(text.split(maxsplit=1)[0]) is not None


def continued(text: str, *, every_word: bool = False) -> str:
    """Return `text` as it reads after a colon or a comma: a common first word loses its capital."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    if every_word and first.istitle():
        return first.lower() + text[len(first) :]
    common = _OPENERS.fullmatch(first.rstrip(",")) or _VERBS.fullmatch(first.rstrip(","))
    return first.lower() + text[len(first) :] if common else text


def capitalised(text: str) -> str:
    """Return `text` with its first letter large."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """Return `text` with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "!", "?", ".'", '."', ".)")) else f"{text}."


def split_sentences(text: str) -> list[str]:
    """Cut prose into sentences, each a verbatim part of one line of `text`."""
    sentences: list[str] = []
    for line in text.splitlines():
        start = 0
        for gap in _SENTENCE_GAP.finditer(line):
            if not _ABBREVIATION.search(line[max(0, gap.start() - 12) : gap.start()]):
                sentences.append(line[start : gap.end()].strip())
                start = gap.end()
        sentences.append(line[start:].strip())
    return [sentence for sentence in sentences if sentence]
