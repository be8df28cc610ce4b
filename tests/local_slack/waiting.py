"""Waiting for what the bot does, in a thread or in the loop that runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from tests.local_slack.api import Api
from tests.local_slack.deliveries import Deliveries
from tests.local_slack.socket_mode import Sockets

_POLL_S = 0.01
_PATIENCE_S = 30.0  # of a machine that does other things too


class Waiting:
    """Waits for a condition, or for quiet; says what happened last if it waits in vain."""

    sockets: Sockets
    _api: Api
    _sending: Deliveries

    def wait_until(self, condition: Callable[[], object], timeout_s: float = _PATIENCE_S) -> None:
        """Wait, in a thread that is not the server's, until the condition holds."""
        deadline = time.monotonic() + timeout_s
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"Not within {timeout_s:g} s. {self._lately()}")
            time.sleep(_POLL_S)

    async def until(self, condition: Callable[[], object], timeout_s: float = _PATIENCE_S) -> None:
        """Wait in the loop that runs until the condition holds."""
        deadline = time.monotonic() + timeout_s
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"Not within {timeout_s:g} s. {self._lately()}")
            await asyncio.sleep(_POLL_S)

    def settle(self, quiet_s: float = 0.3, timeout_s: float = _PATIENCE_S) -> None:
        """Wait until nothing was called and nothing was unacknowledged for so long."""
        self.wait_until(self._quiet(quiet_s), timeout_s)

    async def settled(self, quiet_s: float = 0.3, timeout_s: float = _PATIENCE_S) -> None:
        await self.until(self._quiet(quiet_s), timeout_s)

    def _quiet(self, quiet_s: float) -> Callable[[], bool]:
        seen, since = (-1, -1), time.monotonic()

        def quiet() -> bool:
            nonlocal seen, since
            now = (len(self._api.calls), len(self._sending.all))
            if now != seen or self._api.running or self._sending.pending:
                seen, since = now, time.monotonic()
            return time.monotonic() - since >= quiet_s

        return quiet

    def _lately(self) -> str:
        calls = [f"{call.method} {call.response.get('error', 'ok')}" for call in self._api.calls[-8:]]
        return (
            f"{self._sending.pending} unacknowledged, {self.sockets.connected} sockets; last calls: {calls}."
        )
