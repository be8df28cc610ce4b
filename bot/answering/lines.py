"""A pathway's statements as lines that a question can be held against: by meaning and by shared words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.attributes import asked_for, says
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.reference.late_interaction import LateInteraction
from bot.answering.view import PathwayView
from bot.domain import Fact
from bot.embedding import Embedder
from bot.language import STOPWORDS, has, stem, words
from bot.vectors import kept_vectors

# How much shared words, words that point at few statements, and the topic count beside the vectors' cosine.
_WORDS_SHARE, _ANCHOR, _TOPIC = 0.55, 0.1, 0.3

# Kinds whose statements put the same lead before every item ("One of the biggest challenges is …").
_ITEMS = frozenset({Kind.LOVE, Kind.MISS, Kind.CHALLENGE, Kind.TASK, Kind.ACTION})

# What the records of a kind speak to, and how much.
_SPEAKS_TO: dict[Kind, dict[str, float]] = {
    Kind.SKILL: {"how": 1.0, "skills": 0.7, "importance": 0.7, "duration": 0.5, "resources": 0.4},
    Kind.TRANSFERABLE: {"why": 1.0, "transferable": 1.0, "advice": 0.4, "overview": 0.2},
    Kind.PHASE: {"phases": 0.8, "duration": 0.5},
    Kind.TASK: {"tasks": 1.0, "phases": 0.5, "how": 0.3, "resources": 0.3},
    Kind.RESOURCE: {"resources": 1.0, "how": 0.3},
    Kind.LOVE: {"love": 1.0, "reality": 0.8, "advice": 0.6},
    Kind.MISS: {"miss": 1.0, "reality": 0.8, "advice": 0.6},
    Kind.CHALLENGE: {"challenges": 1.0, "difficulty": 0.6, "reality": 0.8, "advice": 0.6},
    Kind.ACTION: {"plan": 1.0, "tasks": 0.3},
    Kind.FACT: {"overview": 0.3, "advice": 0.2},
    Kind.QUESTION: {"salary": 0.5},
}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement found for a question: `coverage` is the share of the question's telling words in it."""

    fact: Fact
    record: Record
    score: float
    cosine: float
    coverage: float
    anchored: int  # how many of the question's anchors it holds
    bare: float  # cosine where neither it nor the question speaks of the roles
    says_it: bool  # it holds the price, the mark or the like where one is asked for


class Lines:
    """The statements of one pathway with their vectors."""

    def __init__(self, view: PathwayView, embedder: Embedder, cache: Path | None) -> None:
        self._view = view
        self._embedder = embedder
        self.late = LateInteraction(embedder)
        self._cache = cache
        self._nearness = lru_cache(maxsize=64)(self._compute_nearness)
        self._bare_nearness = lru_cache(maxsize=64)(self._compute_bare_nearness)
        self._named = lru_cache(maxsize=8)(self._vectors_of_names)
        self._roles = _role_names(view)
        self._role = {stem(w) for w in words(f"{view.pathway.from_role} {view.pathway.to_role}")}

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return kept_vectors([fact.text for fact, _ in self._view.facts], self._embedder, folder=self._cache)

    @cached_property
    def _bare_vectors(self) -> NDArray[np.float32]:
        texts = [
            self._without_roles(record.name if record.kind in _ITEMS else fact.text)
            for fact, record in self._view.facts
        ]
        return kept_vectors(texts, self._embedder, folder=self._cache)

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        return [
            frozenset(stem(word) for word in words(f"{fact.text} {record.name}"))
            for fact, record in self._view.facts
        ]

    @cached_property
    def _rarity(self) -> dict[str, float]:
        spread = Counter(token for tokens in self._stems for token in tokens)
        return {token: math.log(1 + len(self._stems) / count) for token, count in spread.items()}

    def warm(self) -> None:
        """Compute or load the vectors now."""
        _ = self._vectors, self._bare_vectors

    def bare_cosine(self, reading: Reading) -> float:
        """Return the nearest statement's cosine with the question where neither speaks of the roles."""
        return max(self._bare_nearness(reading.text, reading.asking or reading.text), default=0.0)

    def nearest_name(self, said: str, records: Sequence[Record]) -> tuple[Record, float, float] | None:
        """Return the record whose name is nearest to a few words, its cosine, and how far it is ahead."""
        if len(records) < 2:
            return None
        names = self._named(tuple(record.name for record in records))
        cosines = names @ self._embedder.embed([said])[0]
        first, second = np.argsort(cosines)[::-1][:2].tolist()
        return records[first], float(cosines[first]), float(cosines[first] - cosines[second])

    def _vectors_of_names(self, names: tuple[str, ...]) -> NDArray[np.float32]:
        return kept_vectors(list(names), self._embedder, folder=self._cache)

    def best(
        self, reading: Reading, *, kinds: Collection[Kind] | None = None, least: float = 0.0, most: int = 6
    ) -> list[Line]:
        """Return the statements nearest to the question, best first, with a score of `least` or more."""
        wanted = self._wanted(reading.text)
        total = sum(wanted.values()) or 1.0
        lines = []
        sought = asked_for(reading, self._view)
        bare_cosines = self._bare_nearness(reading.text, reading.asking or reading.text)
        for (fact, record), stems, cosine, bare in zip(
            self._view.facts, self._stems, self._cosines(reading), bare_cosines, strict=True
        ):
            if kinds is not None and record.kind not in kinds:
                continue
            coverage = sum(weight for token, weight in wanted.items() if token in stems) / total
            anchored = sum(token in stems for token in reading.anchors if token not in self._role)
            score = (
                cosine
                + _WORDS_SHARE * coverage
                + _ANCHOR * min(2, anchored)
                + _TOPIC * _expected(reading, record)
            )
            if score >= least:
                said = says(fact.text, sought)
                lines.append(Line(fact, record, score, cosine, coverage, anchored, bare, said))
        return sorted(lines, key=lambda line: -line.score)[:most]

    def _cosines(self, reading: Reading) -> list[float]:
        """Return each statement's cosine with the question, or its asking sentence where that is nearer."""
        return list(self._nearness(reading.text, reading.asking or reading.text))

    def _compute_nearness(self, text: str, asking: str) -> tuple[float, ...]:
        vectors = self._embedder.embed(list(dict.fromkeys([text, asking])))
        return tuple((self._vectors @ vectors.T).max(axis=1).tolist())

    def _compute_bare_nearness(self, text: str, asking: str) -> tuple[float, ...]:
        texts = [self._without_roles(part) for part in dict.fromkeys([text, asking])]
        return tuple((self._bare_vectors @ self._embedder.embed(texts).T).max(axis=1).tolist())

    def _without_roles(self, text: str) -> str:
        return " ".join(self._roles.sub(" ", text).split())

    def _wanted(self, text: str) -> dict[str, float]:
        """Return the question's telling stems with their weight: rare in the pathway much, roles little."""
        unseen = math.log(1 + len(self._stems))
        tokens = {stem(word) for word in words(text) if word not in STOPWORDS}
        return {
            token: self._rarity.get(token, unseen) * (0.2 if token in self._role else 1.0) for token in tokens
        }


def _role_names(view: PathwayView) -> re.Pattern[str]:
    """Match the names of both roles, and what is left of them without "engineer" or "developer"."""
    names = []
    for role in (view.pathway.to_role, view.pathway.from_role):
        core = " ".join(word for word in words(role) if not has(view.lexicon["job_nouns"], word))
        names += [rf"{re.escape(role)}s?", *([re.escape(core)] if core else [])]
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE)


def _expected(reading: Reading, record: Record) -> float:
    """Return how likely the question's topic is one that a record of this kind speaks to, 0 to 1."""
    scores = reading.route.topic_scores
    total = sum(
        max(0.0, scores.get(topic, 0.0)) * share for topic, share in _SPEAKS_TO.get(record.kind, {}).items()
    )
    if record.kind is Kind.FACT:
        total += max(0.0, scores.get(record.name, 0.0))
    return min(1.0, total)
