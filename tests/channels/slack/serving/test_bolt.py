from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.channels.slack.serving.bolt import build_bolt
from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.secrets import SlackSecrets


def event(kind: str, *, event_id: str = "Ev1", **more: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "event_id": event_id,
        "team_id": "T0TEAM",
        "event": {"type": kind, "user": "U0ADA", "ts": "1.0", **more},
    }


BLOCK_ACTION = {
    "type": "block_actions",
    "user": {"id": "U0ADA"},
    "team": {"id": "T0TEAM"},
    "actions": [{"type": "button", "action_id": "done", "block_id": "b", "value": "{}"}],
}
VIEW = {"type": "view_submission", "user": {"id": "U0ADA"}, "view": {"callback_id": "date", "type": "modal"}}
COMMAND = {"command": "/coach", "text": "next", "user_id": "U0ADA", "team_id": "T0TEAM"}


async def dispatch(app: AsyncApp, body: dict[str, Any]) -> BoltResponse:
    response = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
    await asyncio.sleep(0)  # a listener goes on after the acknowledgement
    return response


@pytest.mark.parametrize(
    ("body", "method"),
    [
        (event("app_mention"), "hear"),
        (event("message", channel_type="im"), "hear"),
        (event("message", subtype="message_changed", channel_type="channel"), "hear"),
        (event("app_home_opened"), "open_home"),
        (event("assistant_thread_started"), "start_assistant"),
        (event("assistant_thread_context_changed"), "start_assistant"),
        (event("member_joined_channel"), "joined"),
        (event("tokens_revoked"), "leave"),
        (event("app_uninstalled"), "leave"),
        (event("reaction_added"), None),
        (BLOCK_ACTION, "press"),
        (VIEW, "submit"),
        (VIEW | {"type": "view_closed"}, None),
        (COMMAND, "command"),
        ({"type": "shortcut", "callback_id": "x"}, None),
        ({"type": "message_action", "callback_id": "x"}, None),
        ({"type": "block_suggestion", "action_id": "x", "block_id": "b", "value": ""}, None),
    ],
)
def test_all_that_slack_sends_is_acknowledged_and_reaches_its_method(
    api: Any, secrets: SlackSecrets, service: Any, body: dict[str, Any], method: str | None
) -> None:
    async def run() -> None:
        async with api, SlackClient(secrets, api.settings) as client:
            app = build_bolt(service, secrets, api.settings, client=client)
            assert (await dispatch(app, body)).status == 200

    asyncio.run(run())
    assert service.handed == ([(method, body)] if method else [])


def test_what_came_before_is_acknowledged_and_goes_no_further(
    api: Any, secrets: SlackSecrets, service: Any
) -> None:
    async def run() -> SlackClient:
        async with api, SlackClient(secrets, api.settings) as client:
            app = build_bolt(service, secrets, api.settings, client=client)
            for _ in range(3):
                assert (await dispatch(app, event("app_mention"))).status == 200
            return client

    registry = asyncio.run(run()).metrics.registry
    assert [method for method, _ in service.handed] == ["hear"]
    kind = {"kind": "app_mention"}
    assert registry.get_sample_value("pathcoach_slack_received_total", kind) == 3
    assert registry.get_sample_value("pathcoach_slack_duplicates_total", kind) == 2


def test_what_could_not_be_kept_is_not_acknowledged(
    api: Any, secrets: SlackSecrets, service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> BoltResponse:
        async with api, SlackClient(secrets, api.settings) as client:
            service.broken = True
            return await dispatch(build_bolt(service, secrets, api.settings, client=client), event("message"))

    assert asyncio.run(run()).status == 500
    assert service.handed == []
    assert "the disk is full" in caplog.text


@pytest.mark.parametrize("body", [event("message"), COMMAND, BLOCK_ACTION])
def test_an_acknowledgement_does_not_wait_for_the_work(
    api: Any, secrets: SlackSecrets, service: Any, body: dict[str, Any]
) -> None:
    async def run() -> bool:
        async with api, SlackClient(secrets, api.settings) as client:
            app = build_bolt(service, secrets, api.settings, client=client)
            assert (await dispatch(app, body)).status == 200
            working = not service.may_go_on.is_set()
            service.may_go_on.set()
            return working and len(service.handed) == 1

    assert asyncio.run(run())


def test_a_view_is_answered_with_what_the_service_says(api: Any, secrets: SlackSecrets, service: Any) -> None:
    service.view_answer = {"response_action": "errors", "errors": {"date": "That day has passed."}}

    async def run() -> BoltResponse:
        async with api, SlackClient(secrets, api.settings) as client:
            return await dispatch(build_bolt(service, secrets, api.settings, client=client), VIEW)

    response = asyncio.run(run())
    assert response.status == 200
    assert "That day has passed." in response.body


@pytest.mark.parametrize("said_by", [{"user": "U0BOT"}, {"bot_id": "B0BOT", "user": None}])
def test_the_bot_does_not_hear_itself(
    api: Any, secrets: SlackSecrets, service: Any, said_by: dict[str, Any]
) -> None:
    async def run() -> BoltResponse:
        async with api, SlackClient(secrets, api.settings) as client:
            app = build_bolt(service, secrets, api.settings, client=client)
            return await dispatch(app, event("message", **said_by))

    assert asyncio.run(run()).status == 200
    assert (service.handed, service.known) == ([], set())


def test_slack_is_asked_once_who_the_bot_is(api: Any, secrets: SlackSecrets, service: Any) -> None:
    async def run() -> None:
        async with api, SlackClient(secrets, api.settings) as client:
            app = build_bolt(service, secrets, api.settings, client=client)
            await asyncio.gather(*(dispatch(app, event("message", event_id=f"Ev{n}")) for n in range(20)))

    asyncio.run(run())
    assert (api.calls["auth.test"], len(service.handed)) == (1, 20)


@pytest.mark.parametrize(
    "fault", [web.json_response({"ok": False, "error": "internal_error"}), web.Response(status=503), None]
)
def test_a_request_is_not_lost_because_slack_does_not_say_who_the_bot_is(
    api: Any,
    secrets: SlackSecrets,
    service: Any,
    fault: web.Response | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> list[int]:
        async with api, SlackClient(secrets, api.settings) as client:
            app = build_bolt(service, secrets, api.settings, client=client)
            api.faults.append(fault)
            return [(await dispatch(app, event("message"))).status for _ in range(2)]

    assert asyncio.run(run()) == [500, 200]
    assert len(service.handed) == 1


def test_a_token_in_the_environment_makes_no_noise(
    api: Any,
    secrets: SlackSecrets,
    service: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", secrets.bot_token)

    async def run() -> BoltResponse:
        async with api, SlackClient(secrets, api.settings) as client:
            return await dispatch(build_bolt(service, secrets, api.settings, client=client), event("message"))

    assert asyncio.run(run()).status == 200
    assert caplog.messages == []
