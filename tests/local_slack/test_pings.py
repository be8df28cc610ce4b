"""Whom a text or blocks would notify."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_slack import LocalSlack, pinged_by
from tests.local_slack.test_chat import in_slack, section

NAMES = {"alice": "U1"}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Hi <!channel>", ["channel"]),
        ("Hi <!here|here> and <@U1>", ["here", "U1"]),
        ("Hi <!subteam^S1|@team>", ["S1"]),
        ("Hi &lt;!channel&gt; and @channel and @alice", []),
        ("mail@here.example", []),
    ],
)
def test_markup_in_a_text_notifies_and_bare_names_do_not(text: str, whom: list[str]) -> None:
    assert pinged_by(text, ids_by_name=NAMES) == whom


def test_bare_names_notify_with_full_parsing() -> None:
    assert pinged_by("@channel, @alice, @nobody", loose=True, ids_by_name=NAMES) == ["channel", "U1"]


@pytest.mark.parametrize(
    ("block", "whom"),
    [
        (section("<!everyone>"), ["everyone"]),
        (section("@here"), ["here"]),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "@here", "verbatim": True}}, []),
        ({"type": "section", "text": {"type": "plain_text", "text": "<!here>"}}, []),
        ({"type": "markdown", "text": "Hi @channel"}, ["channel"]),
        ({"type": "rich_text", "elements": [{"type": "broadcast", "range": "here"}]}, ["here"]),
    ],
)
def test_blocks_notify_by_their_kind(block: dict[str, Any], whom: list[str]) -> None:
    assert pinged_by("", [block]) == whom


def test_the_bots_pings_are_found_in_what_it_ever_said() -> None:
    async def scenario(slack: LocalSlack, client: Any) -> None:
        alice = slack.add_user("alice")
        general = slack.add_channel("general", alice)
        alice.say(general, "<!here> is mine")
        posted = await client.chat_postMessage(channel=general, text="<!channel>")
        await client.chat_update(channel=general, ts=posted["ts"], text="harmless")
        await client.chat_postMessage(channel=general, text="@alice", link_names=True)
        assert [ping.whom for ping in slack.pings()] == ["channel", alice.id]

    in_slack(scenario)
