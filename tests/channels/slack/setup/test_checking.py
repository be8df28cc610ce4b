from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from aiohttp import web

from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.channels.slack.setup.checking import Finding, check
from bot.channels.slack.setup.manifest import scopes
from bot.prompts import bundled_prompts

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ALL_KINDS = ("app_mention", "message.channels", "message.im", "app_home_opened", "command")
OVER_HTTP = SlackSecrets("xoxb-1-2-bot", signing_secret="0" * 32)
OVER_A_SOCKET = SlackSecrets("xoxb-1-2-bot", "xapp-1-A1-2-app")


def answer_with(api: Any, *, granted: tuple[str, ...] = scopes(), at: datetime = NOW) -> None:
    api.headers = {"x-oauth-scopes": ",".join(granted), "Date": format_datetime(at, usegmt=True)}


def found(
    api: Any, secrets: SlackSecrets = OVER_A_SOCKET, *, kinds: Mapping[str, datetime] | None = None
) -> list[Finding]:
    async def run() -> list[Finding]:
        async with api, SlackClient(secrets, api.settings) as client:
            seen = dict.fromkeys(ALL_KINDS, NOW) if kinds is None else kinds
            return await check(client, secrets, bundled_prompts(), clock=lambda: NOW, kinds_seen=seen)

    return asyncio.run(run())


def of(status: str, findings: list[Finding]) -> list[str]:
    return [finding.text for finding in findings if finding.status == status]


@pytest.mark.parametrize("secrets", [OVER_A_SOCKET, OVER_HTTP])
def test_where_all_is_well_it_says_what_was_looked_at(api: Any, secrets: SlackSecrets) -> None:
    answer_with(api)
    findings = found(api, secrets)
    assert {finding.status.value for finding in findings} == {"ok"}
    assert "it is “coach” in the workspace “Acme”" in findings[0].text


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (web.json_response({"ok": False, "error": "invalid_auth"}), "refuses SLACK_BOT_TOKEN (invalid_auth)"),
        (web.Response(status=502, text="<html>"), "refuses SLACK_BOT_TOKEN (no answer that can be read)"),
        (None, "Slack cannot be reached at http://127.0.0.1:"),
    ],
)
def test_with_a_bot_token_that_does_not_work_nothing_more_is_asked(
    api: Any, fault: web.Response | None, said: str
) -> None:
    api.faults = [fault]
    (finding,) = found(api)
    assert finding.status == "fail"
    assert said in finding.text
    assert api.calls.total() == 1


def test_a_missing_scope_is_named_with_what_it_is_for(api: Any) -> None:
    answer_with(api, granted=tuple(scope for scope in scopes() if scope != "im:write"))
    (text,) = of("fail", found(api))
    assert "The scope im:write is missing; it is needed for conversations.open." in text


def test_a_scope_that_is_not_needed_is_named(api: Any) -> None:
    answer_with(api, granted=(*scopes(), "files:write"))
    (text,) = of("warn", found(api))
    assert "The scope files:write is not needed." in text


def test_scopes_that_slack_does_not_tell_are_not_called_missing(api: Any) -> None:
    findings = found(api)
    assert of("fail", findings) == []
    assert "Slack did not say which scopes" in of("warn", findings)[0]


@pytest.mark.parametrize(
    ("secrets", "off_s", "status", "said"),
    [
        (OVER_HTTP, -61, "fail", "is 61 s ahead of Slack's"),
        (OVER_HTTP, 400, "fail", "is 400 s behind Slack's"),
        (OVER_A_SOCKET, 400, "warn", "is 400 s behind Slack's"),
        (OVER_HTTP, 60, "ok", "agrees with Slack's"),
    ],
)
def test_a_clock_that_is_wrong_matters_where_signatures_do(
    api: Any, secrets: SlackSecrets, off_s: int, status: str, said: str
) -> None:
    answer_with(api, at=NOW + timedelta(seconds=off_s))
    (text,) = [text for text in of(status, found(api, secrets)) if "clock" in text]
    assert said in text


def test_a_date_that_is_none_is_passed_over(api: Any) -> None:
    answer_with(api)
    api.headers["Date"] = "today"
    assert not [finding for finding in found(api) if "clock" in finding.text]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            web.json_response({"ok": False, "error": "missing_scope"}),
            "refuses SLACK_APP_TOKEN (missing_scope)",
        ),
        (None, "cannot be reached"),
    ],
)
def test_an_app_token_that_does_not_work_is_told(api: Any, fault: web.Response | None, said: str) -> None:
    answer_with(api)
    granted = web.json_response({"ok": True, "user": "coach", "team": "Acme"}, headers=api.headers)
    api.faults = [granted, fault]
    (text,) = of("fail", found(api))
    assert said in text


def test_the_app_token_is_tried_without_opening_a_connection(api: Any) -> None:
    answer_with(api)
    found(api)
    assert (api.calls["apps.connections.open"], api.connected.is_set()) == (1, False)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_each_kind_that_never_came_is_told_with_what_to_look_at(api: Any, kind: str) -> None:
    answer_with(api)
    findings = found(api, kinds={each: NOW for each in ALL_KINDS if each != kind})
    (text,) = of("warn", findings)
    assert "lately" in text
    assert "of your app" in text or "Event Subscriptions" in text


def test_where_nothing_came_it_says_so_once(api: Any) -> None:
    answer_with(api)
    assert [text[:30] for text in of("warn", found(api, kinds={}))] == ["Nothing has come from Slack la"]
