"""What does a message want? A topic and an operation, learnt from the examples of prompts/routes.yaml.

Fitted when the index is built (up to a minute) and kept. It knows no pathway: names are masked by the caller.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from bot.embedding import Embedder
from bot.language import has
from bot.learning import Learner
from bot.prompts import Prompts

SCOPES = ("inside", "outside")  # what pathways and small talk hold, and what they do not
_OUTSIDE = frozenset({"uncovered", "offtopic"})
_VERSION = 4  # raise when the features change


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
    """Return the folder for what is fitted to examples: the same for every home, since it depends on none."""
    return user_cache_path("pathcoach", appauthor=False)


class Router:
    """Reads the wish of a message. Fitted once from the examples, which takes about half a minute."""

    def __init__(
        self,
        prompts: Prompts,
        embedder: Embedder,
        *,
        cache: Path | None = None,
        before_fitting: Callable[[], object] = lambda: None,
    ) -> None:
        """`before_fitting` is called where no fitted router is kept in `cache`."""
        self._patterns = _cue_patterns(prompts.lexicon)
        examples = prompts.route_examples
        self._topics = sorted({example.topic for example in examples})
        self._operations = sorted({example.operation for example in examples})
        target = [
            [e.topic == name for name in self._topics]
            + [e.operation == name for name in self._operations]
            + [(e.topic in _OUTSIDE) == (name == "outside") for name in SCOPES]
            for e in examples
        ]
        key = hashlib.sha256(repr((_VERSION, embedder.digest, examples, self._patterns)).encode())
        self._learner = Learner(
            f"router-{key.hexdigest()[:24]}",
            [example.text for example in examples],
            np.array(target, np.float32),
            cues=self._cues,
            embedder=embedder,
            cache=cache,
            before_fitting=before_fitting,
        )

    def route(self, text: str, vector: NDArray[np.float32] | None = None) -> Route:
        """Return what `text` wants; `vector` is its embedding where the caller has it already."""
        scores = self._learner.scores(text, vector)
        named = dict(zip([*self._topics, *self._operations, *SCOPES], scores, strict=True))
        return _route(
            {name: named[name] for name in self._topics},
            {name: named[name] for name in self._operations},
            {name: named[name] for name in SCOPES},
        )

    def _cues(self, lower: str) -> list[bool]:
        cues = [has(pattern, lower) for pattern in self._patterns]
        return [*cues, bool(re.search(r"\d", lower)), lower.rstrip().endswith("?")]


def _cue_patterns(lexicon: Mapping[str, Any]) -> list[str]:
    """Return the patterns of the lexicon that the features rest on; a change of others needs no new fit."""
    groups = (lexicon[name] for name in ("cues", "importance", "horizon", "resource_kind"))
    patterns = [pattern for group in groups for pattern in group.values()]
    return [*patterns, *(lexicon[f"{name}_words"] for name in ("phase", "skill", "task", "role"))]


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
