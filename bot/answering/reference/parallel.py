"""What several documents say of the same thing: one sentence of each, and by how much their figures differ.

Documents that answer one question answer it alike: "membership costs 58 euros a year", "the yearly fee is 36
euros". So the sentences are chosen together: near to the question, and near to each other. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.finding import Statement
from bot.answering.reference.prose import Ranked
from bot.language import has
from bot.measures.amounts import Amount
from bot.measures.numbers import with_amounts
from bot.prompts import Prompts

_LOOKED_AT = 8  # sentences of each document
_ALIKE = 0.5  # what likeness to the first document's sentence is worth beside a sentence's own score
_FITTING = 0.1  # what having the sort of thing asked for is worth beside it
_SAME, _LEAST_OF_SAME = 0.6, 0.1  # likeness of sentences that surely say the same; how sure one must be then
_AKIN, _MEAN_OF_AKIN = 0.4, 0.22  # of those that may; how sure they must be on average
_ROUGHLY = r"about|around|nearly|almost|roughly|some|over|under|only|just"
_PIECE = re.compile(r"[$€£]?\d[\d,.]*\d[\w%]*|[$€£]?\d[\w%]*|[^\W\d_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Aligned:
    """One sentence of each document; `likeness` is the mean of the others' cosines with the first."""

    told: tuple[Ranked, ...]
    likeness: float

    def answers(self, probability: Callable[[Ranked], float]) -> bool:
        """Whether they are surely what was asked of all of them."""
        sure = [probability(each) for each in self.told]
        same = self.likeness >= _SAME and max(sure) >= _LEAST_OF_SAME
        return same or (self.likeness >= _AKIN and sum(sure) / len(sure) >= _MEAN_OF_AKIN)


def align(
    rankings: Sequence[Sequence[Ranked]], embed: Callable[[Sequence[str]], NDArray[np.float32]]
) -> Aligned | None:
    """Return the sentences, one of each ranking, that fit the question and each other best.

    `embed` gives the unit vector of each text, shape (texts, dimensions). None for fewer than two rankings.
    """
    if len(rankings) < 2 or not all(rankings):
        return None
    near = [ranking[:_LOOKED_AT] for ranking in rankings]
    vectors = [embed([each.line.text for each in ranking]) for ranking in near]
    scores = [np.array([each.score + _FITTING * each.fits for each in ranking]) for ranking in near]
    found: list[tuple[float, Aligned]] = []
    for at, first in enumerate(near[0]):
        total, chosen, alike = float(scores[0][at]), [first], []
        for ranking, others, own in zip(near[1:], vectors[1:], scores[1:], strict=True):
            likeness = others @ vectors[0][at]
            together = own + _ALIKE * likeness
            best = int(together.argmax())
            total += float(together[best])
            chosen.append(ranking[best])
            alike.append(float(likeness[best]))
        found.append((total, Aligned(tuple(chosen), sum(alike) / len(alike))))
    return max(found, key=lambda each: each[0])[1]


def difference(question: str, told: Sequence[tuple[str, Ranked]], prompts: Prompts) -> Statement | None:
    """Return which of two subjects has the higher figure, and by how much; None where nothing is compared.

    Compared are the first figures of the sentences that have the same unit.
    """
    if len(told) != 2 or not has(prompts.reference["compares"], question):
        return None
    (subject, one), (other_subject, other) = told
    pair = _comparable(_figures(one.line.text), _figures(other.line.text))
    if pair is None:
        return None
    (figure, unit), (other_figure, _) = pair
    rests_on = (one.line.fact, other.line.fact)
    if figure == other_figure:
        return Statement(prompts.say("figures_equal", value=_written(figure, unit)), rests_on)
    less = has(prompts.reference["wants_less"], question)
    if (figure < other_figure) != less:
        subject, figure, other_figure = other_subject, other_figure, figure
    text = prompts.say(
        "figures_apart",
        subject=subject,
        value=_written(figure, unit),
        other=_written(other_figure, unit),
        difference=_written(abs(figure - other_figure), unit),
    )
    return Statement(text, rests_on)


def total(question: str, told: Sequence[Ranked], prompts: Prompts) -> Statement | None:
    """Return what the figures of two documents come to together; None where that is not asked."""
    if len(told) != 2 or not has(prompts.reference["adds_up"], question):
        return None
    one, other = told
    pair = _comparable(_figures(one.line.text), _figures(other.line.text))
    if pair is None:
        return None
    (figure, unit), (other_figure, _) = pair
    text = prompts.say(
        "figures_together",
        total=_written(figure + other_figure, unit),
        value=_written(figure, unit),
        other=_written(other_figure, unit),
    )
    return Statement(text, (one.line.fact, other.line.fact))


def apart(question: str, told: Sequence[Ranked], prompts: Prompts) -> Statement | None:
    """Return how far the figures of two sentences of one document lie apart; None where that is not asked."""
    if len(told) != 2 or not has(prompts.reference["how_far_apart"], question):
        return None
    one, other = told
    pair = _comparable(_figures(one.line.text), _figures(other.line.text))
    if pair is None or pair[0][0] == pair[1][0]:
        return None
    (figure, unit), (other_figure, _) = sorted(pair, reverse=True)
    text = prompts.say(
        "figures_apart_here",
        value=_written(figure, unit),
        other=_written(other_figure, unit),
        difference=_written(figure - other_figure, unit),
    )
    return Statement(text, (one.line.fact, other.line.fact))


def _figures(text: str) -> list[tuple[float, str]]:
    """Return the exact figures of a sentence with their units as they are written, "" for none."""
    pieces = with_amounts(_PIECE.findall(text))
    found = []
    for at, piece in enumerate(pieces):
        amount = piece.amount
        if amount is None or not amount.is_exact or re.match(r"an?\b", piece.low):
            continue
        after = pieces[at + 1].text if at + 1 < len(pieces) and pieces[at + 1].amount is None else ""
        found.append((amount.low, _unit(piece.text, amount, after)))
    return found


def _unit(said: str, amount: Amount, after: str) -> str:
    """Return the unit as it is written: of what no unit is known by, the word behind the figure."""
    if not amount.unit:
        return after.lower() if after.isalpha() else ""
    said = re.sub(rf"^(?:{_ROUGHLY}) ", "", said, flags=re.IGNORECASE)
    return re.sub(r"^[\d,.\s]+|^\w+ (?=\w)", "", said) if said[:1] not in "$€£" else said[:1]


def _comparable(
    ones: Sequence[tuple[float, str]], others: Sequence[tuple[float, str]]
) -> tuple[tuple[float, str], tuple[float, str]] | None:
    """Return the first figures of both that have the same unit."""
    for one in ones:
        for other in others:
            if one[1] and _singular(one[1]) == _singular(other[1]):
                return (one[0], max(one[1], other[1], key=len)), other
    return None


def _singular(unit: str) -> str:
    return unit.removesuffix("s")


def _written(figure: float, unit: str) -> str:
    number = f"{figure:,.10g}" if figure == int(figure) else f"{figure:.10g}"
    if unit in ("$", "€", "£"):
        return f"{unit}{number}"
    if unit == "%":
        return f"{number}%"
    return f"{number} {_singular(unit) if figure == 1 else unit}"
