"""What Slack sends to the bot: events, clicks, commands. Sent until it is acknowledged, and recorded."""

from __future__ import annotations

import asyncio
import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from tests.local_slack.errors import Refused

Kind = Literal["events_api", "interactive", "slash_commands", "url_verification"]
Json = dict[str, Any]


@dataclass
class Attempt:
    """One sending of a delivery; the times are of time.monotonic()."""

    sent_at: float
    retry_num: int = 0
    retry_reason: str = ""
    acknowledged_at: float | None = None
    status: int | None = None  # of HTTP


@dataclass(eq=False)
class Delivery:
    """One thing that the bot has to be told, and what became of it."""

    kind: Kind
    payload: Json
    first_retry_num: int = 0
    attempts: list[Attempt] = field(default_factory=list)
    answer: Any = None  # what came back with the acknowledgement
    given_up: bool = False
    answer_refused: str = ""  # why Slack could not do what the answer says
    on_answer: Callable[[Any], None] | None = None

    @property
    def acknowledged(self) -> bool:
        return any(attempt.acknowledged_at is not None for attempt in self.attempts)

    @property
    def acknowledged_after_s(self) -> float | None:
        """From the first sending to the first acknowledgement."""
        times = [attempt.acknowledged_at for attempt in self.attempts if attempt.acknowledged_at is not None]
        return min(times) - self.attempts[0].sent_at if times else None

    @property
    def event(self) -> Json:
        """The event in it, or an empty one."""
        return dict(self.payload.get("event", {}))

    def acknowledge(self, attempt: Attempt, answer: Any, *, late: bool = False) -> None:
        """Take an acknowledgement. What a late one answers is not done: the person was shown a warning."""
        first = not self.acknowledged
        attempt.acknowledged_at = time.monotonic()
        if not first:
            return
        self.answer = answer
        if late or self.on_answer is None:
            return
        try:
            self.on_answer(answer)
        except Refused as refused:
            self.answer_refused = refused.error


class Carrier(Protocol):
    """Takes a delivery to the bot once: Socket Mode, or HTTP."""

    async def carry(self, delivery: Delivery, attempt: Attempt, patience_s: float) -> str:
        """Return why it was not acknowledged in time, as Slack words a retry's reason; "" if it was."""
        ...


class Deliveries:
    """Sends them, again if need be, and remembers all."""

    def __init__(self, carrier: Carrier, *, retry_delays_s: Sequence[float], patience_s: float) -> None:
        self.carrier = carrier
        self.all: list[Delivery] = []
        self._retry_delays_s = tuple(retry_delays_s)
        self._patience_s = patience_s
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def pending(self) -> int:
        """How many are still on their way."""
        return sum(not (delivery.acknowledged or delivery.given_up) for delivery in self.all)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    async def stop(self) -> None:
        self._loop = None
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def send(self, delivery: Delivery) -> Delivery:
        """Start to deliver; may be called from any thread."""
        if self._loop is None:
            raise RuntimeError("The local Slack is not running.")
        self.all.append(delivery)
        self._loop.call_soon_threadsafe(self._begin, self._deliver(delivery))
        return delivery

    def again(self, delivery: Delivery, payload: Json, retry_num: int) -> Delivery:
        """Send what was sent before once more, as a delivery of its own."""
        return self.send(Delivery(delivery.kind, copy.deepcopy(payload), first_retry_num=retry_num))

    def _begin(self, delivering: Any) -> None:
        if self._loop is None:
            delivering.close()
            return
        task: asyncio.Task[None] = self._loop.create_task(delivering)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        reason = "http_timeout" if delivery.first_retry_num else ""
        # Only events are sent again: a person who clicks in vain is shown a warning instead.
        delays = (0.0, *self._retry_delays_s) if delivery.kind == "events_api" else (0.0,)
        for number, delay_s in enumerate(delays):
            await asyncio.sleep(delay_s)
            if delivery.acknowledged:
                return
            attempt = Attempt(time.monotonic(), delivery.first_retry_num + number, reason)
            delivery.attempts.append(attempt)
            reason = await self.carrier.carry(delivery, attempt, self._patience_s)
            if not reason:
                return
            if reason == "no_retry":
                break
        delivery.given_up = not delivery.acknowledged
