"""Streams grow for five minutes and 12,000 characters, and end in the ways in which Slack ends them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.local_slack import LocalSlack, expired_stream, refused
from tests.local_slack.test_chat import error_of, in_slack


async def started(
    slack: LocalSlack, client: AsyncWebClient, text: str = "One "
) -> tuple[Any, dict[str, str]]:
    """Return the person, and the channel and ts of a stream in answer to them."""
    alice = slack.add_user("alice")
    asked = alice.dm("Tell me")
    answer = await client.chat_startStream(channel=asked.channel, thread_ts=asked.ts, markdown_text=text)
    return alice, {"channel": answer["channel"], "ts": answer["ts"]}


def test_a_stream_grows_and_ends_with_blocks() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        _, stream = await started(slack, client)
        await client.chat_appendStream(**stream, markdown_text="two ")
        busy = client.chat_update(**stream, text="x")
        assert await error_of(busy) == "streaming_state_conflict"
        await client.chat_stopStream(**stream, markdown_text="three", blocks=[{"type": "divider"}])
        late = client.chat_appendStream(**stream, markdown_text="four")
        assert await error_of(late) == "message_not_in_streaming_state"

        message = slack.message(**stream)
        assert message is not None
        assert (message.text, len(message.blocks), message.streaming) == ("One two three", 1, "stopped")
        assert slack.deliveries[-1].event["message"]["text"] == "One two three"

    in_slack(scenario)


def test_the_helper_of_the_sdk_streams_in_chunks() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        asked = slack.add_user("alice").dm("Tell me")
        stream = await client.chat_stream(channel=asked.channel, thread_ts=asked.ts, buffer_size=4)
        await stream.append(markdown_text="Hello, ")
        await stream.append(markdown_text="wor")
        await stream.stop(markdown_text="ld.")
        assert [m.text for m in slack.bot_messages(thread_ts=asked.ts, channel=asked.channel)] == [
            "Hello, world."
        ]

    in_slack(scenario)


@pytest.mark.parametrize("ended", ["by time", "by a fault", "by hand"])
def test_an_expired_stream_takes_no_more_but_can_be_updated(ended: str) -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        _, stream = await started(slack, client)
        message = slack.message(**stream)
        assert message is not None
        if ended == "by time":
            slack.clock.advance(301)
        elif ended == "by a fault":
            slack.faults.add("chat.appendStream", expired_stream())
        else:
            slack.expire_stream(message)
        expired = client.chat_appendStream(**stream, markdown_text="two")
        assert await error_of(expired) == "message_not_in_streaming_state"
        await client.chat_update(**stream, text="One two")
        assert message.text == "One two"

    in_slack(scenario)


def test_a_person_can_stop_a_stream_and_it_keeps_its_text() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice, stream = await started(slack, client)
        message = slack.message(**stream)
        assert message is not None
        alice.stop_stream(message)
        assert await error_of(client.chat_appendStream(**stream, markdown_text="x")) == "stopped_by_user"
        assert await error_of(client.chat_stopStream(**stream)) == "stopped_by_user"
        assert message.text == "One "

    in_slack(scenario)


def test_a_stopped_stream_can_be_a_fault_too() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        _, stream = await started(slack, client)
        slack.faults.add("chat.appendStream", refused("stopped_by_user"))
        assert await error_of(client.chat_appendStream(**stream, markdown_text="x")) == "stopped_by_user"
        await client.chat_appendStream(**stream, markdown_text="two")

    in_slack(scenario)


def test_a_stream_in_a_channel_needs_its_recipient_and_a_thread() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)
        asked = alice.mention(general, "Tell me")
        where = {"channel": general, "thread_ts": asked.ts}
        assert await error_of(client.chat_startStream(**where)) == "missing_recipient_team_id"
        with_team = client.chat_startStream(**where, recipient_team_id=slack.team_id)
        assert await error_of(with_team) == "missing_recipient_user_id"
        await client.chat_startStream(**where, recipient_team_id=slack.team_id, recipient_user_id=alice.id)
        assert await error_of(client.chat_startStream(channel=general, thread_ts="")) == "invalid_arguments"

    in_slack(scenario)


def test_a_streamed_message_holds_12000_characters_in_all() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        _, stream = await started(slack, client, "x" * 11_990)
        await client.chat_appendStream(**stream, markdown_text="y" * 10)
        assert await error_of(client.chat_appendStream(**stream, markdown_text="z")) == "msg_too_long"
        both = client.chat_appendStream(
            **stream, markdown_text="x", chunks=[{"type": "markdown_text", "text": "y"}]
        )
        assert await error_of(both) == "invalid_arguments"

    in_slack(scenario)
