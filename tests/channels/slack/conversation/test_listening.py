"""Which of what Slack sends is said to the coach, and what it says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.conversation.listening import Place, hear, read_text

BOT = "UBOT"


def body(**event: Any) -> dict[str, Any]:
    """An event as Slack sends it: somebody says something in a channel."""
    said = {
        "type": "message",
        "channel": "C1",
        "channel_type": "channel",
        "user": "U1",
        "ts": "1.1",
        "text": "hi",
    }
    return {
        "team_id": "T1",
        "event_id": "Ev1",
        "authorizations": [{"user_id": BOT, "is_bot": True}],
        "event": {**said, **event},
    }


@pytest.mark.parametrize(
    "event",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message", "bot_id": "B2"},
        {"bot_id": "B2"},
        {"user": BOT},
        {"user": "USLACKBOT"},
        {"user": None},
        {"type": "reaction_added"},
        {"hidden": True},
    ],
)
def test_what_nobody_said_to_the_coach_is_not_heard(event: dict[str, Any]) -> None:
    assert hear(body(**event)) is None


@pytest.mark.parametrize("sent", [{}, {"event": "x"}, {"event": {"type": "message"}}, {"command": "/coach"}])
def test_what_is_no_message_is_not_heard(sent: dict[str, Any]) -> None:
    assert hear(sent) is None


def test_a_mention_and_its_message_are_the_same() -> None:
    text = f"<@{BOT}> how long is RTOS?"
    mention = hear({**body(type="app_mention", text=text, channel_type=None), "event_id": "Ev1"})
    message = hear({**body(text=text), "event_id": "Ev2"})

    assert mention is not None
    assert message is not None
    assert mention.named
    assert message.named
    assert mention.place == message.place
    assert mention.keys[0] == message.keys[0]
    assert mention.text == message.text == "how long is RTOS?"


def test_a_reply_goes_into_the_thread_and_in_direct_messages_where_it_was_said() -> None:
    in_channel, in_thread = hear(body()), hear(body(thread_ts="0.9"))
    direct, direct_thread = hear(body(channel_type="im")), hear(body(channel_type="im", thread_ts="0.9"))

    assert [each and each.place.reply_ts for each in (in_channel, in_thread, direct, direct_thread)] == [
        "1.1",
        "0.9",
        "",
        "0.9",
    ]


def test_each_person_has_a_thread_of_their_own_in_a_common_one() -> None:
    ana, ben = hear(body(user="U1", thread_ts="0.9")), hear(body(user="U2", thread_ts="0.9", ts="1.2"))
    later = hear(body(user="U1", thread_ts="0.9", ts="1.3"))

    assert ana is not None
    assert ben is not None
    assert later is not None
    assert ana.place.thread_id == later.place.thread_id != ben.place.thread_id
    assert ana.place.item_id != later.place.item_id


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"<@{BOT}> hi", "hi"),
        (f"hi <@{BOT}>, there", "hi , there"),
        ("is &lt;b&gt; &amp; C++ ok?", "is <b> & C++ ok?"),
        ("see <https://x.org/a|https://x.org/a>", "see https://x.org/a"),
        ("see <https://x.org|the plan>", "see the plan (https://x.org)"),
        ("in <#C2|general> with <@U2>", "in #general with @someone"),
        ("<!channel> and <!subteam^S1|@devs>", "@channel and @devs"),
        ("mail <mailto:a@b.org|a@b.org>", "mail a@b.org"),
        ("two\nlines", "two lines"),
        ("half \ud83d of one", "half ? of one"),
        ("no\0thing", "no thing"),
    ],
)
def test_markup_is_read_as_text(written: str, read: str) -> None:
    assert read_text(written, own=BOT) == read


@given(st.text())
def test_any_text_is_read(written: str) -> None:
    read_text(written, own=BOT)


def test_a_place_comes_back_from_its_address() -> None:
    place = Place("T1", "C1", "U1", "command", response_url="https://x", tool="show_plan")

    assert Place.of({**place.address(), "page_0": "1.2"}) == place
