"""A message taken apart: sentences, and in them the clauses that each do one thing.

Not for dates or for what a clause does. What somebody else said stands in no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?:[\"'”’)]*)\s+(?=\S)|\n+|;\s+(?!(?:and|or)\s)|\s[-–—]+\s|(?<=\w)\.{2,}\s*"
)
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|a\.m|p\.m|approx|mr|mrs|ms|dr|no|vs|etc|\d)\.$", re.IGNORECASE)
# Behind "ill", these say that somebody was; else it is a slip for "I'll".
SICK = r"(?:all|again|and|at|because|but|during|for|from|in|last|most|on|or|since|so|this|today|when|with)\b"
# What opens a clause of its own behind "and", "but" or a comma.
_OPENER = (
    rf"(?:i(?:['’](?:ll|m|ve|d))?|im|ive|ill (?!{SICK})|we(?:['’](?:ll|re|ve))?|let me|let['’]s|remind me|"
    r"hold me|please|pls|can you|could you|would you|what|which|how|where|who|"
    r"when (?:will|would|do|does|should|can|could|am|is|are)|"
    r"why|should|do i|am i|is (?:it|that|there)|(?:the|that|this|those) (?:\w+ ){1,3}i(?:['’]ll| will)|stop|"
    r"undo|show|tell me|drop|cancel|move|snooze|push|forget (?:about )?the|mark|"
    r"my (?:goal|plan|timezone|hours)|gonna|i wil|any (?:tips?|advice|ideas?|thoughts|suggestions?|hints?)|"
    r"(?:on|by|until|before|tomorrow|next|this|from)(?: [\w'’]+){0,3} (?:i(?:['’]ll| will|['’]m)|ill))"
)
_SPLIT = re.compile(
    rf"(?:\s*,\s*|\s+)(?:and then|and also|and|but|so|then|also|plus|however|though|anyway|"
    rf"while)\s+(?={_OPENER}\b)"
    rf"|\s*[,:]\s+(?={_OPENER}\b)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\s*(?:and |but |so |ok |or )*(?:if|when|whenever|once|as soon as|after|before|unless|until|while|"
    r"since|because|"
    r"every time|each time|suppose|supposing|assuming|in case|given|even if|let['’]s say|say|what if)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:if|when|because|since|that|whether|unless|until|so that|although)\s*$", re.IGNORECASE
)
_SHORTEST = 3  # words on each side of a dash between two clauses
_SAYS = re.compile(
    r"\b(?:(?<!meant to )say|says|said|vows?|vowed|swears?|swore|goes|reads?|writes?|wrote|shouts?|sings?|"
    r"claims?|motto|quote|line|lyrics?|sign|poster|title|told \w+)\W*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«]([^\"”“»]{2,}?)[\"”»]|(?<!\w)['‘]([^'’]{3,}(?:['’]\w+[^'’]*)*?)['’](?!\w)")
_SPEAKING = re.compile(r"\b(?:i|i['’]\w+|we|we['’]\w+|my|me|you|you['’]\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a message. `asks` says that its sentence ends with a question mark."""

    text: str
    asks: bool


def split_clauses(text: str) -> list[Clause]:
    """Return the clauses of `text` in order; of what is quoted only titles are left."""
    found = []
    for sentence in _sentences(without_speech(text)):
        asks = sentence.rstrip(" )\"'”’").endswith("?")
        parts = [part for part in _parts(sentence) if re.search(r"\w", part) or not part.isascii()]
        found += [Clause(part, asks and part is parts[-1]) for part in parts]  # the mark is the last one's
    return found


def without_speech(text: str) -> str:
    """Return `text` with an ellipsis for every quotation in which somebody speaks of themselves."""

    def hush(match: re.Match[str]) -> str:
        said = match[1] or match[2]
        return "…" if _SPEAKING.search(said) else match.group()

    return _QUOTED.sub(hush, text)


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATED.search(text[start : match.start()]) or _is_note(text, start, match):
            continue
        yield text[start : match.start()].strip()
        start = match.end()
    yield text[start:].strip()


def _is_note(text: str, start: int, dash: re.Match[str]) -> bool:
    """Tell whether a dash stands inside a note: "the export notebook — Sunday" is one clause."""
    if not dash.group().strip(" -–—") and dash.group().strip():
        after = re.split(r"[.!?\n]", text[dash.end() :], maxsplit=1)[0]
        return min(len(text[start : dash.start()].split()), len(after.split())) < _SHORTEST
    return False


def _parts(sentence: str) -> Iterator[str]:
    """Yield the clauses of a sentence; a condition stays with what depends on it."""
    start = 0
    for match in _SPLIT.finditer(sentence):
        before = sentence[start : match.start()]
        bare_comma = match.group().strip() in (",", ":")
        depends = (bare_comma and _SUBORDINATE.match(before)) or _BECAUSE.search(before)
        heads = match.group().strip() == ":" and len(before.split()) < _SHORTEST  # "by Friday: push it"
        says = heads or (match.group().strip() == ":" and _SAYS.search(before))
        if depends or says or not before.strip():
            continue
        yield before.strip()
        start = match.end()
    yield sentence[start:].strip()
