"""What a skill saves that one knows or leaves out: "what if I already know X?", "how much shorter without?".

Nothing is noted of the person, and the tasks of one's own plan are not asked: see coaching/looking_ahead.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering import conditions
from bot.answering.arithmetic import add_up
from bot.answering.finding import Statement, state
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import has

_KNOWS = re.compile(
    r"\b(?:if|assuming|suppose|supposing|given that|since|say|because) (?:that )?i(?:['’]d|['’]m)? "
    r"(?:already |also |do |would |had |happen to )*"
    r"(?:know|knew|known|master|mastered|learnt|learned|good at|fluent in|comfortable with)\b"
)
_ASKS = (
    r"how (?:much|many weeks|many hours|long|far)|"
    r"what (?:if|would change|happens|would happen|changes|do i save|would i save|would that save)|when|"
    r"does (?:it|that|this)|do(?:es)? .* (?:shorten|save|help|change)"
)
_LEAVES_OUT = r"skip\w*|leav(?:e|ing) out|drop\w*|omit\w*|without|ignor\w+"
_SHORTER = r"how much (?:shorter|less|faster|quicker|sooner|time)|how many weeks"


def saved(reading: Reading, view: PathwayView) -> list[Statement]:
    """Say how long the named skills take, and how long the others take without them; else nothing."""
    lower = reading.text.lower()
    if unneeded := _of_levels_left_out(reading, view, lower):
        return add_up(unneeded, replace(reading, importances=(), excluded=()), view)
    known = _KNOWS.search(lower) and has(_ASKS, lower)
    left_out = reading.excluded and has(_SHORTER, lower) and has(r"shorter|less|faster|sooner|save", lower)
    skills = view.of_kind(Kind.SKILL)
    gone = [r for r in skills if r in reading.excluded or r in reading.subjects]
    rest = [r for r in skills if r not in gone]
    if not (known or left_out) or not gone or not rest or len(gone) == len(skills):
        return []
    summed = add_up(rest, replace(reading, excluded=tuple(gone)), view)
    return [*(state(record.fact) for record in gone), *summed]


def _of_levels_left_out(reading: Reading, view: PathwayView, lower: str) -> list[Record]:
    """Return the skills of the levels that one leaves out to save time: "if I skip what is optional"."""
    asked = has(_LEAVES_OUT, lower) and has("sav(?:e|es|ed|ing)", lower) and has(_SHORTER, lower)
    if not asked or not reading.importances or reading.subjects or reading.excluded:
        return []
    named = {level for level, _, _ in conditions.named_levels(lower, view.lexicon)}
    return [record for record in view.of_kind(Kind.SKILL) if record.importance in named]
