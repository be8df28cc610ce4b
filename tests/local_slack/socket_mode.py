"""Socket Mode: envelopes over web sockets that the bot opens with a ticket."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.local_slack import limits
from tests.local_slack.deliveries import Attempt, Delivery

_POLL_S = 0.01
_CLOSE_S = 0.5


@dataclass(eq=False)
class _Connection:
    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    retiring: bool = False  # it was asked to reconnect: it gets nothing new


@dataclass(eq=False)
class _Envelope:
    delivery: Delivery
    attempt: Attempt
    connection: _Connection
    done: asyncio.Event = field(default_factory=asyncio.Event)
    late: bool = False


class Sockets:
    """The connections that are open, and what was sent over them."""

    def __init__(self) -> None:
        self.opened = 0
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._envelopes: dict[str, _Envelope] = {}
        self._running: set[asyncio.Future[Any]] = set()
        self._turn = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def connected(self) -> int:
        return sum(not connection.retiring for connection in self._connections)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    async def stop(self) -> None:
        for connection in list(self._connections):
            await connection.socket.close()

    def new_ticket(self) -> str:
        ticket = f"ticket-{self.opened}-{len(self._tickets)}"
        self._tickets.add(ticket)
        return ticket

    def refresh(self) -> None:
        """Ask every connection to reconnect, as Slack does every few hours."""
        self._in_loop(self._refresh())

    def drop(self) -> None:
        """Break every connection without a word."""
        self._in_loop(self._drop())

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Greet a connection, and read what it acknowledges, until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(timeout=_CLOSE_S)
        await socket.prepare(request)
        if len(self._connections) >= limits.SOCKETS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        connection = _Connection(socket, request.transport)
        await socket.send_json(_hello(len(self._connections) + 1))
        self._connections.append(connection)
        self.opened += 1
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            self._connections.remove(connection)
            for envelope in self._envelopes.values():
                if envelope.connection is connection:
                    envelope.done.set()
        return socket

    async def carry(self, delivery: Delivery, attempt: Attempt, patience_s: float) -> str:
        connection = await self._next_connection()
        attempt.sent_at = asyncio.get_running_loop().time()
        envelope_id = f"envelope-{len(self._envelopes)}"
        envelope = self._envelopes[envelope_id] = _Envelope(delivery, attempt, connection)
        try:
            await connection.socket.send_json(_wrapped(envelope_id, delivery, attempt))
            async with asyncio.timeout(patience_s):
                await envelope.done.wait()
        except (TimeoutError, ConnectionError):
            envelope.late = True
            return "timeout"
        return "" if attempt.acknowledged_at is not None else "connection_closed"

    def _acknowledge(self, answer: Any) -> None:
        envelope = self._envelopes.get(str(answer.get("envelope_id")))
        if envelope is not None:
            envelope.delivery.acknowledge(envelope.attempt, answer.get("payload"), late=envelope.late)
            envelope.done.set()

    async def _next_connection(self) -> _Connection:
        """Return the next of the open connections, which take turns; wait until there is one."""
        while True:
            ready = [c for c in self._connections if not c.retiring and not c.socket.closed]
            if ready:
                self._turn += 1
                return ready[self._turn % len(ready)]
            await asyncio.sleep(_POLL_S)

    async def _refresh(self) -> None:
        for connection in list(self._connections):
            connection.retiring = True
            await connection.socket.send_json(
                {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "local"}}
            )

    async def _drop(self) -> None:
        for connection in list(self._connections):
            connection.retiring = True
            if connection.transport is not None:
                connection.transport.abort()

    def _in_loop(self, doing: Any) -> None:
        if self._loop is None:
            doing.close()
            raise RuntimeError("The local Slack is not running.")
        self._loop.call_soon_threadsafe(self._keep, doing)

    def _keep(self, doing: Any) -> None:
        task = asyncio.ensure_future(doing)
        self._running.add(task)
        task.add_done_callback(self._running.discard)


def _hello(connections: int) -> dict[str, Any]:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": 18060},
        "connection_info": {"app_id": "A0COACH"},
    }


def _wrapped(envelope_id: str, delivery: Delivery, attempt: Attempt) -> dict[str, Any]:
    envelope = {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "accepts_response_payload": delivery.kind != "events_api",
        "payload": delivery.payload,
    }
    if delivery.kind == "events_api":
        envelope |= {"retry_attempt": attempt.retry_num, "retry_reason": attempt.retry_reason}
    return envelope
