"""What a workspace still lacks, in words: tokens, scopes, events, the clock. Nothing is changed or posted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.channels.slack.serving.client import SlackClient, error_name
from bot.channels.slack.serving.kinds import COMMAND
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.channels.slack.setup.manifest import scopes, uses_of
from bot.clock import Clock
from bot.prompts import Prompts

_SKEW_S = 60  # Slack's signatures count for 300 s
# What a workspace in use sends sooner or later, and what to look at where it does not come.
_EXPECTED: Mapping[str, str] = {
    "app_mention": "setup_never_mention",
    "message.channels": "setup_never_channel",
    "message.im": "setup_never_direct",
    "app_home_opened": "setup_never_home",
    COMMAND: "setup_never_command",
}
_AWAY = (aiohttp.ClientError, TimeoutError)


class FindingStatus(StrEnum):
    """How much it matters."""

    OK = "ok"
    WARN = "warn"  # something does not work as it could
    FAIL = "fail"  # people get no answers


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `text` says what was found and what to do."""

    status: FindingStatus
    text: str


async def check(
    client: SlackClient,
    secrets: SlackSecrets,
    prompts: Prompts,
    *,
    clock: Clock,
    kinds_seen: Mapping[str, datetime],
) -> list[Finding]:
    """Ask Slack about the tokens that there are; `kinds_seen` says when something of each kind last came."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        why = error_name(error) or "no answer that can be read"
        return [_fail(prompts.say("setup_bot_token_refused", error=why))]
    except _AWAY as error:
        why = str(error) or type(error).__name__
        return [_fail(prompts.say("setup_unreachable", url=client.base_url, error=why))]
    name, team = answer.get("user", "?"), answer.get("team", "?")
    findings = [_ok(prompts.say("setup_bot_token_works", name=name, team=team))]
    findings += _scopes(answer, prompts)
    findings += _clock(answer, prompts, clock, over_http=bool(secrets.signing_secret))
    if secrets.app_token:
        findings.append(await _app_token(client, secrets, prompts))
    if secrets.signing_secret:
        findings.append(_ok(prompts.say("setup_signing_secret")))
    findings += _events(prompts, kinds_seen)
    return findings


def _scopes(answer: AsyncSlackResponse, prompts: Prompts) -> Iterator[Finding]:
    listed = _header(answer, "x-oauth-scopes")
    if listed is None:
        yield _warn(prompts.say("setup_scopes_unknown"))
        return
    granted, needed = {scope.strip() for scope in listed.split(",")} - {""}, scopes()
    missing = [scope for scope in needed if scope not in granted]
    for scope in missing:
        yield _fail(prompts.say("setup_scope_missing", scope=scope, uses=", ".join(uses_of(scope))))
    if not missing:
        yield _ok(prompts.say("setup_scopes_complete", count=len(needed)))
    for scope in sorted(granted - set(needed)):
        yield _warn(prompts.say("setup_scope_unneeded", scope=scope))


def _clock(
    answer: AsyncSlackResponse, prompts: Prompts, clock: Clock, *, over_http: bool
) -> Iterator[Finding]:
    try:
        theirs = parsedate_to_datetime(_header(answer, "date") or "")
    except ValueError:  # there is none, or it is no date
        return
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=UTC)
    ahead_s = round((clock() - theirs).total_seconds())
    if abs(ahead_s) <= _SKEW_S:
        yield _ok(prompts.say("setup_clock_right"))
        return
    say = "setup_clock_ahead" if ahead_s > 0 else "setup_clock_behind"
    text = prompts.say(say, seconds=abs(ahead_s))
    yield _fail(text) if over_http else _warn(text)


async def _app_token(client: SlackClient, secrets: SlackSecrets, prompts: Prompts) -> Finding:
    try:
        await client.apps_connections_open(app_token=secrets.app_token)  # an address, which nobody opens
    except SlackApiError as error:
        why = error_name(error) or "no answer that can be read"
        return _fail(prompts.say("setup_app_token_refused", error=why))
    except _AWAY as error:
        why = str(error) or type(error).__name__
        return _fail(prompts.say("setup_unreachable", url=client.base_url, error=why))
    return _ok(prompts.say("setup_app_token_works"))


def _events(prompts: Prompts, kinds_seen: Mapping[str, datetime]) -> Iterator[Finding]:
    """Slack tells no bot what it is subscribed to: only what came in can be told."""
    came = [kind for kind in _EXPECTED if kind in kinds_seen]
    if not came:
        yield _warn(prompts.say("setup_nothing_came"))
        return
    yield _ok(prompts.say("setup_came", kinds=", ".join(came)))
    for kind in _EXPECTED:
        if kind not in came:
            yield _warn(prompts.say(_EXPECTED[kind]))


def _header(answer: AsyncSlackResponse, name: str) -> str | None:
    found = {key.lower(): value for key, value in answer.headers.items()}.get(name)
    return None if found is None else str(found)


def _ok(text: str) -> Finding:
    return Finding(FindingStatus.OK, text)


def _warn(text: str) -> Finding:
    return Finding(FindingStatus.WARN, text)


def _fail(text: str) -> Finding:
    return Finding(FindingStatus.FAIL, text)
