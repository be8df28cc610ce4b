"""What the pathway notes of a thing, where that answers: "which year did they close the exam?".

Notes are prose beside the fields of a pathway: whose book it is, what was closed or superseded. What MiniLM
learnt of questions and sentences that answer them judges which does (reference/late_interaction.py).
"""

from __future__ import annotations

import re

from bot.answering.attributes import asked_for, says
from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.view import PathwayView
from bot.language import has

_NEAR = 0.5  # score of a statement whose note may answer
_LOOKED_AT = 6  # nearest statements
_SURE = 1.0  # logarithm of the odds that a sentence answers
_THINGS = (Kind.RESOURCE, Kind.TITLE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def told(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the statement whose note answers; none where none surely does, or strange things are named."""
    if reading.strange:
        return []
    wanted, noted = asked_for(reading, view), view.lexicon["noted"]
    found = [line for line in lines.best(reading, least=_NEAR, most=_LOOKED_AT) if has(noted, line.fact.text)]
    odds = {
        line.fact: _odds(reading.text, line.fact.text, lines)
        for line in found
        if says(line.fact.text, wanted)
    }
    best = max(odds, key=odds.__getitem__, default=None)
    return [state(best)] if best is not None and odds[best] >= _SURE else []


def advised(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return the statement that notes something of a thing, where one asks whether to take it; else nothing.

    "Will the Primer Plus do?", "anything to look at before I pay for that course?".
    """
    asks = reading.asking or reading.text
    weighs = has(view.lexicon["weighs"], asks) and not any(word in asks.lower() for word in reading.strange)
    things = [each for each in reading.named(*_THINGS) if any(has("note:", fact.text) for fact in each.facts)]
    if not weighs or len(things) != 1 or asked_for(reading, view):
        return []
    return [state(fact) for fact in things[0].facts if has("note:", fact.text)][:1]


def asked(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the statement that says what is asked for of a thing, such as its publisher; else nothing."""
    return told(reading, view, lines) if asked_for(reading, view) else []


def _odds(question: str, text: str, lines: Lines) -> float:
    """Return the best odds of a text as a whole and of its sentences."""
    return max(lines.late.answers(question, [text, *_SENTENCE.split(text)]))
