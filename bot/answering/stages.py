"""The phase that a question describes by what is done in it: "the waggle dance stage".

Not for phases that are named or numbered: see naming.py and conditions.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from bot.answering.naming import Mention
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, stem, words

_LONGEST = 6  # words of a description
_OPENS = frozenset({"the", "that", "this", "my", "your"})
_JOINS = frozenset({"and", "or", "plus", "with", "of"})
# What joins or relates two stretches of the roadmap, and what starts or ends one.
_RELATES = frozenset(
    """and or plus versus vs then before after until till through to from between without minus against than
    once when follows precedes into with""".split()
)
_REACHES = frozenset("until till before after once through from when finish enter".split())
_NOUNS = r"bits?|ones?|stuff|part|work|side|business|thing|phases?|stages?|block"
_VERBS = (
    r"is|are|being|starts?|begins?|ends?|comes?|done|finished|over|take|takes|last|lasts|how|what|in|combined"
)
_WHERE = r"(?:where|in which|during which|when|that|with the|about|on)"
_CLAUSE_ENDS = r"[,:;?!()]|\.(?:\s|$)|\s[-–—]\s|\b(?:what|which|how|who|before|after|until|and then)\b"
_MOST = r"most|fewest|least|longest|shortest|more|fewer|weeks?|months?"
# What is done in any phase.
_DOING = (
    r"learn\w*|mak(?:e|es|ing)|do|does|doing|get|gets|getting|go|goes|going|us(?:e|es|ing)|work\w*|build\w*|begin\w*"
    r"|start\w*|study\w*|come|comes|deal|deals|tasks?|courses?|books?|resources?|ai"
)
_LONGEST_CLAUSE = 12  # words
_INSIDE = 0.5  # how much a word inside of a phase counts beside one of its name
_FITS, _AHEAD = 0.4, 1.3  # score of a phase that fits, and how many times the next one's it must be


def described_phases(text: str, view: PathwayView) -> list[Mention]:
    """Return the phases of "the X and Y stage" where one phase alone deals with both X and Y."""
    noun, said = view.lexicon["phase_words"], words(text)
    return [
        Mention(phase, 1.0, (first, place), True)
        for place, word in enumerate(said)
        if re.fullmatch(noun, word)
        for first, phase in _before(said, place, view)
    ]


def phases_of_clauses(text: str, view: PathwayView) -> list[Mention]:
    """Return the phases of "the part where you put models on a board", if one fits clearly best."""
    found = []
    opening = rf"\b(?:the|that|this|my) (?:[\w-]+ ){{0,2}}?(?:{view.lexicon['phase_words']}) {_WHERE} "
    for match in re.finditer(opening, text, re.I):
        clause = re.split(_CLAUSE_ENDS, text[match.end() :], maxsplit=1, flags=re.I)[0]
        told = [word for word in words(clause)[:_LONGEST_CLAUSE] if word not in STOPWORDS]
        if (phase := _fitting(told, view)) and not has(_MOST, clause):
            first = len(words(text[: match.start()]))
            last = len(words(text[: match.end()] + clause)) - 1
            found.append(Mention(phase, 1.0, (first, last), True))
    return found


def _fitting(told: Sequence[str], view: PathwayView) -> Record | None:
    """Return the phase that holds most of what is told; a word of its name counts more, a common one less."""
    said = {stem(word) for word in told if not (re.fullmatch(_DOING, word) or word.isdigit())}
    phases = view.of_kind(Kind.PHASE)
    names = {phase.record_id: {stem(word) for word in words(phase.name)} for phase in phases}
    inside = {phase.record_id: _stems(phase, view) for phase in phases}
    scores = {
        key: sum(
            1 / sum(token in name for name in names.values())
            if token in names[key]
            else _INSIDE / sum(token in held for held in inside.values())
            for token in said & inside[key]
        )
        for key in names
    }
    ranked = sorted(phases, key=lambda phase: -scores[phase.record_id])
    if len(ranked) < 2 or scores[ranked[0].record_id] < max(_FITS, _AHEAD * scores[ranked[1].record_id]):
        return None
    return ranked[0]


def _before(said: list[str], place: int, view: PathwayView) -> Iterator[tuple[int, Record]]:
    """Yield where the description before a noun starts, and the phase, if every word of it fits just one."""
    opening = next(
        (i for i in range(place - 1, max(-1, place - _LONGEST - 2), -1) if said[i] in _OPENS), None
    )
    if opening is None:
        return
    told = [word for word in said[opening + 1 : place] if word not in _JOINS]
    if not told or any(word in STOPWORDS or word.isdigit() or _is_place(word, view) for word in told):
        return
    held = [
        phase for phase in view.of_kind(Kind.PHASE) if {stem(word) for word in told} <= _stems(phase, view)
    ]
    if len(held) == 1:
        yield opening + 1, held[0]


def _is_place(word: str, view: PathwayView) -> bool:
    return has("|".join(view.lexicon["ordinals"].values()) + "|next|previous|whole|other", word)


def _stems(phase: Record, view: PathwayView) -> set[str]:
    inside = [r.name for r in view.of_kind(Kind.TASK, Kind.RESOURCE) if r.phase == phase.phase]
    return {stem(word) for word in words(" ".join((phase.name, *inside)))}


def loosely_named(text: str, known: Collection[Record], view: PathwayView) -> list[Mention]:
    """Return the phases of "embedded plus deployment", "until the projects are done".

    One word is enough where it stands in the name of one phase alone, at the place where a phase is related
    to another one (of `known`, or named as loosely), or where a stretch of the roadmap starts or ends.
    """
    said = words(text)
    found = [
        (i, phase) for i, word in enumerate(said) if (phase := _holder(word, view)) and _is_operand(said, i)
    ]
    phases = {phase.record_id for _, phase in found} | {r.record_id for r in known if r.kind is Kind.PHASE}
    reached = [(i, phase) for i, phase in found if _REACHES & set(said[max(0, i - 3) : i])]
    return [Mention(phase, 1.0, (i, i), True) for i, phase in (found if len(phases) > 1 else reached)]


def _holder(word: str, view: PathwayView) -> Record | None:
    """Return the one phase whose name holds a word, if no role is called by it."""
    grammar = word in STOPWORDS or word.isdigit() or len(word) < 3 or _is_place(word, view)
    if grammar or stem(word) in _role_stems(view):
        return None
    holders = [p for p in view.of_kind(Kind.PHASE) if stem(word) in {stem(w) for w in words(p.name)}]
    return holders[0] if len(holders) == 1 else None


def _role_stems(view: PathwayView) -> set[str]:
    return {stem(word) for word in words(f"{view.pathway.from_role} {view.pathway.to_role}")}


def _is_operand(said: Sequence[str], place: int) -> bool:
    """Whether a word is all that names something, between what relates it to something else."""
    first = place
    while first > 0 and said[first - 1] in {"the", "all"}:
        first -= 1
    before = said[first - 1] if first else ""
    after = said[place + 1] if place + 1 < len(said) else ""
    opens = not before or before in _RELATES or (before != said[place - 1] and first < place)
    closes = not after or after in _RELATES or re.fullmatch(f"{_NOUNS}|{_VERBS}", after) is not None
    return opens and closes
