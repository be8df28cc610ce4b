"""What is for one person's eyes reaches them, whole and in one place."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.private import Privately
from bot.channels.slack.surfaces.post import Post
from bot.errors import NotSent

COMMAND = Place("T", "C", "U", "command", response_url="https://x")


class Told:
    """Takes the place of Slack, of which `refuses` may be refused."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.said: list[tuple[str, str]] = []

    def _take(self, way: str, post: Post) -> None:
        if way == self.refuses:
            raise NotSent("No.")
        self.said.append((way, post.text))

    async def respond(self, response_url: str, post: Post) -> None:
        self._take("respond", post)

    async def whisper(self, channel: str, user: str, post: Post, *, thread_ts: str = "") -> None:
        self._take("whisper", post)

    async def post(self, channel: str, post: Post, **where: Any) -> None:
        self._take(channel, post)

    async def direct_channel(self, external_id: str) -> str:
        return "D"


def hand_all(place: Place, count: int, *, refuses: str = "") -> list[tuple[str, str]]:
    told = Told(refuses)
    posts = [Post(str(number)) for number in range(count)]
    privately = Privately(cast(Any, told), cast(Any, told))
    asyncio.run(privately.hand_all(place, posts, key="k", elsewhere=Post("elsewhere")))
    return told.said


def test_a_command_is_answered_where_it_was_typed() -> None:
    assert hand_all(COMMAND, 3) == [("respond", "0"), ("respond", "1"), ("respond", "2")]


def test_what_a_command_cannot_take_whole_is_written_directly_whole() -> None:
    written = [("D", str(number)) for number in range(5)]

    assert hand_all(COMMAND, 5) == [*written, ("respond", "elsewhere")]


def test_what_cannot_be_whispered_is_written_directly() -> None:
    place = Place("T", "C", "U", "channel", ts="1.1")

    assert hand_all(place, 1) == [("whisper", "0")]
    assert hand_all(place, 1, refuses="whisper") == [("D", "0")]
