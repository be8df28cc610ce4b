"""Which phase of the roadmap somebody speaks of, by its number or by its name. Pure."""

from __future__ import annotations

import re

from bot.domain import Pathway, Phase
from bot.language import content_stems

_NUMBERS = {
    **{word: at for at, word in enumerate("one two three four five six seven eight nine".split(), start=1)},
    **{word: at for at, word in enumerate("first second third fourth fifth sixth".split(), start=1)},
}
_NOUN = r"(?:phase|stage|part|step|block)"
_WORDS = "|".join(_NUMBERS)
_NUMBERED = re.compile(
    rf"\b{_NOUN} (?:number |no\.? ?|#)?(\d|{_WORDS})\b|\b(?:the |my )?({_WORDS}) {_NOUN}\b", re.IGNORECASE
)
_LAST = re.compile(rf"\b(?:last|final) {_NOUN}\b", re.IGNORECASE)
_MOST = 0.5  # share of a phase's name that names it
_OPENING = r"(?:(?:yes|yay|hey|hi|ok|so|and|woo\w*)\W+)*(?:(?:i|we)(?:['’]ve| have|['’]m| am)? )?"
_SINCE = r"(?: (?:today|yesterday|now|already|at last|last \w+|this \w+))*\W*"
_SOON = r"(?:(?:just|already|finally|now|all) )*"
_DID = r"(?:finished|completed?|done|wrapped up|got through|been through|through)(?: with)?"
_ALL_OF = r"(?:(?:all|everything) (?:of|in) |the whole (?:of )?|my )?"
_WHOLE = re.compile(
    rf"{_OPENING}{_SOON}{_DID} {_ALL_OF}(?P<what>[^,;.?]+?){_SINCE}"
    rf"|(?P<subject>[^,;.?]+?)(?: is|['’]s) {_SOON}(?:finished|complete|done|behind me){_SINCE}",
    re.IGNORECASE,
)

_EXCEPT = re.compile(
    r",?\s+(?:except(?: for)?|but(?: not)?|apart from|besides|other than|minus|without)"
    r" (?P<left>(?!i\b|it\b|now\b|what\b)[^.?!;]+)[.!]*$",
    re.IGNORECASE,
)


def phase_of(words: str, pathway: Pathway) -> Phase | None:
    """Return the phase that `words` name by its number ("the second stage") or by most of its name."""
    found = numbered(words, pathway)
    if found is not None:
        return found
    said = set(content_stems(words))
    shares = [(len(said & own) / max(1, len(own)), phase) for own, phase in _stems(pathway)]
    best = max((share for share, _ in shares), default=0.0)
    named = [phase for share, phase in shares if share == best]
    return named[0] if best >= _MOST and len(named) == 1 else None


def numbered(words: str, pathway: Pathway) -> Phase | None:
    """Return the phase whose number `words` name."""
    if _LAST.search(words):
        return pathway.phases[-1] if pathway.phases else None
    match = _NUMBERED.search(words)
    if match is None:
        return None
    said = (match[1] or match[2]).lower()
    position = int(said) if said.isdigit() else _NUMBERS[said]
    return next((phase for phase in pathway.phases if phase.position == position), None)


def left_out_of(words: str) -> str:
    """Return what a report leaves out of what is done: "all of phase 1 except the book"; "" for nothing."""
    found = _EXCEPT.search(words)
    return found["left"] if found else ""


def finished_phase(words: str, pathway: Pathway) -> Phase | None:
    """Return the phase that a report says is done, but for what it leaves out: "I finished phase 1!"."""
    match = _WHOLE.fullmatch(_EXCEPT.sub("", words.strip()))
    what = (match["what"] or match["subject"]) if match else ""
    named = numbered(what, pathway) if what else None
    rest = _LAST.sub(" ", _NUMBERED.sub(" ", what))
    return named if named and not set(content_stems(rest)) - set(content_stems(named.name)) else None


def _stems(pathway: Pathway) -> list[tuple[set[str], Phase]]:
    return [(set(content_stems(phase.name)), phase) for phase in pathway.phases]
