"""What another language model thinks of replies, from 1 to 5: an opinion, on which no gate rests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..metrics import Outcome, reached

Ask = Callable[[str, str], str]  # instructions and a message in, the model's answer out
_PROMPT = Path(__file__).with_name("prompt.txt")
_SCALE = range(1, 6)


@dataclass(frozen=True, slots=True)
class Rating:
    """How faithful to its evidence and how helpful a reply is, each from 1 (not at all) to 5."""

    faithful: int
    helpful: int


def rate(outcomes: Iterable[Outcome], ask: Ask) -> Iterator[Rating | None]:
    """Yield the rating of every reply, in order; None where the model's answer holds none."""
    instructions = _PROMPT.read_text(encoding="utf-8")
    for outcome in outcomes:
        yield read_rating(ask(instructions, _described(outcome)))


def ratable(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the outcomes that have a reply: errors are nobody's to rate."""
    return [outcome for outcome in outcomes if reached(outcome.reply) is not None]


def read_rating(answer: str) -> Rating | None:
    """Return the last rating in a model's answer, which may think aloud or fence it; None without any."""
    for found in reversed(re.findall(r"\{[^{}]*\}", answer)):
        try:
            rated = json.loads(found)
        except json.JSONDecodeError:
            continue
        values = [rated.get(name) for name in ("faithful", "helpful")]
        if all(type(value) is int and value in _SCALE for value in values):
            return Rating(*values)
    return None


def _described(outcome: Outcome) -> str:
    case = outcome.case
    described: dict[str, str | Sequence[str]] = {
        "earlier": case.history,
        "question": case.question,
        "evidence": [f"{chunk.heading}\n{chunk.text}" for chunk in outcome.cited.values()],
        "reply": outcome.reply.text,
    }
    return json.dumps(described, ensure_ascii=False, indent=1)
