"""What is measured of the sentences that are found, and of the replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .cases import PassageCase


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question: the sentences that were ranked, best first, and what the coach replied.

    `surety` is how surely the first answers, 0 to 1.
    """

    case: PassageCase
    sentences: tuple[str, ...]
    surety: float
    reply: str
    declined: bool


def found_among(outcomes: Sequence[Outcome], first: int) -> float:
    """Of the covered questions, the share with an answering sentence among the `first` ranked ones."""
    covered = [each for each in outcomes if each.case.covered]
    found = [any(map(each.case.is_answered_by, each.sentences[:first])) for each in covered]
    return sum(found) / max(1, len(found))


def told(outcomes: Sequence[Outcome]) -> float:
    """Of the covered questions, the share whose reply holds an answering sentence and claims to answer."""
    covered = [each for each in outcomes if each.case.covered]
    return sum(not o.declined and o.case.is_answered_by(o.reply) for o in covered) / max(1, len(covered))


def shown(outcomes: Sequence[Outcome]) -> float:
    """Of the covered questions, the share whose reply holds an answering sentence, be it with a warning."""
    covered = [each for each in outcomes if each.case.covered]
    return sum(o.case.is_answered_by(o.reply) for o in covered) / max(1, len(covered))


def false_answers(outcomes: Sequence[Outcome]) -> float:
    """Of the questions that are not covered, the share that is answered."""
    uncovered = [each for each in outcomes if not each.case.covered]
    return sum(not each.declined for each in uncovered) / max(1, len(uncovered))


def false_refusals(outcomes: Sequence[Outcome]) -> float:
    """Of the covered questions, the share that is declined."""
    covered = [each for each in outcomes if each.case.covered]
    return sum(each.declined for each in covered) / max(1, len(covered))


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return every metric by its name."""
    return {
        "first": found_among(outcomes, 1),
        "first_two": found_among(outcomes, 2),
        "told": told(outcomes),
        "shown": shown(outcomes),
        "false_answers": false_answers(outcomes),
        "false_refusals": false_refusals(outcomes),
    }
