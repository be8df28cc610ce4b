"""What each part of the search is worth: rankings with and without it, over the same questions.

A cross-encoder is not among them: none comes along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain import Passage
from bot.index.fusion import fuse
from bot.language import content_stems

from .asking import gold_chunks, ranking_of
from .library import Library
from .outcome import Ranking
from .questions import COVERED, Question

_DEPTH = 96  # passages that each ranking puts into its own order
_SHOWN = 10
_AS_IT_IS = ("fused, what lists the fact first", "as the coach does")
_HEADING = 0.3  # what a heading with all words of the question adds to a fused score, which is 1 at most

Score = Callable[[str, Sequence[Passage]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Ablated:
    """One way to search: how passages are scored, what is searched, and what came of each question."""

    ranker: str
    searched: str
    rankings: Sequence[Ranking]


def ablate(library: Library, questions: Iterable[Question]) -> list[Ablated]:
    """Rank the passages of every question that a page answers, in every way."""
    asked = [question for question in questions if question.naming in COVERED]
    found: dict[tuple[str, str], list[Ranking]] = {
        (ranker, searched): [] for searched in _SEARCHED for ranker in RANKERS
    }
    for question in asked:
        gold = gold_chunks(library, question)
        for searched, within in _SEARCHED.items():
            document_ids = within(library, question)
            passages = library.index.search(question.text, k=_DEPTH, pathway_ids=document_ids or None)
            for ranker, score in RANKERS.items():
                order = np.argsort(-score(question.text, passages), kind="stable")[:_SHOWN]
                found[ranker, searched].append(ranking_of([passages[at] for at in order], gold))
        retrieved = ranking_of(library.retrieve(question.text, _SHOWN), gold)
        found.setdefault(_AS_IT_IS, []).append(retrieved)
    return [Ablated(*key, rankings) for key, rankings in found.items()]


def _dense(question: str, passages: Sequence[Passage]) -> NDArray[np.float32]:
    return np.array([passage.cosine for passage in passages], np.float32)


def _bm25(question: str, passages: Sequence[Passage]) -> NDArray[np.float32]:
    return np.array([passage.bm25 for passage in passages], np.float32)


def _fused(question: str, passages: Sequence[Passage]) -> NDArray[np.float32]:
    return fuse(_dense(question, passages), _bm25(question, passages))


def _with_headings(question: str, passages: Sequence[Passage]) -> NDArray[np.float32]:
    wanted = set(content_stems(question))
    held = [len(wanted & set(content_stems(passage.chunk.heading))) for passage in passages]
    shares = np.array(held, np.float32) / max(1, len(wanted))
    return (_fused(question, passages) + _HEADING * shares).astype(np.float32)


RANKERS: Mapping[str, Score] = {
    "dense": _dense,
    "BM25": _bm25,
    "fused": _fused,
    "fused, headings": _with_headings,
}
_SEARCHED: Mapping[str, Callable[[Library, Question], Sequence[str]]] = {
    "all pages": lambda library, question: (),
    "document resolved first": lambda library, question: library.resolve(question.text),
    "the right page given": lambda library, question: [question.document_id or ""],
}
