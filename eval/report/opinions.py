"""From another model's ratings to what a page shows of them."""

from __future__ import annotations

from collections.abc import Sequence

from ..judge.judging import Rating
from ..metrics import interval
from .page import Figure, Opinions

_WORST, _BEST = 1, 5


def opinions_of(judge: str, title: str, ratings: Sequence[Rating | None]) -> Opinions:
    """Return the mean ratings with their intervals, and how many of the model's answers held none."""
    given = [rating for rating in ratings if rating is not None]
    return Opinions(
        judge=judge,
        title=title,
        figures=(
            _mean("faithful", [rating.faithful for rating in given]),
            _mean("helpful", [rating.helpful for rating in given]),
            Figure("replies rated", len(given)),
            Figure("answers without a rating", len(ratings) - len(given)),
        ),
    )


def _mean(name: str, values: Sequence[int]) -> Figure:
    # As shares of the scale: all the worst or all the best still leaves it open what others would get.
    shares = [(value - _WORST) / (_BEST - _WORST) for value in values]
    bounds = interval(shares)
    if bounds is None:
        return Figure(name, None)
    low, high = (_WORST + (_BEST - _WORST) * end for end in (bounds.low, bounds.high))
    return Figure(name, sum(values) / len(values), low, high)
