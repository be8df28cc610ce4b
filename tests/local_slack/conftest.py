"""For the local Slack's own tests: a tiny bot, in both ways of delivery."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from tests.local_slack import LocalSlack

Mode = Literal["socket", "http"]
BOTH = pytest.mark.parametrize("mode", ["socket", "http"])


def client_of(slack: LocalSlack, token: str | None = None) -> AsyncWebClient:
    """Return a client of the Web API without retries."""
    return AsyncWebClient(token=token or slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def bolt_app(slack: LocalSlack) -> AsyncApp:
    """Return a Bolt app that is to be given its listeners."""
    return AsyncApp(client=client_of(slack), token=slack.bot_token, signing_secret=slack.signing_secret)


@asynccontextmanager
async def running(slack: LocalSlack, app: AsyncApp, mode: Mode) -> AsyncIterator[None]:
    """Run the app, connected to the local Slack."""
    serve = _over_sockets if mode == "socket" else _over_http
    async with serve(slack, app):
        yield


@asynccontextmanager
async def _over_sockets(slack: LocalSlack, app: AsyncApp) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(app, slack.app_token, web_client=client_of(slack), ping_interval=0.1)
    await handler.connect_async()
    try:
        await slack.until(lambda: slack.sockets.connected)
        yield
    finally:
        await handler.close_async()


@asynccontextmanager
async def _over_http(slack: LocalSlack, app: AsyncApp) -> AsyncIterator[None]:
    async def events(request: web.Request) -> web.Response:
        headers: dict[str, Any] = dict(request.headers)
        answer = await app.async_dispatch(AsyncBoltRequest(body=await request.text(), headers=headers))
        first = {name: values[0] for name, values in answer.headers.items()}
        return web.Response(status=answer.status, body=(answer.body or "").encode(), headers=first)

    web_app = web.Application()
    web_app.router.add_post("/slack/events", events)
    runner = web.AppRunner(web_app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_over_http(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        yield
    finally:
        await runner.cleanup()
