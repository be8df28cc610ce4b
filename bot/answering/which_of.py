"""Of several skills that a question names, those of a level or that carry over: "which of A, B is new?".

Not for all of a level, which listing.py lists, nor for claims about one skill: claimed_levels.py.
"""

from __future__ import annotations

import re

from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.lookup import names_of
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.selection import HELD
from bot.answering.view import PathwayView
from bot.language import has

_ASKS = r"\b(?:which|what)(?: ones?)?(?: of (?:these|those|them|the (?:three|3|two|2|four|4)))?\b"
_NOT_HELD = rf"(?:not|n['’]?t)(?: \w+){{0,2}} (?:{HELD})"


def of_named(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return those of the named skills that the question seeks, or that none of them is."""
    ordered = sorted(reading.mentions, key=lambda mention: mention.span)
    kinds = (Kind.SKILL, Kind.TRANSFERABLE)
    named = list(dict.fromkeys(m.record for m in ordered if m.record.kind in kinds))
    if len(named) < 2 or not re.search(_ASKS, reading.text, re.I) or _compares(reading):
        return []
    if has(HELD, reading.text):
        return _carrying_over(named, reading, view)
    if not reading.importances or any(record.kind is Kind.TRANSFERABLE for record in named):
        return []
    chosen = [record for record in named if record.importance in reading.importances]
    if chosen:
        return [state(record.fact) for record in chosen]
    return [Statement(view.prompts.say("none_of_named"), ()), *(state(record.fact) for record in named)]


def _carrying_over(named: list[Record], reading: Reading, view: PathwayView) -> list[Statement]:
    held = [record for record in named if record.kind is Kind.TRANSFERABLE]
    learnt = [record for record in named if record.kind is Kind.SKILL]
    wants_new = re.search(_NOT_HELD, reading.text, re.I) is not None
    verb = "is" if len(learnt) == 1 else "are"
    text = view.prompts.say("held_not", names=names_of(learnt), verb=verb)
    new = [Statement(text, tuple(record.fact for record in learnt))] if learnt else []
    return new if new and wants_new else [state(record.fact) for record in held] or new


def _compares(reading: Reading) -> bool:
    return has(
        r"more|most|less|least|longer|longest|shorter|shortest|first|before|after|takes?", reading.text
    )
