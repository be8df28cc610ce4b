"""One answer on its way: made in a thread of its own, so that the keyboard is heard meanwhile."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING

from bot.domain import Message, ReplyEvent
from bot.errors import Cancelled

if TYPE_CHECKING:
    from bot.coach import Coach

_POLL_S = 0.1  # how soon a coach that still loads notices that it was stopped


class Answer:
    """The events of one reply, from a coach that may still be loading."""

    def __init__(self, loading: Future[Coach], message: Message) -> None:
        self._events: SimpleQueue[ReplyEvent | BaseException] = SimpleQueue()
        self._stop = threading.Event()
        threading.Thread(target=self._make, args=(loading, message), name="answer", daemon=True).start()

    def next_event(self, timeout_s: float | None = None) -> ReplyEvent | None:
        """Return the next event; None if there is none in time. Raises what went wrong."""
        try:
            event = self._events.get(timeout=timeout_s)
        except Empty:
            return None
        if isinstance(event, BaseException):
            raise event
        return event

    @contextmanager
    def stopped_by_interrupt(self) -> Iterator[None]:
        """Let Ctrl-C stop the answer in here; a second one is a KeyboardInterrupt. For the main thread."""

        def interrupt(number: int, frame: FrameType | None) -> None:
            if self._stop.is_set():
                raise KeyboardInterrupt
            self._stop.set()

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _make(self, loading: Future[Coach], message: Message) -> None:
        try:
            while not loading.done():
                wait([loading], timeout=_POLL_S)
                if self._stop.is_set():
                    raise Cancelled("The answer was stopped.")
            coach = loading.result()
            for event in coach.stream(message, stop=self._stop):
                self._events.put(event)
        except BaseException as error:
            self._events.put(error)
