"""Questions asked of the coach, timed, with what its model was asked for each."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import Any, Protocol

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import LLMResult

from bot.domain import Message, ReplyEvent


class Answering(Protocol):
    """What is asked: a coach."""

    def stream(self, message: Message, *, stop: Event) -> Iterator[ReplyEvent]:
        """Yield sentences, then the finished reply; `stop` ends it."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer. `first_s` is until its first sentence; `written` says that the model wrote of it."""

    question: str
    first_s: float
    total_s: float
    written: bool
    thread_id: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """What the model was asked, and how many tokens it wrote."""

    messages: Sequence[BaseMessage]
    tokens: int


def ask(
    coach: Answering,
    question: str,
    *,
    pathway_id: str | None = None,
    thread_id: str | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Asked:
    """Ask, and wait for the whole answer. Raises CoachError."""
    message, stop = Message(question, thread_id=thread_id, pathway_id=pathway_id), Event()
    begun, first, reply = clock(), None, None
    with _stopped_by_interrupt(stop):
        for event in coach.stream(message, stop=stop):
            first = clock() if first is None else first
            reply = event.reply or reply
    assert first is not None  # a stream has a last event
    assert reply is not None
    written = reply.usage.completion_tokens > 0
    return Asked(question, first - begun, clock() - begun, written, reply.thread_id)


@dataclass
class Recorder(BaseCallbackHandler):
    """Keeps what a chat model is asked, and how much it writes; `take` hands it over."""

    _asked: list[BaseMessage] = field(default_factory=list)
    _calls: list[Call] = field(default_factory=list)

    def on_chat_model_start(self, serialized: Any, messages: list[list[BaseMessage]], **_: Any) -> None:
        """Note the messages."""
        self._asked = list(messages[0])

    def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        """Note how many tokens came of them."""
        message = getattr(response.generations[0][0], "message", None)
        usage = message.usage_metadata if isinstance(message, AIMessage) else None
        self._calls.append(Call(self._asked, usage["output_tokens"] if usage else 0))

    def take(self) -> list[Call]:
        """Return the calls since this was asked last."""
        calls, self._calls = self._calls, []
        return calls


@contextmanager
def _stopped_by_interrupt(stop: Event) -> Iterator[None]:
    """Have Ctrl-C stop the model, too: what asks it goes on in a thread, and would be waited for."""
    if current_thread() is not main_thread():
        yield
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        stop.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
