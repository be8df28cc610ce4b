"""What does a message want? A topic and an operation, learnt from the examples of prompts/routes.yaml.

Kernel ridge regression over sentence vectors, lexical cues and words: closed form and deterministic, fitted
when the index is built (up to a minute) and kept. It knows no pathway: names are masked by the caller.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from bot.embedding import Embedder
from bot.language import has, stem, words
from bot.prompts import Prompts
from bot.vectors import kept_array

SCOPES = ("inside", "outside")  # what pathways and small talk hold, and what they do not
_OUTSIDE = frozenset({"uncovered", "offtopic"})
_CUE_WEIGHT = 0.35
_WORD_WEIGHT = 0.5
_WORD_BUCKETS = 256
_RIDGE = 0.1
_WIDTH = 0.6  # exponent of the Gaussian kernel; both chosen by leave-one-out on the examples
_VERSION = 3  # raise when the features change


@dataclass(frozen=True, slots=True)
class Route:
    """What a message wants: the most likely topic and operation, and how every one of them scored.

    Scores are regression values: about 1 for a clear case, 0 for none; they are not probabilities.
    """

    topic: str
    operation: str
    topic_scores: Mapping[str, float]
    operation_scores: Mapping[str, float]
    scope_scores: Mapping[str, float]  # see SCOPES

    def mean(self, other: Route) -> Route:
        """Return the route by the mean of both routes' scores."""
        topics = {name: (score + other.topic_scores[name]) / 2 for name, score in self.topic_scores.items()}
        operations = {
            name: (s + other.operation_scores[name]) / 2 for name, s in self.operation_scores.items()
        }
        scopes = {name: (score + other.scope_scores[name]) / 2 for name, score in self.scope_scores.items()}
        return _route(topics, operations, scopes)


def router_cache() -> Path:
    """Return the folder where fitted routers are kept: the same for every home, since they depend on none."""
    return user_cache_path("pathcoach", appauthor=False)


class Router:
    """Reads the wish of a message. Fitted once from the examples, which takes about half a minute."""

    def __init__(
        self,
        prompts: Prompts,
        embedder: Embedder,
        *,
        cache: Path | None = None,
        before_fitting: Callable[[], None] = lambda: None,
    ) -> None:
        """`before_fitting` is called where no fitted router is kept in `cache`."""
        self._embedder = embedder
        self._lexicon = prompts.lexicon
        self._topics = sorted({example.topic for example in prompts.route_examples})
        self._operations = sorted({example.operation for example in prompts.route_examples})
        key = hashlib.sha256(
            repr((_VERSION, embedder.digest, prompts.route_examples, prompts.lexicon)).encode()
        )

        def fit() -> NDArray[np.float32]:
            before_fitting()
            return self._fit(prompts)

        self._fitted = kept_array(f"router-{key.hexdigest()[:24]}", fit, folder=cache, once=True)

    def route(self, text: str, vector: NDArray[np.float32] | None = None) -> Route:
        """Return what `text` wants; `vector` is its embedding where the caller has it already."""
        if vector is None:
            vector = self._embedder.embed([text])[0]
        row = self._features(text, vector)
        width = row.shape[0]
        near = np.exp(-_WIDTH * ((self._fitted[:, :width] - row) ** 2).sum(axis=1))
        scores = (near @ self._fitted[:, width:]).tolist()
        named = dict(zip([*self._topics, *self._operations, *SCOPES], scores, strict=True))
        return _route(
            {name: named[name] for name in self._topics},
            {name: named[name] for name in self._operations},
            {name: named[name] for name in SCOPES},
        )

    def _features(self, text: str, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the sentence vector, cues, hashed words and word pairs, and a constant."""
        lower = text.lower()
        groups = (
            self._lexicon["cues"],
            self._lexicon["importance"],
            self._lexicon["horizon"],
            self._lexicon["resource_kind"],
        )
        cues = [has(pattern, lower) for group in groups for pattern in group.values()]
        cues += [has(self._lexicon[f"{name}_words"], lower) for name in ("phase", "skill", "task", "role")]
        cues += [bool(re.search(r"\d", lower)), lower.rstrip().endswith("?")]
        bag = np.zeros(_WORD_BUCKETS)
        tokens = [stem(word) for word in words(lower)]
        for gram in {*tokens, *(f"{a} {b}" for a, b in pairwise(tokens))}:
            bag[int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=4).digest()) % _WORD_BUCKETS] = 1.0
        bag /= max(1.0, float(np.linalg.norm(bag)))
        parts = (vector, _CUE_WEIGHT * np.array(cues, float), _WORD_WEIGHT * bag)
        return np.concatenate(parts).astype(np.float32)

    def _fit(self, prompts: Prompts) -> NDArray[np.float32]:
        """Return, for each example, its features and its weight for each topic and operation."""
        examples = prompts.route_examples
        vectors = self._embedder.embed([example.text for example in examples])
        features = np.stack([self._features(e.text, v) for e, v in zip(examples, vectors, strict=True)])
        target = np.array(
            [
                [e.topic == name for name in self._topics]
                + [e.operation == name for name in self._operations]
                + [(e.topic in _OUTSIDE) == (name == "outside") for name in SCOPES]
                for e in examples
            ],
            np.float32,
        )
        squares = (features**2).sum(axis=1)
        kernel = np.exp(-_WIDTH * (squares[:, None] + squares[None, :] - 2 * features @ features.T))
        kernel[np.diag_indices_from(kernel)] += _RIDGE
        return np.concatenate([features, np.linalg.solve(kernel, target)], axis=1)


def _route(
    topics: Mapping[str, float], operations: Mapping[str, float], scopes: Mapping[str, float]
) -> Route:
    """Return the route with the likeliest topic and operation."""
    return Route(
        max(topics, key=topics.__getitem__),
        max(operations, key=operations.__getitem__),
        topics,
        operations,
        scopes,
    )
