"""Faults, rate limits, and a workspace whose API is old."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.local_slack import LocalSlack, delayed, dropped, rate_limited, server_error
from tests.local_slack.methods import METHODS
from tests.local_slack.rates import PER_MINUTE
from tests.local_slack.scopes import METHOD_SCOPES
from tests.local_slack.test_chat import error_of, in_slack


def test_a_rate_limit_says_how_long_to_wait_and_the_sdk_waits() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        general = slack.add_channel("general")
        slack.faults.add("chat.postMessage", rate_limited(retry_after_s=2))
        with pytest.raises(SlackApiError) as limited:
            await client.chat_postMessage(channel=general, text="One")
        answer = limited.value.response
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2")
        assert slack.messages(general) == []

        client.retry_handlers.append(AsyncRateLimitErrorRetryHandler())
        slack.faults.add("chat.postMessage", rate_limited(retry_after_s=0))
        await client.chat_postMessage(channel=general, text="Two")
        assert [message.text for message in slack.messages(general)] == ["Two"]

    in_slack(scenario)


@pytest.mark.parametrize("after", [False, True])
def test_a_lost_answer_may_have_been_carried_out_or_not(after: bool) -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        general = slack.add_channel("general")
        slack.faults.add("chat.postMessage", server_error(after=after))
        slack.faults.add("chat.postMessage", dropped(after=after))
        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel=general, text="One")
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel=general, text="Two")

        assert [m.text for m in slack.messages(general)] == (["One", "Two"] if after else [])
        assert [call.status for call in slack.calls] == [500, 0]

    in_slack(scenario)


def test_a_delay_and_any_method() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        slack.faults.add("*", delayed(0.01))
        slack.faults.add("*", server_error())
        assert (await client.auth_test())["ok"]
        with pytest.raises(SlackApiError):
            await client.auth_test()

    in_slack(scenario)


def test_an_old_api_knows_no_streams_metadata_or_markdown_blocks() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        asked = slack.add_user("alice").dm("Tell me")
        slack.faults.old_api()
        stream = client.chat_startStream(channel=asked.channel, thread_ts=asked.ts)
        assert await error_of(stream) == "unknown_method"
        markdown = [{"type": "markdown", "text": "x"}]
        posted = client.chat_postMessage(channel=asked.channel, text="x", blocks=markdown)
        assert await error_of(posted) == "invalid_blocks"
        metadata = {"event_type": "x", "event_payload": {}}
        await client.chat_postMessage(channel=asked.channel, text="x", metadata=metadata)
        assert slack.bot_messages()[0].metadata is None

    in_slack(scenario)


def test_every_method_has_its_scopes_and_every_rate_its_method() -> None:
    assert set(METHOD_SCOPES) == set(METHODS)
    assert set(PER_MINUTE) <= set(METHODS)


def test_rates_are_those_of_the_tiers_and_can_be_switched_off() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice")
        asked = alice.dm("Tell me")
        where = {"channel": asked.channel, "thread_ts": asked.ts}
        for _ in range(20):
            await client.chat_startStream(**where)
        assert await error_of(client.chat_startStream(**where)) == "ratelimited"
        slack.clock.advance(61)
        await client.chat_startStream(**where)

        posts = [client.chat_postMessage(channel=asked.channel, text=str(n)) for n in range(4)]
        for post in posts[:3]:
            await post
        assert await error_of(posts[3]) == "ratelimited"
        slack.rates.on = False
        await client.chat_postMessage(channel=asked.channel, text="4")

    in_slack(scenario)
