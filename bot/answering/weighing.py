"""What to weigh before the move: facts for and against it, where no document can tell somebody what to do."""

from __future__ import annotations

from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.lines import Lines
from bot.answering.lookup import ended
from bot.answering.reading import Reading
from bot.answering.records import Kind, listed
from bot.answering.telling import opened
from bot.answering.view import PathwayView
from bot.domain import Fact
from bot.language import has

_ASKS = r"should|shall|must|do|is|would|will|whether|worth|better"


def to_weigh(view: PathwayView) -> list[Fact]:
    """Return what to weigh before the move: what it builds on, how hard and long it is, pay and demand."""
    names = ("overview", "difficulty", "duration", "salary", "demand")
    records = [view.record(f"fact/{name}") for name in names]
    return [record.fact for record in records if record]


def worth(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """What to weigh where somebody asks whether the move is worth it, or what to do with their job."""
    weighed = [state(fact) for fact in to_weigh(view)]
    return opened("yours_to_decide", weighed, view) if has(_ASKS, reading.text) else weighed


def pros_and_cons(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """What speaks for the move and what against it, each as a list."""
    sides = (("pros", (Kind.LOVE,)), ("cons", (Kind.MISS, Kind.CHALLENGE)))
    told = [(view.prompts.say(name), view.of_kind(*kinds)) for name, kinds in sides]
    return [
        enumerate_facts(lead, listed(found), [ended(r.name) for r in found]) for lead, found in told if found
    ]
