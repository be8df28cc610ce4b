"""Weeks said in months: "36 weeks is how many months?", "how many months is C++?".

Not for how long the move takes, which pathways give in months themselves: lookup.py.
"""

from __future__ import annotations

from bot.answering.finding import Statement
from bot.answering.reading import Reading
from bot.answering.view import PathwayView
from bot.domain import Fact
from bot.language import has
from bot.pathways.grammar import count

_ASKED = r"how many months|in months"
_ELSEWHERE = (
    r"after|until|till|before|into|left|start\w*|begin\w*|from now"  # a time on the way, and no length
)
_MONTHS_A_YEAR, _WEEKS_A_YEAR = 12, 52


def in_months(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return the weeks that a question names, or of the one thing that it names, in months; else nothing."""
    if not has(_ASKED, reading.text) or has(_ELSEWHERE, reading.text):
        return []
    said = [figure for figure in reading.figures if figure.unit == "week" and figure.low == figure.high]
    timed = [record for record in reading.subjects if record.weeks]
    if len(said) == 1 and len(reading.figures) == 1:
        return [_converted(int(said[0].low), (), view)]
    alike = len({record.weeks for record in timed}) == 1  # a skill and the phase of its name
    return [_converted(timed[0].weeks or 0, timed[0].facts[:1], view)] if alike and not said else []


def _converted(weeks: int, rests_on: tuple[Fact, ...], view: PathwayView) -> Statement:
    months = f"{weeks * _MONTHS_A_YEAR / _WEEKS_A_YEAR:.1f}".removesuffix(".0")
    return Statement(view.prompts.say("in_months", weeks=count(weeks, "week"), months=months), rests_on)
