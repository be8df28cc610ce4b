"""Puts the cases of a half to a coach, one after the other, each by a person and in a thread of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from bot.domain import Chunk, Composer, Message, Reply
from bot.errors import CoachError

from .cases import Case
from .metrics import FAILED, Outcome


class Replies(Protocol):
    """Whatever answers messages: the coach, or a scripted one in tests."""

    def reply(self, message: Message) -> Reply:
        """Return the reply to one message."""


def ask_cases(
    coach: Replies,
    cases: Iterable[Case],
    *,
    chunk_of: Callable[[str], Chunk | None],
    composer: Composer | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of every case, in order. `chunk_of` finds a cited chunk by its id."""
    for case in cases:
        yield _ask(coach, case, chunk_of, composer)


def in_conversation(cases: Iterable[Case]) -> list[Case]:
    """Return the cases that stand alone, each after the question of the one before, in the same thread."""
    alone = [case for case in cases if not case.history]
    return [
        replace(case, case_id=f"{case.case_id}-later", history=(before.question,))
        for before, case in zip(alone[-1:] + alone, alone, strict=False)
    ]


def _ask(
    coach: Replies, case: Case, chunk_of: Callable[[str], Chunk | None], composer: Composer | None
) -> Outcome:
    thread_id = None
    try:
        for text in case.history:
            thread_id = coach.reply(_message(case, text, thread_id, composer)).thread_id
        started_s = time.perf_counter()
        reply = coach.reply(_message(case, case.question, thread_id, composer))
        elapsed_ms = 1000 * (time.perf_counter() - started_s)
    except CoachError as error:  # a question that cannot be answered is a wrong reply, not the end of the run
        return Outcome(case, Reply(text=f"{type(error).__name__}: {error}", action=FAILED), elapsed_ms=0.0)
    chunks = {citation.chunk_id: chunk_of(citation.chunk_id) for citation in reply.citations}
    cited = {chunk_id: chunk for chunk_id, chunk in chunks.items() if chunk is not None}
    return Outcome(case, reply, elapsed_ms=elapsed_ms, cited=cited)


def _message(case: Case, text: str, thread_id: str | None, composer: Composer | None) -> Message:
    return Message(text=text, person_id=case.case_id, thread_id=thread_id, composer=composer)
