"""How likely a sentence answers a question, token by token: late interaction, as in ColBERT (Khattab 2020).

Each token of the question looks for the nearest token of the sentence, and counts by how much it tells. One
vector for a whole sentence blurs what this keeps: that the very thing asked for is spoken of. The tokens are
read by MiniLM with what it learnt of questions and their answers: `python -m eval.passages.train` writes the
weights beside this file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from bot.adapter import Adapter
from bot.embedding import Embedder, bundled_minilm
from bot.minilm import MiniLM

WEIGHTS = Path(__file__).with_name("late_interaction.safetensors")
_KEPT = 512  # texts whose token vectors are held in memory, about 40 kB each
_MOST_READERS = 2  # threads; with two the sixteen sentences of a question take 0.65 of the time of one
_ASIDE = re.compile(r"[^\w\s%$€£+#'’-]+")  # signs that ask for nothing

Vectors = NDArray[np.float32]


class LateInteraction:
    """Compares a question with texts. Threads may share it."""

    def __init__(self, embedder: Embedder, weights: Path = WEIGHTS) -> None:
        self._embedder = embedder
        self._path = weights
        self._read = lru_cache(maxsize=_KEPT)(self._read_anew)

    def answers(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how likely each text answers, as the logarithm of the odds; above 0: more than not."""
        telling, asked, whole = self._read(bare(question))
        by_token, by_whole, bias = self._weights["score"].tolist()
        found = _readers().map(self._read, texts)
        return [
            by_token * best_matches(telling, asked, said) + by_whole * float(whole @ other) + bias
            for _, said, other in found
        ]

    @cached_property
    def _weights(self) -> dict[str, Vectors]:
        return {name: array.astype(np.float32) for name, array in load_file(self._path).items()}

    @cached_property
    def _model(self) -> MiniLM:
        return bundled_minilm(self._embedder)

    @cached_property
    def _adapter(self) -> Adapter:
        return Adapter(self._weights)

    def _read_anew(self, text: str) -> tuple[Vectors, Vectors, Vectors]:
        """Return how much each token tells, the tokens' unit vectors, and that of the whole."""
        tokens = self._model.encode_tokens([text], self._adapter)[0]
        norms = np.linalg.norm(tokens.states, axis=1, keepdims=True)
        return tokens.states @ self._weights["telling"], tokens.states / norms, tokens.whole


@cache
def _readers() -> ThreadPoolExecutor:
    """Return the threads that read texts side by side: numpy lets go of the lock where it computes."""
    return ThreadPoolExecutor(min(_MOST_READERS, os.cpu_count() or 1), thread_name_prefix="reader")


def bare(question: str) -> str:
    """Return a question without the signs that ask for nothing."""
    return " ".join(_ASIDE.sub(" ", question).split())


def best_matches(telling: Vectors, asked: Vectors, said: Vectors) -> float:
    """Return the mean over the rows of `asked` of the best product with a row of `said`; 0 without rows.

    Each row counts by the exponential of how much it tells, shape (rows,).
    """
    if not len(asked) or not len(said):
        return 0.0
    shares = np.exp(telling - telling.max())
    return float((asked @ said.T).max(axis=1) @ shares / shares.sum())
