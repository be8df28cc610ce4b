"""The phase or skill that what was just spoken of belongs to: "in which phase?", "which skill is it for?".

Not for questions that name the thing themselves: ordering.py and lookup.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from bot.answering.anchoring import phase_of
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, stem, words

_PHASE = r"phase|stage|step|block|milestone|part"
_BACK = r"it|that|this|they|those|these|them|(?:that|this) (?:one|course|book|task|class|thing|tutorial)"
_REST = (
    r"in|for|from|of|to|with|on|part|again|then|now|belongs?|come|comes|up|happen|happens|listed|named|needed"
    r"|used|help|helps|teach|teaches|about|exactly|be|the roadmap|found|find|i|do|have|done|meant"
)
_ASKED = re.compile(
    rf"(?:in|of|at|on|for|to|from)?\s*(?:which|what) (?P<noun>{_PHASE}|skill)"
    rf"(?:\s+(?:is|was|are|were|does|do|did|would|will))?(?:\s+(?:{_BACK}))?(?:\s+(?:{_REST}))*\W*"
    rf"|where (?:on|in) (?:the|my) (?:roadmap|path|plan) (?:is|was|does|do)\s+(?:{_BACK})"
    rf"(?:\s+(?:{_REST}))*\W*",
    re.IGNORECASE,
)
_READS = (
    r"(?:when|where) (?:do|will|would|should|shall|can) (?:i|we)"
    r" (?:\w+ ){1,2}(?:it|him|her|them|that|this),? "
)
_ALONE = re.compile(rf"(?:the |its |their |my )?(?P<noun>{_PHASE})(?: (?:number|no\.?|name))?", re.IGNORECASE)
_LEAST = 0.8  # weight of the words of a thing's name that a skill's way to learn it must hold


def belongs_to(bare: str, reading: Reading, before: Sequence[Record], view: PathwayView) -> Reading | None:
    """Return the reading with the phase's place, or with the skill, where the question asks for it alone."""
    asked = _ASKED.fullmatch(re.sub(rf"^{_READS}", "", bare, flags=re.I)) or _ALONE.fullmatch(bare)
    if asked is None or reading.mentions or reading.phases or not before:
        return None
    if asked["noun"] == "skill":
        things = [record for record in before if record.kind is not Kind.SKILL]
        skill = next((found for record in things if (found := skill_of(record, view))), None)
        return replace(reading, subjects=(skill,), topic="how", operation="lookup") if skill else None
    inside = [r for r in before if r.phase and r.kind is not Kind.PHASE] or [r for r in before if r.phase]
    inside = inside or [r for r in before if phase_of(r, view)]
    if not inside:
        return None
    return replace(reading, subjects=(inside[0],), topic="phases", operation="order")


def skill_of(record: Record, view: PathwayView) -> Record | None:
    """Return the one skill whose way to learn it names the thing."""
    wanted = {stem(word) for word in words(record.name) if word not in STOPWORDS}
    held = {
        skill.record_id: fsum(  # exact, since words stand in a set, in any order
            view.names.weight(token)
            for token in wanted & {stem(w) for fact in skill.facts for w in words(fact.text)}
        )
        for skill in view.of_kind(Kind.SKILL)
    }
    best = max(held, key=held.__getitem__, default="")
    alone = sum(weight == held.get(best) for weight in held.values()) == 1
    return view.record(best) if alone and held[best] >= _LEAST else None
