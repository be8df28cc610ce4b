"""Learning from labelled examples: kernel ridge regression, in closed form and deterministic.

A text becomes its sentence vector, the cues that it gives and its hashed words and word pairs. What labels
mean is the router's, and the reader's of acts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.embedding import Embedder
from bot.language import stem, words
from bot.vectors import kept_array

_CUE_WEIGHT = 0.35
_WORD_WEIGHT = 0.5
_WORD_BUCKETS = 256
_RIDGE = 0.1
_WIDTH = 0.6  # exponent of the Gaussian kernel; both chosen by leave-one-out on the router's examples

Vector = NDArray[np.float32]
Cues = Callable[[str], Sequence[bool]]


class Learner:
    """Scores texts for several labels at once. Fitted once from examples, and kept."""

    def __init__(
        self,
        name: str,
        texts: Sequence[str],
        targets: NDArray[np.float32],
        *,
        cues: Cues,
        embedder: Embedder,
        cache: Path | None,
        before_fitting: Callable[[], None] = lambda: None,
    ) -> None:
        """`targets` has shape (len(texts), labels); `name` changes with whatever the fit depends on.

        `before_fitting` is called where no fit is kept in `cache`.
        """
        self._cues = cues
        self._embedder = embedder

        def fit() -> Vector:
            before_fitting()
            return self._fit(texts, targets)

        self._fitted = kept_array(name, fit, folder=cache, once=True)

    def scores(self, text: str, vector: Vector | None = None) -> list[float]:
        """Return a score for each label: about 1 for a clear case, 0 for none; they are not probabilities.

        `vector` is the text's embedding where the caller has it already.
        """
        if vector is None:
            vector = self._embedder.embed([text])[0]
        row = self._features(text, vector)
        width = row.shape[0]
        near = np.exp(-_WIDTH * ((self._fitted[:, :width] - row) ** 2).sum(axis=1))
        return [float(score) for score in near @ self._fitted[:, width:]]

    def _features(self, text: str, vector: Vector) -> Vector:
        lower = text.lower()
        bag = np.zeros(_WORD_BUCKETS)
        tokens = [stem(word) for word in words(lower)]
        for gram in {*tokens, *(f"{a} {b}" for a, b in pairwise(tokens))}:
            bag[int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=4).digest()) % _WORD_BUCKETS] = 1.0
        bag /= max(1.0, float(np.linalg.norm(bag)))
        cues = np.array(self._cues(lower), float)
        return np.concatenate((vector, _CUE_WEIGHT * cues, _WORD_WEIGHT * bag)).astype(np.float32)

    def _fit(self, texts: Sequence[str], targets: NDArray[np.float32]) -> Vector:
        """Return, for each example, its features and its weight for each label."""
        vectors = self._embedder.embed(texts)
        features = np.stack([self._features(text, v) for text, v in zip(texts, vectors, strict=True)])
        squares = (features**2).sum(axis=1)
        kernel = np.exp(-_WIDTH * (squares[:, None] + squares[None, :] - 2 * features @ features.T))
        kernel[np.diag_indices_from(kernel)] += _RIDGE
        return np.concatenate([features, np.linalg.solve(kernel, targets)], axis=1)
