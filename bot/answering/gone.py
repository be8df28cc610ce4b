"""What is asked of a thing that is no more: "when can I sit the exam?", where a statement says it was closed.

That it is gone is the answer, whatever else is not said of it.
"""

from __future__ import annotations

from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.language import has

_LOOKED_AT = 3  # nearest statements
_SURE = 0.85  # score of one that is surely on the thing that is asked for


def told(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the statement that the thing asked for is no more; none where none says so of it."""
    gone = view.lexicon["gone"]
    if not has(gone["asked"], reading.text):
        return []
    found = lines.best(reading, most=_LOOKED_AT)
    said = [line for line in found if line.score >= _SURE and has(gone["held"], line.fact.text)]
    return [state(line.fact) for line in said[:1]]
