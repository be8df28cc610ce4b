"""What became of a message, kept in the inbox: it was answered, or never will be, or is tried again later."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import Literal

from bot.channels.slack.serving.metrics import Metrics
from bot.clock import system_clock
from bot.domain import InboxItem, InboxStatus
from bot.errors import NotSent, StorageError
from bot.store.inbox import Inbox

_AGAIN_AFTER, _GIVE_UP = timedelta(seconds=30), timedelta(minutes=30)  # of what Slack did not take
_SETTLE_AGAIN_S = 1.0
_log = logging.getLogger(__name__)

Outcome = Literal["answered", "stopped", "apologised", "lost", "put off"]


class Settling:
    """Settles the messages that `claimed_by` holds, once it is known what became of them, and counts them."""

    def __init__(self, inbox: Inbox, metrics: Metrics, *, claimed_by: str) -> None:
        self._inbox, self._metrics, self._claimed_by = inbox, metrics, claimed_by

    async def settle(self, item: InboxItem, outcome: Outcome) -> None:
        """Settle it as soon as the store can: what was shown would be shown again."""
        while True:
            try:
                return await self._settle(item, outcome)
            except StorageError as error:
                _log.warning("A reply waits to be settled: %s", error)
                await asyncio.sleep(_SETTLE_AGAIN_S)

    async def _settle(self, item: InboxItem, outcome: Outcome) -> None:
        now = system_clock()
        if outcome == "put off":
            await asyncio.to_thread(
                self._inbox.put_off, item.item_id, claimed_by=self._claimed_by, until=now + _AGAIN_AFTER
            )
            return
        status = InboxStatus.APOLOGISED if outcome in ("apologised", "lost") else InboxStatus.ANSWERED
        await asyncio.to_thread(self._inbox.finish, item.item_id, status, at=now)
        self._metrics.questions.labels(outcome).inc()


def outcome_of(item: InboxItem, error: NotSent) -> Outcome:
    """Return what becomes of a reply that Slack did not take: it is shown later, but not for ever."""
    _log.warning("A reply did not get through: %s", error)
    return "lost" if system_clock() - item.received_at > _GIVE_UP else "put off"
