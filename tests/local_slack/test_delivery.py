"""Events reach a Bolt app in both modes, and are sent again as Slack does."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.local_slack import App, LocalSlack, local_slack, signed_headers
from tests.local_slack.conftest import BOTH, Mode, bolt_app, client_of, running


@BOTH
def test_a_mention_reaches_the_bot_as_two_events_and_its_answer_stands_in_the_thread(mode: Mode) -> None:
    async def scenario() -> None:
        async with LocalSlack() as slack:
            alice = slack.add_user("alice")
            general = slack.add_channel("general", alice)
            app, heard = bolt_app(slack), []

            @app.event("app_mention")
            async def mentioned(event: Any, say: Any) -> None:
                heard.append(event["type"])
                await say(text="I hear you.", thread_ts=event["ts"])

            @app.event("message")
            async def said(event: Any) -> None:
                heard.append(event["type"])

            async with running(slack, app, mode):
                asked = alice.mention(general, "What is next? <b>")
                await slack.until(lambda: slack.bot_messages(general, asked.ts))
                await slack.settled()

            assert sorted(heard) == ["app_mention", "message"]
            assert [m.text for m in slack.messages(general, asked.ts)] == [
                f"<@{slack.bot_user_id}> What is next? &lt;b&gt;",
                "I hear you.",
            ]
            own = [d for d in slack.deliveries if d.event.get("bot_id") == slack.bot_id]
            assert [d.event["text"] for d in own] == ["I hear you."]
            assert all(d.acknowledged_after_s is not None for d in slack.deliveries)

    asyncio.run(scenario())


@BOTH
def test_what_is_not_acknowledged_in_time_is_sent_again_and_says_so(mode: Mode) -> None:
    async def scenario() -> None:
        async with LocalSlack(patience_s=0.5) as slack:
            alice = slack.add_user("alice")
            app, heard = bolt_app(slack), []

            @app.middleware
            async def slow_at_first(req: Any, next: Any) -> None:
                heard.append((req.headers.get("x-slack-retry-num"), req.body["event_id"]))
                await asyncio.sleep(0.8 if len(heard) == 1 else 0)
                await next()

            @app.event("message")
            async def said() -> None: ...

            async with running(slack, app, mode):
                (delivery,) = slack.deliveries_of(alice.dm("Hello"))
                await slack.until(lambda: delivery.attempts[1:] and delivery.attempts[1].acknowledged_at)

            first, second = delivery.attempts
            assert (first.retry_num, second.retry_num) == (0, 1)
            assert second.retry_reason == ("timeout" if mode == "socket" else "http_timeout")
            assert len({event_id for _, event_id in heard}) == 1
            assert heard[1][0] == ["1"]

    asyncio.run(scenario())


@BOTH
def test_an_event_can_be_sent_again_with_the_same_id_or_another(mode: Mode) -> None:
    async def scenario() -> None:
        async with LocalSlack() as slack:
            alice = slack.add_user("alice")
            app, heard = bolt_app(slack), []

            @app.event("message")
            async def said(body: Any) -> None:
                heard.append((body["event_id"], body["event"]["ts"]))

            async with running(slack, app, mode):
                (delivery,) = slack.deliveries_of(alice.dm("Hello"))
                slack.redeliver(delivery, retry_num=1)
                slack.redeliver(delivery, new_event_id=True)
                await slack.until(lambda: len(heard) == 3)

            assert len({event_id for event_id, _ in heard}) == 2
            assert len({ts for _, ts in heard}) == 1

    asyncio.run(scenario())


def test_after_a_refresh_or_a_broken_socket_events_go_over_the_new_connection() -> None:
    async def scenario() -> None:
        async with LocalSlack() as slack:
            alice = slack.add_user("alice")
            app, heard = bolt_app(slack), []

            @app.event("message")
            async def said(event: Any) -> None:
                heard.append(event["text"])

            async with running(slack, app, "socket"):
                for number, disturb in enumerate((slack.sockets.refresh, slack.sockets.drop), start=2):
                    disturb()
                    alice.dm(f"Hello {number}")
                    await slack.until(lambda n=number: slack.sockets.opened == n and len(heard) == n - 1)

            assert heard == ["Hello 2", "Hello 3"]

    asyncio.run(scenario())


def test_an_event_whose_connection_breaks_unacknowledged_comes_again_over_the_next() -> None:
    async def scenario() -> None:
        async with LocalSlack() as slack, aiohttp.ClientSession() as session:
            alice = slack.add_user("alice")
            client = client_of(slack)

            async def connect() -> Any:
                opened = await client.apps_connections_open(app_token=slack.app_token)
                socket = await session.ws_connect(opened["url"])
                assert (await socket.receive_json())["type"] == "hello"
                return socket

            first = await connect()
            alice.dm("Hello")
            lost = await first.receive_json()
            slack.sockets.drop()
            second = await connect()
            again = await second.receive_json()
            await second.send_json({"envelope_id": again["envelope_id"]})
            await slack.until(lambda: slack.deliveries[0].acknowledged)
            await second.close()

            assert again["payload"] == lost["payload"]
            assert (lost["retry_attempt"], again["retry_attempt"]) == (0, 1)

    asyncio.run(scenario())


def test_a_ticket_opens_one_connection_only() -> None:
    async def scenario() -> None:
        async with LocalSlack() as slack, aiohttp.ClientSession() as session:
            opened = await client_of(slack).apps_connections_open(app_token=slack.app_token)
            async with session.ws_connect(opened["url"]):
                with pytest.raises(aiohttp.WSServerHandshakeError):
                    await session.ws_connect(opened["url"])

    asyncio.run(scenario())


def test_bolt_takes_our_signature_and_no_other() -> None:
    async def scenario() -> None:
        async with LocalSlack() as slack, aiohttp.ClientSession() as session:
            app = bolt_app(slack)
            async with running(slack, app, "http"):
                answered = slack.verify_url("hi")
                await slack.until(lambda: answered.acknowledged)
                url, body = slack._https[-1].url, '{"type": "url_verification", "challenge": "x"}'
                statuses = []
                for headers in (
                    signed_headers(body, slack.signing_secret),
                    signed_headers(body, "another secret"),
                    signed_headers(body, slack.signing_secret, timestamp=1_000_000_000),
                    {},
                ):
                    async with session.post(url, data=body, headers=headers) as response:
                        statuses.append(response.status)

            assert answered.answer == {"challenge": "hi"}
            assert statuses == [200, 401, 401, 401]

    asyncio.run(scenario())


def test_events_without_their_scope_or_subscription_do_not_come() -> None:
    manifest = {
        "features": {"app_home": {"messages_tab_enabled": True}},
        "oauth_config": {"scopes": {"bot": ["im:history", "channels:history"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.im", "app_mention"]}},
    }
    with local_slack(app=App.from_manifest(manifest)) as slack:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)

        alice.mention(general, "Not subscribed to messages; no scope for mentions")
        alice.dm("Both")

        assert [delivery.event["text"] for delivery in slack.deliveries] == ["Both"]
        assert slack.scopes_used == {"im:history"}


def test_where_the_bot_is_no_member_it_hears_nothing_until_it_is_invited() -> None:
    with local_slack() as slack:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice, with_bot=False)

        alice.mention(general, "Anyone there?")
        unheard = len(slack.deliveries)
        alice.invite_bot(general)

        told = [delivery.event for delivery in slack.deliveries]
        assert unheard == 0
        assert [(e["type"], e.get("subtype"), e.get("inviter")) for e in told] == [
            ("message", "channel_join", None),
            ("member_joined_channel", None, alice.id),
        ]
