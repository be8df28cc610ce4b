"""An answer in Slack is complete, in order and there once, whatever Slack does on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.conversation.writing import Streams, Writing
from bot.channels.slack.posting import Poster
from bot.channels.slack.serving.client import SlackClient
from bot.channels.slack.serving.secrets import SlackSecrets
from bot.channels.slack.surfaces.elements import context
from bot.settable import SlackSettings
from tests.local_slack import (
    Fault,
    LocalSlack,
    Message,
    dropped,
    expired_stream,
    rate_limited,
    refused,
    server_error,
)

SENTENCES = ["The first one.", "The second one.", "- a list\n- of two", "The last <!channel> one."]
WRITTEN = "The first one. The second one.\n\n- a list\n- of two\n\nThe last &lt;!channel&gt; one."

Run = Callable[[LocalSlack, Writing], Awaitable[None]]


def write(
    sentences: Sequence[str] = SENTENCES,
    *,
    prepare: Callable[[LocalSlack], None] = lambda slack: None,
    direct: bool = False,
) -> list[Message]:
    """Write `sentences` as an answer, and return the bot's messages."""

    async def run() -> list[Message]:
        async with LocalSlack(rates_on=False) as slack:
            ana = slack.add_user("ana")
            channel = slack.dm(ana) if direct else slack.add_channel("general", ana)
            asked = ana.dm("?") if direct else ana.mention(channel, "?")
            secrets = SlackSecrets(bot_token=slack.bot_token, app_token="", signing_secret="")
            prepare(slack)
            async with SlackClient(secrets, SlackSettings(base_url=slack.api_url)) as client:
                place = Place(slack.team_id, channel, ana.id, "direct" if direct else "channel", ts=asked.ts)
                writing = Writing(Poster(client, wait_s=0.01), place, key="k", streams=Streams())
                for sentence in sentences:
                    await writing.add(sentence)
                    await writing.catch_up()
                await writing.finish([context("ending")])
            assert not slack.pings()
            return slack.bot_messages(channel)

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show every sentence at once."""
    monkeypatch.setattr("bot.channels.slack.conversation.writing._APPEND_EVERY_S", 0.0)
    monkeypatch.setattr("bot.channels.slack.conversation.writing._EDIT_EVERY_S", 0.0)


def read(message: Message) -> str:
    """What a message says: its streamed text, or its markdown block."""
    markdown = [block["text"] for block in message.blocks or () if block["type"] == "markdown"]
    return markdown[0] if markdown else message.text


def test_an_answer_streams_into_one_message_of_the_thread() -> None:
    (message,) = write()

    assert read(message) == WRITTEN
    assert message.thread_ts
    assert len(message.versions) > 2
    assert message.blocks[-1]["elements"][0]["text"] == "ending"


def test_a_direct_message_outside_threads_is_posted_and_edited() -> None:
    (message,) = write(direct=True)

    assert read(message) == WRITTEN
    assert not message.thread_ts


FAULTS = {
    "no streams": [("chat.startStream", refused("unknown_method"))],
    "no metadata": [("chat.startStream", refused("not_allowed_token_type"))],
    "start fails before": [("chat.startStream", server_error())],
    "start fails after": [("chat.startStream", server_error(after=True))],
    "append fails before": [("chat.appendStream", server_error())],
    "append fails after": [("chat.appendStream", server_error(after=True))],
    "append is cut off": [("chat.appendStream", dropped(after=True))],
    "stop fails before": [("chat.stopStream", server_error())],
    "stop fails after": [("chat.stopStream", server_error(after=True))],
    "stream expires": [("chat.appendStream", expired_stream())],
    "stream expires at the end": [("chat.stopStream", expired_stream())],
    "conflict": [("chat.appendStream", refused("streaming_state_conflict"))],
    "post fails before": [
        ("chat.startStream", refused("unknown_method")),
        ("chat.postMessage", server_error()),
    ],
    "post fails after": [
        ("chat.startStream", refused("unknown_method")),
        ("chat.postMessage", server_error(after=True)),
    ],
    "post is cut off": [
        ("chat.startStream", refused("unknown_method")),
        ("chat.postMessage", dropped(after=True)),
    ],
    "blocks refused": [
        ("chat.startStream", refused("unknown_method")),
        ("chat.postMessage", refused("invalid_blocks")),
    ],
    "update fails": [
        ("chat.startStream", refused("unknown_method")),
        ("chat.update", server_error(after=True)),
        ("chat.update", dropped()),
    ],
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS.keys())
def test_nothing_is_lost_or_there_twice(faults: list[tuple[str, object]]) -> None:
    def prepare(slack: LocalSlack) -> None:
        for method, fault in faults:
            slack.faults.add(method, fault)

    (message,) = write(prepare=prepare)

    assert "ending" in str(message.blocks)
    said = message.words if "markdown" not in str(message.blocks) else read(message)
    for sentence in ("The first one. The second one.", "of two", "The last &lt;!channel&gt; one."):
        assert said.count(sentence) >= 1
        assert read(message).count(sentence) <= 1


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
def test_a_rate_limit_is_waited_for(method: str) -> None:
    (message,) = write(prepare=lambda slack: slack.faults.add(method, rate_limited(1)))

    assert read(message) == WRITTEN


def test_a_stream_that_its_reader_stopped_keeps_its_text() -> None:
    (message,) = write(
        prepare=lambda slack: slack.faults.add("chat.appendStream", refused("stopped_by_user"))
    )

    assert read(message) == "The first one."


def test_a_workspace_without_any_of_it_gets_complete_answers() -> None:
    (message,) = write(prepare=lambda slack: slack.faults.old_api())

    assert "ending" in str(message.blocks)
    assert all(part in message.words for part in ("The first one.", "of two", "The last"))


@pytest.mark.parametrize("streams", [True, False])
def test_60_000_characters_arrive_complete_in_order_in_one_thread(streams: bool) -> None:
    sentences = [
        " ".join(
            f"Sentence number {number} says a little more than nothing." for number in range(at, at + 20)
        )
        for at in range(0, 1_100, 20)
    ]

    messages = write(sentences, prepare=lambda slack: None if streams else slack.faults.old_api())

    assert len("".join(sentences)) > 55_000
    said = " ".join(message.text for message in messages)
    assert [said.find(f"number {number} says") for number in range(1_100)] == sorted(
        said.find(f"number {number} says") for number in range(1_100)
    )
    assert -1 not in [said.find(f"number {number} says") for number in range(1_100)]
    assert len({message.thread_ts for message in messages}) == 1


@pytest.mark.parametrize("answers", [("No.", "Yes."), ("No.", "No.")], ids=["another", "the same"])
@pytest.mark.parametrize(
    "faults",
    [
        [("chat.startStream", refused("unknown_method")), ("chat.postMessage", server_error(after=True))],
        [("chat.startStream", server_error(after=True))],
        [("chat.startStream", server_error())],
    ],
    ids=["post fails after", "start fails after", "start fails before"],
)
def test_in_a_long_thread_each_answer_is_there_once(
    faults: list[tuple[str, Fault]], answers: tuple[str, str]
) -> None:
    async def run() -> list[Message]:
        async with LocalSlack(rates_on=False) as slack:
            ana = slack.add_user("ana")
            channel = slack.add_channel("general", ana)
            root = ana.mention(channel, "?")
            secrets = SlackSecrets(bot_token=slack.bot_token, app_token="", signing_secret="")
            async with SlackClient(secrets, SlackSettings(base_url=slack.api_url)) as client:
                poster = Poster(client, wait_s=0.01)
                for answer in answers:
                    asked = ana.say(channel, "?", root.ts)
                    place = Place(slack.team_id, channel, ana.id, "channel", asked.ts, root.ts)
                    writing = Writing(poster, place, key=asked.ts, streams=Streams())
                    await writing.add(answer)
                    await writing.finish()
                    for _ in range(60):
                        ana.say(channel, "Hm.", root.ts)
                    for method, fault in faults:
                        slack.faults.add(method, fault)
            return slack.bot_messages(channel)

    assert [read(message) for message in asyncio.run(run())] == list(answers)
