"""One score from two: how near a chunk's meaning is, and how well its words match; and the best of many."""

import numpy as np
from numpy.typing import NDArray

# Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2022): a convex combination
# of scores, each divided by the best of its kind, beats reciprocal ranks, which throw the distances away.
_MEANING = 0.5


def fuse(cosine: NDArray[np.float32], bm25: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a score from 0 to 1 for each candidate; the arrays are parallel."""
    return _MEANING * _share(cosine) + (1 - _MEANING) * _share(bm25)


def largest(values: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Return where the `count` largest values stand, the largest first, and of equal ones the earlier."""
    if len(values) <= count:
        return np.argsort(-values, kind="stable")
    least = np.partition(values, -count)[-count]
    among = np.flatnonzero(values >= least)
    return among[np.argsort(-values[among], kind="stable")[:count]]


def _share(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    positive = np.maximum(scores, 0)
    best = positive.max(initial=0)
    shares: NDArray[np.float32] = positive / best if best > 0 else positive
    return shares
