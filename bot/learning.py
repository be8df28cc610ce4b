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
from bot.vectors import is_kept, kept_array

_CUE_WEIGHT = 0.35
_WORD_WEIGHT = 0.5
_WORD_BUCKETS = 256
_RIDGE = 0.1
_WIDTH = 0.6  # exponent of the Gaussian kernel; both chosen by leave-one-out on the router's examples
_AXES = 320  # features after a change of axes; with 300 as right as with all 688, cross-validated

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
        before_fitting: Callable[[], object] = lambda: None,
    ) -> None:
        """`targets` has shape (len(texts), labels); `name` changes with whatever the fit depends on.

        `before_fitting` is called where no fit is kept in `cache`, and may have it made and kept there.
        """
        self._cues = cues
        self._embedder = embedder
        if not is_kept(name, cache):
            before_fitting()
        fitted = kept_array(name, lambda: self._fit(texts, targets), folder=cache, once=True)
        width = fitted.shape[1] - targets.shape[1]
        self._examples, self._weights = fitted[: len(texts), :width], fitted[: len(texts), width:]
        self._mean, self._axes = fitted[len(texts), :width], fitted[len(texts) + 1 :, :width]
        self._squares = _squares(self._examples)

    def scores(self, text: str, vector: Vector | None = None) -> list[float]:
        """Return a score for each label: about 1 for a clear case, 0 for none; they are not probabilities.

        `vector` is the text's embedding where the caller has it already.
        """
        if vector is None:
            vector = self._embedder.embed([text])[0]
        row = (self._features(text, vector) @ self._axes - self._mean)[None]
        near = _kernel(row, _squares(row), self._examples, self._squares)[0]
        return [float(score) for score in near @ self._weights]

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
        """Return a row for each example, then one for their mean and one for each feature.

        A row begins with a place on the axes; that of an example goes on with its weight for each label.
        """
        vectors = self._embedder.embed(texts)
        features = np.stack([self._features(text, v) for text, v in zip(texts, vectors, strict=True)])
        axes = _principal_axes(features)
        mean = features.mean(axis=0) @ axes
        places = features @ axes - mean
        squares = _squares(places)
        kernel = _kernel(places, squares, places, squares)
        kernel[np.diag_indices_from(kernel)] += _RIDGE
        of_examples = np.concatenate([places, _solved(kernel, targets)], axis=1)
        others = np.concatenate([mean[None], axes])
        return np.concatenate([of_examples, np.pad(others, ((0, 0), (0, targets.shape[1])))])


def _principal_axes(features: Vector) -> Vector:
    """Return the directions in which features differ most, as columns."""
    _, axes = np.linalg.eigh(np.cov(features, rowvar=False))
    return np.ascontiguousarray(axes[:, ::-1][:, :_AXES], dtype=np.float32)


def _solved(kernel: Vector, targets: Vector) -> Vector:
    """Return the solution of a symmetric positive system, which is overwritten.

    numpy would copy it twice, in 64 bits: 500 MB more for thousands of examples.
    """
    from scipy.linalg import cho_factor, cho_solve  # takes its time, and only a fit wants it

    # Its transpose is itself, in the order of columns that can be overwritten.
    factor = cho_factor(kernel.T, lower=True, overwrite_a=True, check_finite=False)
    solved: Vector = cho_solve(factor, targets, check_finite=False)
    return solved


def _squares(rows: Vector) -> Vector:
    squares: Vector = np.einsum("ij,ij->i", rows, rows)
    return squares


def _kernel(rows: Vector, squares: Vector, others: Vector, other_squares: Vector) -> Vector:
    """Return how near each row is to each other one, 0 to 1; `squares` are their squared lengths.

    In place: of thousands of examples, each copy would take 100 MB in the fit, and 15 MB for a single text.
    """
    kernel: Vector = rows @ others.T
    kernel *= 2 * _WIDTH
    kernel -= _WIDTH * squares[:, None]
    kernel -= _WIDTH * other_squares
    return np.exp(kernel, out=kernel)
