"""The one crossing between Slack's event loop and the coach, which answers in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bot.coach import Coach
from bot.domain import Message, ReplyEvent


@dataclass
class Stop:
    """Ends an answer: what was written by then is the reply. `late` says that its time was over."""

    event: threading.Event = field(default_factory=threading.Event)
    late: bool = False

    def set(self, *, late: bool = False) -> None:
        """Stop it; the first reason counts."""
        if not self.event.is_set():
            self.late = late
            self.event.set()


async def ask(
    coach: Coach,
    message: Message,
    *,
    stop: Stop,
    threads: ThreadPoolExecutor,
    limit_s: float,
    pause_s: float,
) -> AsyncIterator[ReplyEvent | None]:
    """Yield the events of a reply; None where none came for `pause_s`. Raises CoachError.

    After `limit_s` the answer is stopped.
    """
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[ReplyEvent | BaseException | None] = asyncio.Queue()

    def put(event: ReplyEvent | BaseException | None) -> None:
        loop.call_soon_threadsafe(events.put_nowait, event)

    def answer() -> None:
        try:
            for event in coach.stream(message, stop=stop.event):
                put(event)
            put(None)
        except BaseException as error:
            put(error)

    timer = loop.call_later(limit_s, lambda: stop.set(late=True))
    threads.submit(answer)
    try:
        while True:
            try:
                event = await asyncio.wait_for(events.get(), pause_s)
            except TimeoutError:
                yield None
                continue
            if event is None:
                return
            if isinstance(event, BaseException):
                raise event
            yield event
    finally:
        timer.cancel()
        stop.set()  # whoever no longer listens wants no more of it
