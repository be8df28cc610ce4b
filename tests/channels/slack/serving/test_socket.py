from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web

from bot.channels.slack.serving.bolt import build_bolt
from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.metrics import Metrics
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.channels.slack.serving.socket import serve_socket
from bot.errors import SettingsError

BODY = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "message", "user": "U1", "ts": "1.0"}}


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def serve(
    api: Any, secrets: SlackSecrets, service: Any, stopping: asyncio.Event, meanwhile: Callable[[], Any]
) -> Metrics:
    """Serve until `meanwhile` is through; return what was counted."""
    metrics = Metrics()
    async with SlackClient(secrets, api.settings, metrics) as client:
        app = build_bolt(service, secrets, api.settings, client=client)
        serving = asyncio.ensure_future(serve_socket(app, secrets, metrics=metrics, stopping=stopping))
        try:
            await meanwhile()
        finally:
            stopping.set()
            await serving
    return metrics


def test_what_comes_over_the_socket_is_handed_over_and_acknowledged(
    api: Any, secrets: SlackSecrets, service: Any
) -> None:
    async def run() -> Metrics:
        async with api:

            async def meanwhile() -> None:
                await api.connected.wait()
                await api.socket.send_json({"type": "events_api", "envelope_id": "e1", "payload": BODY})
                await until(lambda: bool(api.acknowledged))

            return await serve(api, secrets, service, asyncio.Event(), meanwhile)

    metrics = asyncio.run(run())
    assert api.acknowledged == [{"envelope_id": "e1"}]
    assert service.handed == [("hear", BODY)]
    assert metrics.registry.get_sample_value("pathcoach_slack_ack_seconds_count") == 1


def test_a_refreshed_socket_goes_on_where_the_old_one_ended(
    api: Any, secrets: SlackSecrets, service: Any
) -> None:
    async def run() -> None:
        async with api:

            async def meanwhile() -> None:
                await api.connected.wait()
                api.connected.clear()
                await api.socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
                await api.connected.wait()
                await api.socket.send_json({"type": "events_api", "envelope_id": "e2", "payload": BODY})
                await until(lambda: bool(api.acknowledged))

            await serve(api, secrets, service, asyncio.Event(), meanwhile)

    asyncio.run(run())
    assert api.acknowledged == [{"envelope_id": "e2"}]
    assert api.calls["apps.connections.open"] == 2


def test_what_came_in_before_the_stop_is_still_acknowledged(
    api: Any, secrets: SlackSecrets, service: Any
) -> None:
    remembering, may_go_on = asyncio.Event(), asyncio.Event()

    async def remember(body: dict[str, Any]) -> bool:
        remembering.set()
        await may_go_on.wait()
        return True

    service.remember = remember

    async def run() -> None:
        stopping = asyncio.Event()
        async with api:

            async def meanwhile() -> None:
                await api.connected.wait()
                await api.socket.send_json({"type": "events_api", "envelope_id": "e3", "payload": BODY})
                await remembering.wait()
                stopping.set()
                asyncio.get_running_loop().call_later(0.1, may_go_on.set)

            await serve(api, secrets, service, stopping, meanwhile)
            await until(lambda: bool(api.acknowledged))

    asyncio.run(run())
    assert api.acknowledged == [{"envelope_id": "e3"}]


@pytest.mark.parametrize("name", ["invalid_auth", "not_allowed_token_type", "missing_scope"])
def test_a_token_that_slack_refuses_ends_it_with_one_sentence(
    api: Any, secrets: SlackSecrets, service: Any, name: str
) -> None:
    async def run() -> None:
        async with api, SlackClient(secrets, api.settings) as client:
            app = build_bolt(service, secrets, api.settings, client=client)
            api.faults = [web.json_response({"ok": False, "error": name})]
            await serve_socket(app, secrets, metrics=client.metrics, stopping=asyncio.Event())

    with pytest.raises(
        SettingsError, match=rf"Slack refuses SLACK_APP_TOKEN \({name}\)\. Generate"
    ) as raised:
        asyncio.run(run())
    assert secrets.app_token not in str(raised.value)


@pytest.mark.parametrize("fault", [web.json_response({"ok": False, "error": "internal_error"}), None])
def test_a_slack_that_is_away_is_waited_for(
    api: Any,
    secrets: SlackSecrets,
    service: Any,
    fault: web.Response | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with api:
            api.faults = [fault]
            await serve(api, secrets, service, asyncio.Event(), api.connected.wait)

    with caplog.at_level(logging.WARNING, "bot"):
        asyncio.run(run())
    assert len(caplog.records) == 1
    assert caplog.records[0].exc_info is None


def test_a_connection_that_fails_leaves_one_line_and_stops_when_told_to(
    api: Any, secrets: SlackSecrets, service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with api:
            api.faults = [None, None]
            await serve(
                api, secrets, service, asyncio.Event(), lambda: until(lambda: len(caplog.records) >= 2)
            )

    asyncio.run(run())
    assert all(record.exc_info is None for record in caplog.records)
    assert "Retrying" in caplog.text
