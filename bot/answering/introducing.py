"""A follow-up that brings in a thing of its own, which what was spoken of does not hold: "and LinkedIn?".

Not for names of skills, phases and resources, which the last question is asked of anew: rewriting.py.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answering.reading import Reading
from bot.answering.rewriting import strip
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import content_stems, has

_SURE = 0.5  # above this score a question has a topic of its own
_NOWHERE = ("uncovered", "offtopic")
_MOST_WORDS = 3  # of the thing
_MOST_TOLD = 3  # statements that hold it


def introduced(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with the few statements that hold the thing; None where none does, or many do."""
    if reading.subjects or reading.importances or reading.horizon or reading.figures:
        return None
    ellipsis = view.lexicon["ellipsis"]
    bare = strip(reading.text, ellipsis["opening"], ellipsis["closing"])
    said = set(content_stems(bare))
    if not 0 < len(said) <= _MOST_WORDS or has(f"{ellipsis['asking']}|{ellipsis['pronoun']}", bare):
        return None
    aspect = len(said) == 1 and has(ellipsis["aspect"], bare)
    if aspect or (reading.confidence >= _SURE and reading.topic not in _NOWHERE):
        return None
    spoken_of = view.record(focus.record_ids[0]) if focus.record_ids else None
    if spoken_of and any(said <= set(content_stems(fact.text)) for fact in spoken_of.facts):
        return None
    held = list(dict.fromkeys(fact for fact, _ in view.facts if said <= set(content_stems(fact.text))))
    if not 0 < len(held) <= _MOST_TOLD:
        return None
    subjects = tuple(r for r in view.records if set(held) & set(r.facts))[:1]
    return replace(reading, told=tuple(held), subjects=subjects, operation="lookup", continued=True)
