"""Posting, editing and deleting: what is taken, and what is refused with which error."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.local_slack import App, LocalSlack
from tests.local_slack.conftest import client_of


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str, value: str = "") -> dict[str, Any]:
    return {
        "type": "button",
        "action_id": action_id,
        "value": value,
        "text": {"type": "plain_text", "text": "B"},
    }


def actions(*buttons: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(buttons)}


def context(count: int) -> dict[str, Any]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * count}


def in_slack(scenario: Callable[[LocalSlack, AsyncWebClient], Awaitable[None]], **options: Any) -> None:
    """Run a scenario in a workspace of its own."""

    async def run() -> None:
        async with LocalSlack(**options) as slack:
            await scenario(slack, client_of(slack))

    asyncio.run(run())


async def error_of(call: Awaitable[Any]) -> str:
    """Return the name of the error that the call meets."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


REFUSED_BLOCKS = {
    "a section of 3,001": ([section("x" * 3_001)], "invalid_blocks"),
    "an empty section": ([section("")], "invalid_blocks"),
    "51 blocks": ([{"type": "divider"}] * 51, "invalid_blocks"),
    "11 in a context": ([context(11)], "invalid_blocks"),
    "26 buttons": ([actions(*(button(str(n)) for n in range(26)))], "invalid_blocks"),
    "a value of 2,001": ([actions(button("a", "x" * 2_001))], "invalid_blocks"),
    "an action id twice": ([actions(button("a"), button("a"))], "invalid_blocks"),
    "an unknown block": ([{"type": "table of contents"}], "invalid_blocks"),
    "a block id twice": ([{"type": "divider", "block_id": "x"}] * 2, "invalid_blocks"),
    "no list": ({"type": "divider"}, "invalid_blocks_format"),
    "Markdown of 12,001 in sum": ([{"type": "markdown", "text": "x" * 6_001}] * 2, "msg_blocks_too_long"),
    "13,201 in all": ([section("x" * 3_000)] * 4 + [section("x" * 1_201)], "msg_blocks_too_long"),
}


@pytest.mark.parametrize("case", REFUSED_BLOCKS)
def test_blocks_that_slack_refuses_are_refused(case: str) -> None:
    blocks, error = REFUSED_BLOCKS[case]

    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        general = slack.add_channel("general")
        assert await error_of(client.chat_postMessage(channel=general, text="t", blocks=blocks)) == error
        assert slack.messages(general) == []

    in_slack(scenario)


def test_blocks_at_the_limits_are_taken() -> None:
    at_the_limit = [
        section("x" * 3_000),
        actions(*(button(str(n), "v" * 80) for n in range(25))),
        actions(button("0", "v" * 2_000)),
        context(10),
        {"type": "markdown", "text": "x" * 9_000},
    ]

    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        general = slack.add_channel("general")
        await client.chat_postMessage(channel=general, text="t", blocks=at_the_limit)
        assert len(slack.messages(general)[0].blocks) == 5

    in_slack(scenario)


def test_a_long_post_is_cut_and_a_long_update_refused() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        general = slack.add_channel("general")
        posted = await client.chat_postMessage(channel=general, text="x" * 40_001)
        too_long = client.chat_update(channel=general, ts=posted["ts"], text="x" * 4_001)
        assert await error_of(too_long) == "msg_too_long"
        await client.chat_update(channel=general, ts=posted["ts"], text="x" * 4_000)

        (message,) = slack.messages(general)
        assert [len(version.text) for version in message.versions] == [40_000, 4_000]

    in_slack(scenario)


def test_an_update_comes_back_as_message_changed_and_only_own_messages_can_be_changed_or_deleted() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)
        theirs = alice.say(general, "Mine")
        posted = await client.chat_postMessage(channel=general, text="One")
        await client.chat_update(channel=general, ts=posted["ts"], text="Two")
        assert (
            await error_of(client.chat_update(channel=general, ts=theirs.ts, text="x"))
            == "cant_update_message"
        )
        assert await error_of(client.chat_delete(channel=general, ts=theirs.ts)) == "cant_delete_message"
        await client.chat_delete(channel=general, ts=posted["ts"])

        kinds = [delivery.event.get("subtype") for delivery in slack.deliveries]
        assert kinds == [None, None, "message_changed", "message_deleted"]
        assert slack.deliveries[2].event["message"]["text"] == "Two"
        assert slack.deliveries[2].event["previous_message"]["text"] == "One"
        assert slack.bot_messages(general) == []

    in_slack(scenario)


def test_what_is_shown_are_the_blocks_and_else_the_text() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        general = slack.add_channel("general")
        await client.chat_postMessage(channel=general, text="Only text")
        await client.chat_postMessage(channel=general, text="Fallback", blocks=[section("Block")])
        assert [message.shown for message in slack.messages(general)] == ["Only text", "Block"]
        assert [message.words for message in slack.messages(general)] == ["Only text", "Fallback\nBlock"]

    in_slack(scenario)


def test_metadata_shows_only_when_it_is_asked_for() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        general = slack.add_channel("general")
        metadata = {"event_type": "delivery", "event_payload": {"id": "d1"}}
        await client.chat_postMessage(channel=general, text="Hi", metadata=metadata)
        without = await client.conversations_history(channel=general)
        with_it = await client.conversations_history(channel=general, include_all_metadata=True)

        assert "metadata" not in without["messages"][0]
        assert with_it["messages"][0]["metadata"] == metadata

    in_slack(scenario)


def test_an_ephemeral_is_for_one_member_and_in_no_history() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice, bob, carol = (slack.add_user(name) for name in ("alice", "bob", "carol"))
        general = slack.add_channel("general", alice, bob)
        await client.chat_postEphemeral(channel=general, user=alice.id, text="Yours alone")
        outside = client.chat_postEphemeral(channel=general, user=carol.id, text="x")
        assert await error_of(outside) == "user_not_in_channel"

        history = await client.conversations_history(channel=general)
        assert history["messages"] == []
        assert "Yours alone" in slack.words_visible_to(alice)
        assert "Yours alone" not in slack.words_visible_to(bob)
        assert slack.deliveries == []

    in_slack(scenario)


def test_a_direct_message_is_opened_and_a_foreign_channel_is_not_found() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice", tz="Asia/Tokyo", is_admin=True)
        private = slack.add_channel("secret", alice, private=True, with_bot=False)
        opened = await client.conversations_open(users=[alice.id])
        await client.chat_postMessage(channel=opened["channel"]["id"], text="Hello")
        known = await client.users_info(user=alice.id)

        assert opened["channel"]["id"] == slack.dm(alice)
        assert (known["user"]["tz"], known["user"]["tz_offset"], known["user"]["is_admin"]) == (
            "Asia/Tokyo",
            9 * 3_600,
            True,
        )
        assert await error_of(client.chat_postMessage(channel=private, text="x")) == "channel_not_found"

    in_slack(scenario)


def test_other_bots_joins_and_reactions_are_told_as_in_slack() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice, bob = slack.add_user("alice"), slack.add_user("bob")
        general = slack.add_channel("general", alice)
        slack.other_bot_says(general, f"<@{slack.bot_user_id}> from a bot")
        bob.join(general)
        posted = await client.chat_postMessage(channel=general, text="Hello")
        message = slack.message(general, posted["ts"])
        assert message is not None
        bob.react(message, "thumbsup")
        await client.reactions_add(channel=general, timestamp=message.ts, name="eyes")
        twice = client.reactions_add(channel=general, timestamp=message.ts, name="eyes")
        assert await error_of(twice) == "already_reacted"

        told = [(d.event["type"], d.event.get("subtype")) for d in slack.deliveries]
        assert told == [
            ("message", "bot_message"),
            ("message", "channel_join"),
            ("member_joined_channel", None),
            ("message", None),
            ("reaction_added", None),
        ]
        assert message.reactions == {"thumbsup": [bob.id], "eyes": [slack.bot_user_id]}

    in_slack(scenario)


def test_replies_have_the_root_first_and_ts_are_unique_and_increase() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)
        root = alice.say(general, "Root")
        for number in range(20):
            alice.say(general, f"Reply {number}", root.ts)
        page = await client.conversations_replies(channel=general, ts=root.ts, limit=15)
        cursor = page["response_metadata"]["next_cursor"]
        rest = await client.conversations_replies(channel=general, ts=root.ts, limit=15, cursor=cursor)

        found = page["messages"] + rest["messages"]
        assert [m["text"] for m in found] == ["Root", *(f"Reply {number}" for number in range(20))]
        assert [m["ts"] for m in found] == sorted({m["ts"] for m in found})

    in_slack(scenario)


def test_a_missing_scope_is_named() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)
        await client.chat_postMessage(channel=general, text="Allowed")
        with pytest.raises(SlackApiError) as refused:
            await client.conversations_replies(channel=general, ts="1.0")

        answer = refused.value.response
        assert (answer["error"], answer["needed"], answer["provided"]) == (
            "missing_scope",
            "channels:history",
            "chat:write",
        )
        assert answer.headers["x-oauth-scopes"] == "chat:write"
        assert slack.scopes_used == {"chat:write"}

    in_slack(scenario, app=App(scopes=frozenset({"chat:write"})))


def test_tokens_are_checked() -> None:
    async def scenario(slack: LocalSlack, client: AsyncWebClient) -> None:
        assert await error_of(client_of(slack, "xoxb-another").auth_test()) == "invalid_auth"
        assert await error_of(client_of(slack, slack.app_token).auth_test()) == "not_allowed_token_type"
        with_bot_token = client.apps_connections_open(app_token=slack.bot_token)
        assert await error_of(with_bot_token) == "not_allowed_token_type"
        assert await error_of(client.api_call("chat.telepathy")) == "unknown_method"
        assert (await client.auth_test())["user_id"] == slack.bot_user_id
        opened = await client.apps_connections_open(app_token=slack.app_token)
        assert opened.headers["x-oauth-scopes"] == "connections:write"

    in_slack(scenario)
