"""The local Slack in a thread of its own, and the ways in which calls can be written."""

from __future__ import annotations

import json

import httpx
import pytest
from slack_sdk import WebClient

from tests.local_slack import App, CannotDo, LocalSlack, local_slack
from tests.local_slack.test_chat import section


def post(slack: LocalSlack, method: str, **form: str) -> httpx.Response:
    """Call a method with a form, and the token in it."""
    return httpx.post(slack.api_url + method, data={"token": slack.bot_token, **form})


def test_a_synchronous_client_reaches_it_while_the_test_waits() -> None:
    with local_slack() as slack:
        alice = slack.add_user("alice")
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        opened = client.conversations_open(users=alice.id)
        client.chat_postMessage(channel=opened["channel"]["id"], text="Hello")

        slack.wait_until(lambda: slack.bot_messages(slack.dm(alice)))
        with pytest.raises(TimeoutError, match=r"chat\.postMessage ok"):
            slack.wait_until(lambda: False, timeout_s=0.05)


def test_forms_carry_a_token_and_structures_as_json() -> None:
    with local_slack() as slack:
        general = slack.add_channel("general")
        blocks = json.dumps([section("x")])
        assert post(slack, "chat.postMessage", channel=general, text="t", blocks=blocks).json()["ok"]
        broken = post(slack, "chat.postMessage", channel=general, text="t", blocks="[{").json()
        assert broken["error"] == "invalid_blocks_format"
        assert len(slack.messages(general)[0].blocks) == 1


def test_json_may_have_an_empty_body() -> None:
    with local_slack() as slack:
        headers = {
            "content-type": "application/json;charset=utf-8",
            "authorization": f"Bearer {slack.bot_token}",
        }
        assert httpx.post(slack.api_url + "auth.test", headers=headers, content=b"").json()["ok"]
        assert httpx.post(slack.api_url + "auth.test").json()["error"] == "not_authed"


def test_a_response_url_takes_five_answers_within_half_an_hour() -> None:
    with local_slack() as slack:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)
        url = alice.slash("/coach", "next", general).payload["response_url"]
        first = httpx.post(url, json={"text": "For all", "response_type": "in_channel"})
        for number in range(4):
            httpx.post(url, json={"text": f"For you {number}"})
        sixth = httpx.post(url, json={"text": "Too many"})
        late = alice.slash("/coach", "next", general).payload["response_url"]
        slack.clock.advance(1_801)

        assert first.status_code == 200
        assert (sixth.status_code, sixth.json()["error"]) == (404, "used_url")
        assert httpx.post(late, json={"text": "Late"}).json()["error"] == "expired_url"
        assert [message.text for message in slack.messages(general)] == ["For all"]
        assert len(slack.ephemerals(alice)) == 4


def test_what_the_manifest_does_not_ask_for_is_not_there() -> None:
    with local_slack(app=App.from_manifest({"features": {}, "settings": {}})) as slack:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)
        for impossible in (
            lambda: alice.slash("/coach", "", general),
            lambda: alice.dm("Hello"),
            alice.open_home,
            alice.open_assistant,
        ):
            with pytest.raises(CannotDo):
                impossible()
        refused = post(slack, "chat.postMessage", channel=general, text="t").json()
        assert (refused["error"], refused["needed"]) == ("missing_scope", "chat:write")


def test_nothing_is_quiet_while_an_event_is_on_its_way() -> None:
    with local_slack() as slack:
        slack.settle(quiet_s=0.05)
        slack.add_user("alice").dm("Nobody is connected")
        with pytest.raises(TimeoutError, match="1 unacknowledged"):
            slack.settle(quiet_s=0.05, timeout_s=0.3)
