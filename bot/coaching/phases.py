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
    rf"|(?P<subject>[^,;.?]+?)(?: is|['’]s| are) {_SOON}(?:finished|complete|done|behind me){_SINCE}",
    re.IGNORECASE,
)
# "Phases 1 and 2", "phase 1 to 3", "the first two phases".
_ONE = rf"(?:\d|{_WORDS})"
_JOIN = r"(?: ?(?:,|&|-|–) ?| (?:and|to|through) )"
_SEVERAL = re.compile(
    rf"(?:both |all |the )*(?:first (?P<count>{_ONE}) {_NOUN}s"
    rf"|{_NOUN}s? (?P<list>{_ONE}(?:{_JOIN}(?:{_NOUN} )?{_ONE})+))",
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
    position = _number(match[1] or match[2])
    return next((phase for phase in pathway.phases if phase.position == position), None)


def left_out_of(words: str) -> str:
    """Return what a report leaves out of what is done: "all of phase 1 except the book"; "" for nothing."""
    found = _EXCEPT.search(words)
    return found["left"] if found else ""


def finished_phases(words: str, pathway: Pathway) -> list[Phase]:
    """Return the phases that a report says are done, but for what it leaves out: "I finished phase 1!"."""
    match = _WHOLE.fullmatch(_EXCEPT.sub("", words.strip()))
    what = (match["what"] or match["subject"]) if match else ""
    if several := _SEVERAL.fullmatch(what.strip()):
        positions = _positions(several)
        found = [phase for phase in pathway.phases if phase.position in positions]
        return found if found and len(found) == len(positions) else []
    named = numbered(what, pathway) if what else None
    rest = _LAST.sub(" ", _NUMBERED.sub(" ", what))
    alone = named and not set(content_stems(rest)) - set(content_stems(named.name))
    return [named] if named and alone else []


def _positions(several: re.Match[str]) -> set[int]:
    """Return the numbers that several phases are named by; "1 to 3" has what lies between.

    Nothing for a run beside others, "1 to 2 and 4": what is not plain is not marked.
    """
    if several["count"]:
        return set(range(1, _number(several["count"]) + 1))
    numbers = [_number(each) for each in re.findall(rf"\b{_ONE}\b", several["list"], re.IGNORECASE)]
    through = re.search(r"\b(?:to|through)\b|[-–]", several["list"])
    if through:
        return set(range(min(numbers), max(numbers) + 1)) if len(numbers) == 2 else set()
    return set(numbers)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS[said.lower()]


def _stems(pathway: Pathway) -> list[tuple[set[str], Phase]]:
    return [(set(content_stems(phase.name)), phase) for phase in pathway.phases]
