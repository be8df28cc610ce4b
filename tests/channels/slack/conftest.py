"""A service that notes what it is handed, and a small Web API; tests/local_slack is all of Slack."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import WSMsgType, web

from bot.channels.slack.serving.secrets import SlackSecrets
from bot.settable import SlackSettings

BOT_USER, BOT, TEAM = "U0BOT", "B0BOT", "T0TEAM"


@dataclass
class RecordingService:
    """Notes every body by the method that it reached; can hold back, forget, and answer a view."""

    handed: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    broken: bool = False
    view_answer: dict[str, Any] | None = None
    may_go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def remember(self, body: dict[str, Any]) -> bool:
        if self.broken:
            raise OSError("the disk is full")
        new = body.get("event_id") is None or body["event_id"] not in self.known
        self.known.add(body.get("event_id", ""))
        return new

    async def submit(self, body: dict[str, Any]) -> dict[str, Any] | None:
        self.handed.append(("submit", body))
        return self.view_answer

    def __getattr__(self, name: str) -> Any:
        async def note(body: dict[str, Any]) -> None:
            self.handed.append((name, body))
            await self.may_go_on.wait()

        return note


class FakeApi:
    """A Web API on a free port, within `async with`, and the socket that it opens."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.faults: list[
            web.Response | None
        ] = []  # what the next calls get; None: the connection is dropped
        self.headers: dict[str, str] = {}
        self.acknowledged: list[dict[str, Any]] = []
        self.socket = web.WebSocketResponse()
        self.connected = asyncio.Event()

    async def __aenter__(self) -> FakeApi:
        app = web.Application()
        app.router.add_post("/api/{method}", self._answer)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    @property
    def settings(self) -> SlackSettings:
        """Settings whose API is this one."""
        return SlackSettings(base_url=f"http://127.0.0.1:{self.port}/api")

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls[method] += 1
        if self.faults:
            fault = self.faults.pop(0)
            if fault is not None:
                return fault
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        answer = {
            "auth.test": {
                "user_id": BOT_USER,
                "bot_id": BOT,
                "team_id": TEAM,
                "team": "Acme",
                "user": "coach",
            },
            "apps.connections.open": {"url": f"ws://127.0.0.1:{self.port}/link?ticket=t"},
        }.get(method, {})
        return web.json_response({"ok": True, **answer}, headers=self.headers)

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        self.socket = web.WebSocketResponse()
        await self.socket.prepare(request)
        await self.socket.send_json({"type": "hello"})
        self.connected.set()
        async for message in self.socket:
            if message.type is WSMsgType.TEXT:
                self.acknowledged.append(message.json())
        return self.socket


@pytest.fixture
def secrets() -> SlackSecrets:
    """Secrets that look right and open nothing."""
    return SlackSecrets("xoxb-1-2-bot", "xapp-1-A1-2-app", "0123456789abcdef0123456789abcdef")


@pytest.fixture
def service() -> RecordingService:
    """What Bolt hands things to."""
    return RecordingService()


@pytest.fixture
def api() -> FakeApi:
    """A Web API, to be entered with `async with`."""
    return FakeApi()
