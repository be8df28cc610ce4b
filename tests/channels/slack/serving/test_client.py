from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError

from bot.channels.slack.serving.client import SlackClient, error_name
from bot.channels.slack.serving.secrets import SlackSecrets


async def post(api: Any, secrets: SlackSecrets) -> SlackClient:
    async with api, SlackClient(secrets, api.settings) as client:
        with contextlib.suppress(SlackApiError, aiohttp.ClientError):
            await client.chat_postMessage(channel="C1", text="Hello")
        return client


def outcome(client: SlackClient) -> str:
    (sample,) = [
        sample
        for metric in client.metrics.registry.collect()
        for sample in metric.samples
        if sample.name == "pathcoach_slack_api_calls_total"
    ]
    assert (sample.labels["method"], sample.value) == ("chat.postMessage", 1)
    return sample.labels["outcome"]


def test_a_post_waits_as_long_as_slack_says(api: Any, secrets: SlackSecrets) -> None:
    limited = {"ok": False, "error": "ratelimited"}
    api.faults = [web.json_response(limited, status=429, headers={"Retry-After": "0"}) for _ in range(2)]
    client = asyncio.run(post(api, secrets))
    assert (api.calls["chat.postMessage"], outcome(client)) == (3, "ok")


@pytest.mark.parametrize(
    ("fault", "counted"),
    [
        (web.json_response({"ok": False, "error": "not_in_channel"}), "not_in_channel"),
        (web.json_response({"ok": False, "error": "Ada said <hello>"}), "unreadable"),
        (web.Response(status=500, text="<html>", content_type="text/html"), "unreadable"),
        (None, "unreachable"),
    ],
)
def test_a_post_is_not_repeated_blindly(
    api: Any, secrets: SlackSecrets, fault: web.Response | None, counted: str
) -> None:
    api.faults = [fault]
    client = asyncio.run(post(api, secrets))
    assert (api.calls["chat.postMessage"], outcome(client)) == (1, counted)


def test_an_error_that_slack_did_not_name_has_no_name() -> None:
    assert error_name(SlackApiError("unreadable", object())) == ""  # type: ignore[no-untyped-call]
