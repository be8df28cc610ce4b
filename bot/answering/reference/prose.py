"""The sentences of a few known documents, ranked for a question, and whether the best one answers it.

For documents of which it is known that they are meant; which these are is handles.py's to say. The nearest by
their vectors and words are ranked again token by token. Whether a sentence answers is a logistic function of
evidence, its weights in prompts/reference.yaml.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.reference.late_interaction import LateInteraction
from bot.answering.reference.passages import units_of
from bot.answering.reference.sorts import holds, sorts_asked
from bot.domain import Chunk, Fact
from bot.embedding import Embedder
from bot.language import content_stems, has
from bot.prompts import Prompts
from bot.vectors import kept_vectors

ITEM = re.compile(r"^(?:[-*]|\d+\.) +")  # what opens the entry of a list
_SHORTEST = 12  # characters of a sentence that says something
_HEADING = 0.6  # what a word counts that only the heading of a sentence holds
_BESIDE = 0.35  # the same, only a sentence beside it
_KEPT = 512  # chunks whose vectors are held in memory
_RANKED_AGAIN = 16  # sentences
_SHARED_WORDS, _SORTS = 0.3, 0.25  # what shared words and a fitting sort are worth beside a vector's cosine
_ODDS = 25.0  # what the logarithm of odds is divided by to be as wide as a cosine
_SHARED_AGAIN = 0.1  # what shared words are worth beside odds by tokens
_REPORTED = 0.15  # what a sentence is set back by that says what the pathway has, not the document
_LABELLED = 0.3  # what a row is worth whose label the question says: "Firmware developer: 63,500 marks"
_LABEL = re.compile(r"([^:.!?]{3,60}): \S")
_UNSEEN = 0.5  # in how many sentences a word is taken to be that is in none


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a document, with the heading that it stands under and the words beside it."""

    text: str
    chunk: Chunk
    stems: frozenset[str]
    heading: frozenset[str]
    beside: frozenset[str]

    @property
    def fact(self) -> Fact:
        """The sentence as a fact, in its own words."""
        return Fact(self.text, self.chunk.chunk_id, self.text)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with what speaks for it; `score` does no more than order sentences for one question."""

    line: Line
    score: float
    cosine: float
    held: float  # share of the question's words, each by how rare it is, that the sentence and its place hold
    fits: float  # share of the sorts of thing asked for that it has; 0.5 where none is asked for
    odds: float = 0.0  # how likely it answers by its tokens, as the logarithm of the odds
    lead: float = 0.0  # how far its score is ahead of the next one's

    @property
    def evidence(self) -> dict[str, float]:
        """What speaks for the sentence as an answer, by name."""
        return {
            "cosine": self.cosine,
            "held": self.held,
            "lacks": float(self.fits == 0),
            "lead": self.lead,
            "odds": self.odds,
        }


class Prose:
    """Ranks sentences. Threads may share it."""

    def __init__(self, prompts: Prompts, embedder: Embedder, *, cache: Path | None) -> None:
        self._sorts: Mapping[str, Mapping[str, str]] = prompts.reference["sorts"]
        self._fitted: Mapping[str, float] = prompts.reference["prose"]
        self._pathway: str = prompts.reference["asks_pathway"]
        self._no_statement: str = prompts.reference["no_statement"]
        self._embedder = embedder
        self._cache = cache
        self._late = LateInteraction(embedder)
        self._read = lru_cache(maxsize=_KEPT)(self._vectors)

    def rank(self, question: str, chunks: Sequence[Chunk]) -> list[Ranked]:
        """Return the best 16 sentences of the chunks; the question is without the names of documents."""
        read = [self._read(chunk) for chunk in chunks]
        lines = [line for found, _ in read for line in found]
        if not lines:
            return []
        vectors = np.concatenate([found for _, found in read])
        wanted = _weights(set(content_stems(question)), lines)
        asked = sorts_asked(question, self._sorts)
        cosines = (vectors @ self._embedder.embed([question])[0]).tolist()
        found = [self._ranked(line, cos, wanted, asked) for line, cos in zip(lines, cosines, strict=True)]
        near = sorted(found, key=_by_score)[:_RANKED_AGAIN]
        odds = self._late.answers(question, [_placed(each.line) for each in near])
        said_in = set(content_stems(question))
        again = [
            replace(
                each,
                odds=said,
                score=self._score(each, said / _ODDS, _SHARED_AGAIN, 0)
                + _LABELLED * _labelled(each, said_in),
            )
            for each, said in zip(near, odds, strict=True)
        ]
        return _with_leads(sorted(again, key=_by_score))

    def probability(self, best: Ranked) -> float:
        """Return how surely a sentence answers the question that it was ranked for, 0 to 1."""
        logit = self._fitted["bias"] + sum(self._fitted[name] * v for name, v in best.evidence.items())
        return 1 / (1 + math.exp(-logit))

    def surety(self, ranked: Sequence[Ranked]) -> float:
        """Return how surely the first of ranked sentences answers, 0 where there are none."""
        return self.probability(ranked[0]) if ranked else 0.0

    def is_near(self, best: Ranked) -> bool:
        """Whether a sentence that is not sure enough is worth telling with a warning."""
        return self.probability(best) >= self._fitted["near"]

    def answers(self, best: Ranked, *, beside_another: bool = False) -> bool:
        """Whether a sentence is sure enough to be told as the answer.

        `beside_another`: another document answers the same question, so that this one likely does.
        """
        threshold = self._fitted["threshold_beside" if beside_another else "threshold"]
        return self.probability(best) >= threshold

    def lines_of(self, chunk: Chunk) -> list[Line]:
        """Return the sentences of a chunk that state something, in their order."""
        return [line for line in _lines(chunk) if not has(self._no_statement, line.text)]

    def _ranked(self, line: Line, cosine: float, wanted: Mapping[str, float], asked: Sequence[str]) -> Ranked:
        total = sum(wanted.values()) or 1.0
        held = sum(weight * _worth(word, line) for word, weight in wanted.items()) / total
        fits = [holds(line.text, self._sorts[name]) for name in asked]
        share = sum(fits) / len(fits) if fits else 0.5
        found = Ranked(line, 0.0, cosine, held, share)
        return replace(found, score=self._score(found, cosine, _SHARED_WORDS, _SORTS))

    def _score(self, found: Ranked, likeness: float, shared: float, sorts: float) -> float:
        """Return by what a sentence is ordered: likeness, with what shared words and sorts are worth."""
        reported = _REPORTED if has(self._pathway, found.line.text) else 0
        return likeness + shared * found.held + sorts * found.fits - reported

    def _vectors(self, chunk: Chunk) -> tuple[list[Line], NDArray[np.float32]]:
        lines = self.lines_of(chunk)
        if not lines:
            return [], np.zeros((0, self._embedder.dimensions), np.float32)
        return lines, kept_vectors([_placed(line) for line in lines], self._embedder, folder=self._cache)


def _labelled(ranked: Ranked, said: Set[str]) -> bool:
    """Whether a row has the sort of thing asked for, and a label all of whose words the question says."""
    label = _LABEL.match(ranked.line.text)
    own = set(content_stems(label[1])) if label else set()
    asked = ranked.fits == 1 or (ranked.fits > 0 and 2 * len(own) >= len(said))
    return asked and len(own) > 1 and own <= said


def _lines(chunk: Chunk) -> Iterable[Line]:
    heading = frozenset(content_stems(_heading(chunk)))
    texts = [ITEM.sub("", text).strip() for text in units_of(chunk.text)]
    stems = [frozenset(content_stems(text)) for text in texts]
    for at, text in enumerate(texts):
        if len(text) >= _SHORTEST and not text.startswith(("|", "#")):
            beside = frozenset().union(*stems[max(0, at - 1) : at + 2])
            yield Line(text, chunk, stems[at], heading, beside)


def _placed(line: Line) -> str:
    """Return a sentence behind its heading."""
    return f"{_heading(line.chunk)}: {line.text}"


def _with_leads(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return ranked sentences with how far each is ahead of the next."""
    scores = [each.score for each in ranked]
    following = [*scores[1:], scores[-1]] if scores else []
    return [replace(one, lead=one.score - then) for one, then in zip(ranked, following, strict=True)]


def _by_score(ranked: Ranked) -> float:
    return -ranked.score


def _heading(chunk: Chunk) -> str:
    """Return the heading of a chunk without the title before it."""
    return chunk.heading.rpartition(" › ")[2]


def _worth(word: str, line: Line) -> float:
    if word in line.stems:
        return 1.0
    if word in line.heading:
        return _HEADING
    return _BESIDE if word in line.beside else 0.0


def _weights(wanted: Iterable[str], lines: Sequence[Line]) -> dict[str, float]:
    """Return how much each word of a question tells, by in how many sentences it is."""
    held = Counter(word for line in lines for word in line.stems | line.heading)
    return {word: math.log(1 + len(lines) / (held[word] or _UNSEEN)) for word in wanted}
