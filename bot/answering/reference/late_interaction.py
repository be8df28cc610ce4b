"""How near a question is to a sentence, token by token: late interaction, as in ColBERT (Khattab 2020).

Each token of the question looks for the nearest token of the sentence. One vector for a whole sentence blurs
what this keeps: that the very thing asked for is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.embedding import Embedder

_KEPT = 512  # texts whose token vectors are held in memory, about 40 kB each
_ASIDE = re.compile(r"[^\w\s%$€£+#'’-]+")  # signs that ask for nothing

Vectors = NDArray[np.float32]


class LateInteraction:
    """Compares a question with texts. Threads may share it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._tokens = lru_cache(maxsize=_KEPT)(self._embed)

    def likeness(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return for each text the mean, over the question's tokens, of the best cosine with one of its."""
        asked = self._tokens(" ".join(_ASIDE.sub(" ", question).split()))
        return [mean_of_best(asked, self._tokens(text)) for text in texts]

    def _embed(self, text: str) -> Vectors:
        return self._embedder.embed_tokens([text])[0]


def mean_of_best(asked: Vectors, said: Vectors) -> float:
    """Return the mean over the rows of `asked` of the best product with a row of `said`; 0 without rows."""
    if not len(asked) or not len(said):
        return 0.0
    return float((asked @ said.T).max(axis=1).mean())
