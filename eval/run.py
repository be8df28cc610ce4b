"""Puts cases to a coach, one after the other, each by a person and in a thread of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from bot.domain import Chunk, Composer, Message, Reply
from bot.errors import CoachError

from .cases import Case
from .gold import gold_chunks
from .metrics import FAILED, Outcome


class Replies(Protocol):
    """Whatever answers messages: the coach, or a scripted one in tests."""

    def reply(self, message: Message) -> Reply:
        """Return the reply to one message."""


@dataclass(frozen=True)
class Subject:
    """The coach that is asked, and what it answers from.

    `search` returns the ids of the chunks that the index finds for a query, best first.
    """

    coach: Replies
    chunks: Sequence[Chunk] = ()
    titles: tuple[str, ...] = ()
    search: Callable[[str], Sequence[str]] = lambda query: ()

    @cached_property
    def by_id(self) -> dict[str, Chunk]:
        """The chunks by their ids."""
        return {chunk.chunk_id: chunk for chunk in self.chunks}


def ask_cases(
    subject_of: Callable[[Case], Subject], cases: Iterable[Case], *, composer: Composer | None = None
) -> Iterator[Outcome]:
    """Yield the outcome of every case, in order, each asked of its subject."""
    for case in cases:
        yield _ask(subject_of(case), case, composer)


def in_conversation(cases: Iterable[Case]) -> list[Case]:
    """Return the cases that stand alone, each after the question of the one before, in the same thread."""
    alone = [case for case in cases if not case.history]
    return [
        replace(case, case_id=f"{case.case_id}-later", history=(before.question,))
        for before, case in zip(alone[-1:] + alone, alone, strict=False)
    ]


def _ask(subject: Subject, case: Case, composer: Composer | None) -> Outcome:
    thread_id = None
    try:
        for text in case.history:
            thread_id = subject.coach.reply(_message(case, text, thread_id, composer)).thread_id
        started_s = time.perf_counter()
        reply = subject.coach.reply(_message(case, case.question, thread_id, composer))
        elapsed_ms = 1000 * (time.perf_counter() - started_s)
    except CoachError as error:  # a question that cannot be answered is a wrong reply, not the end of the run
        return Outcome(case, Reply(text=f"{type(error).__name__}: {error}", action=FAILED), elapsed_ms=0.0)
    cited = {each.chunk_id: subject.by_id.get(each.chunk_id) for each in reply.citations}
    gold = gold_chunks(case, subject.chunks)
    return Outcome(
        case,
        reply,
        elapsed_ms=elapsed_ms,
        cited={chunk_id: chunk for chunk_id, chunk in cited.items() if chunk is not None},
        gold=gold,
        ranked=tuple(subject.search(case.question)) if gold else (),
        titles=subject.titles,
    )


def _message(case: Case, text: str, thread_id: str | None, composer: Composer | None) -> Message:
    return Message(text=text, person_id=case.case_id, thread_id=thread_id, composer=composer)
