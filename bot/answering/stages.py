"""The phase that a question describes by what is done in it: "the waggle dance stage".

Not for phases that are named or numbered: see naming.py and conditions.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.naming import Mention
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, stem, words

_LONGEST = 6  # words of a description
_OPENS = frozenset({"the", "that", "this", "my", "your"})
_JOINS = frozenset({"and", "or", "plus", "with", "of"})


def described_phases(text: str, view: PathwayView) -> list[Mention]:
    """Return the phases of "the X and Y stage" where one phase alone deals with both X and Y."""
    noun, said = view.lexicon["phase_words"], words(text)
    return [
        Mention(phase, 1.0, (first, place), True)
        for place, word in enumerate(said)
        if re.fullmatch(noun, word)
        for first, phase in _before(said, place, view)
    ]


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
