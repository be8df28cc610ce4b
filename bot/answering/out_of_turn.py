"""May a phase be done in another order than the roadmap's, or be left out? "Can I do phase 4 first?" """

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.finding import Statement
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.language import has, join
from bot.pathways.grammar import count

_NEEDED = r"need|needs|needed|require[sd]?|prerequisites?|depends? on|without"


def answer(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Say where the phase stands, behind what, and that the roadmap names no other way.

    A roadmap is an order, and says of no phase that another one would do.
    """
    if has(view.lexicon["plain"]["at_once"], reading.text):
        return _at_once(reading.named(Kind.PHASE), view)
    if has(_NEEDED, reading.text) and len(pair := reading.named(Kind.PHASE)) == len(reading.subjects) == 2:
        return _at_once(pair, view, name="not_said_needed")
    left_out = has(view.lexicon["plain"]["left_out"], reading.text)
    named = _numbered(reading.text, view) if left_out else []
    named = named or list(reading.subjects)
    phases = [each for each in named if each.kind is Kind.PHASE]
    if len(phases) != 1 or len(named) > 1:
        return []
    if left_out:
        return _left_out(phases[0], view)
    return [] if (phases[0].phase or 0) <= 1 else [_moved_up(phases[0], view)]


def _at_once(phases: Sequence[Record], view: PathwayView, *, name: str = "at_once") -> list[Statement]:
    if len(phases) != 2:
        return []
    earlier, later = sorted(phases, key=lambda phase: phase.phase or 0)
    text = view.prompts.say(
        name,
        earlier=earlier.name,
        earlier_position=earlier.phase,
        later=later.name,
        later_position=later.phase,
    )
    return [Statement(text, (earlier.fact, later.fact))]


def _numbered(text: str, view: PathwayView) -> list[Record]:
    """Return the phases that are named by their number: "drop phase 5" is read as of all the others."""
    numbers = re.findall(rf"\b(?:{view.lexicon['phase_words']})\s*(\d+)", text.lower())
    return [phase for number in dict.fromkeys(numbers) if (phase := view.record(f"phase/{number}"))]


def _moved_up(phase: Record, view: PathwayView) -> Statement:
    before = [each for each in view.of_kind(Kind.PHASE) if (each.phase or 0) < (phase.phase or 0)]
    text = view.prompts.say(
        "out_of_turn",
        name=phase.name,
        position=phase.phase,
        before=join([f"{each.name} ({count(each.weeks or 0, 'week')})" for each in before]),
    )
    return Statement(text, (phase.fact, *(each.fact for each in before)))


def _left_out(phase: Record, view: PathwayView) -> list[Statement]:
    text = view.prompts.say(
        "left_out", name=phase.name, position=phase.phase, weeks=count(phase.weeks or 0, "week")
    )
    return [
        Statement(text, (phase.fact,)),
        Statement(view.prompts.say("left_out_known", position=phase.phase), ()),
    ]
