"""What is asked of a thing that is no more, or has another name: "when can I sit the exam?", "its new name?".

That it is gone is the answer, whatever else is not said of it.
"""

from __future__ import annotations

from bot.answering.attributes import asks_for_a_figure
from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.language import has

_LOOKED_AT = 3  # nearest statements
_SURE = 0.85  # score of one that is surely on the thing that is asked for
_NEAR = 0.6  # the same, where it says what the question asks for: a new name


def told(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the statement that what is asked for is no more; none where none says so, or for a mark."""
    if asks_for_a_figure(reading, view):
        return []
    gone = view.lexicon["gone"]
    pairs = (("asked", "held"), ("buys", "outdated"))
    held = [gone[says] for asks, says in pairs if has(gone[asks], reading.text)]
    found = lines.best(reading, most=_LOOKED_AT) if held else []
    said = [line for line in found if line.score >= _SURE and any(has(each, line.fact.text) for each in held)]
    return [state(line.fact) for line in said[:1]]


def renamed(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the statement that says what a thing is called now; none where that is not asked or not said."""
    if not has(view.lexicon["gone"]["new_name_asked"], reading.text):
        return []
    found = lines.best(reading)
    named = view.lexicon["ellipsis"]["new_name"]
    return [state(line.fact) for line in found if line.score >= _NEAR and has(named, line.fact.text)][:1]
