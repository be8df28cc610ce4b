"""How high the chunks that hold the answer stand among those that the index returned.

Relevance is yes or no: a chunk is gold or it is not. `ranked` are chunk ids, best first; where nothing is
gold there is nothing to measure, and the caller leaves the question out.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def recall_at(ranked: Sequence[str], gold: Collection[str], k: int) -> float:
    """Return the share of `gold` among the first `k`; 0 where nothing is gold.

    More gold than `k` could not all be among them: the share is then of `k`.
    """
    wanted = {*gold}
    reachable = min(len(wanted), k)
    return len(wanted.intersection(ranked[:k])) / reachable if reachable else 0.0


def reciprocal_rank(ranked: Sequence[str], gold: Collection[str]) -> float:
    """Return 1 / the rank of the first gold chunk, from 1; 0 where there is none."""
    return next((1 / rank for rank, chunk_id in enumerate(ranked, start=1) if chunk_id in gold), 0.0)


def ndcg_at(ranked: Sequence[str], gold: Collection[str], k: int = 10) -> float:
    """Return the normalised discounted cumulative gain of the first `k` (Järvelin & Kekäläinen 2002), 0 to 1.

    A gold chunk at rank r gains 1 / log2(r + 1), once; 1 is what an order with all gold first would gain.
    """
    wanted = {*gold}
    gained = sum(
        _discount(rank)
        for rank, chunk_id in enumerate(dict.fromkeys(ranked[:k]), start=1)
        if chunk_id in wanted
    )
    best = sum(_discount(rank) for rank in range(1, min(len(wanted), k) + 1))
    return gained / best if best else 0.0


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)
