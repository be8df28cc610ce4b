"""Searches for and asks each question, by a person and in a thread of its own."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

from bot.domain import Composer, Message, Passage, Reply
from bot.errors import CoachError

from ..metrics import FAILED
from .library import Library
from .outcome import Outcome, Ranking
from .questions import Question

_K = 10


def ask_questions(library: Library, questions: Iterable[Question]) -> Iterator[Outcome]:
    """Yield the outcome of every question, in order; replies are written without the model."""
    for question in questions:
        started_s = time.perf_counter()
        passages = library.retrieve(question.text, _K)
        search_ms = 1000 * (time.perf_counter() - started_s)
        ranking = ranking_of(passages, gold_chunks(library, question)) if question.document_id else None
        started_s = time.perf_counter()
        reply = _reply(library, question)
        yield Outcome(question, reply, ranking, search_ms, 1000 * (time.perf_counter() - started_s))


def gold_chunks(library: Library, question: Question) -> frozenset[str]:
    """Return the chunks of the page that state the fact: its quick facts, and whichever else repeats it."""
    document = library.index.documents[question.document_id or ""]
    return frozenset(
        chunk.chunk_id
        for chunk in document.chunks
        if any(question.fact.stands_in(line, question.spelt) for line in chunk.text.splitlines())
    )


def ranking_of(passages: Sequence[Passage], gold: frozenset[str]) -> Ranking:
    """Return what was found in its order."""
    return Ranking(
        tuple(passage.chunk.chunk_id for passage in passages),
        tuple(passage.chunk.pathway_id for passage in passages),
        gold,
    )


def _reply(library: Library, question: Question) -> Reply:
    message = Message(text=question.text, person_id=question.question_id, composer=Composer.EXTRACTIVE)
    try:
        return library.coach.reply(message)
    except CoachError as error:  # a question that cannot be answered is a wrong reply, not the end of the run
        return Reply(text=f"{type(error).__name__}: {error}", action=FAILED)
