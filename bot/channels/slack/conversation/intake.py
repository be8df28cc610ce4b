"""What comes in is kept before it is acknowledged, in one transaction with what else came meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.clock import system_clock
from bot.domain import InboxItem, Incoming
from bot.errors import StorageError
from bot.settable import SlackSettings
from bot.store import Store

_MOST = 200  # messages in one transaction


class Intake:
    """For one event loop. While one batch is kept, the next one gathers, in the order of its arrival."""

    def __init__(self, store: Store, *, claimed_by: str, settings: SlackSettings) -> None:
        self._store, self._claimed_by, self._settings = store, claimed_by, settings
        self._waiting: list[tuple[Incoming, asyncio.Future[InboxItem | None]]] = []
        self._keeping: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "intake")

    async def keep(self, incoming: Incoming) -> InboxItem | None:
        """Return the item that is kept from now on; None for what came before. Raises StorageError."""
        kept: asyncio.Future[InboxItem | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((incoming, kept))
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_all())
        return await kept

    async def settled(self, *, patience_s: float) -> None:
        """Wait until nothing is being kept; acknowledgements go before answers."""
        if self._keeping is not None:
            await asyncio.wait({self._keeping}, timeout=patience_s)

    def close(self) -> None:
        """Take no more."""
        self._thread.shutdown(wait=False)

    async def _keep_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                await self._keep_batch(batch)
        finally:
            self._keeping = None

    async def _keep_batch(self, batch: Sequence[tuple[Incoming, asyncio.Future[InboxItem | None]]]) -> None:
        loop = asyncio.get_running_loop()
        try:
            items = await loop.run_in_executor(self._thread, self._accept, [each for each, _ in batch])
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, StorageError):
                # One of them may be at fault, and must not take the others with it.
                for each in batch:
                    await self._keep_batch([each])
                return
            for _, kept in batch:
                if not kept.done():
                    kept.set_exception(error)  # it is not acknowledged, so that Slack sends it again
            return
        for (_, kept), item in zip(batch, items, strict=True):
            if not kept.done():
                kept.set_result(item)

    def _accept(self, incoming: Sequence[Incoming]) -> list[InboxItem | None]:
        return self._store.inbox.accept_all(
            incoming,
            claimed_by=self._claimed_by,
            now=system_clock(),
            lease_s=self._settings.lease_s,
            most_a_minute=self._settings.questions_per_minute,
        )
