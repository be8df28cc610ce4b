"""There is one notice below a question, and none once it is cleared."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.conversation.notices import Notices
from bot.channels.slack.posting import Posted
from bot.channels.slack.surfaces.post import Post

PLACE = Place("T", "C", "U", "channel", ts="1.0")


class SlowPoster:
    """Keeps what is there; a message is there some time after it is posted."""

    def __init__(self) -> None:
        self.there: dict[str, str] = {}

    async def post(self, channel: str, post: Post, **how: Any) -> Posted:
        await asyncio.sleep(0.01)
        ts = f"{len(self.there)}.0"
        self.there[ts] = post.text
        return Posted(channel, ts)

    async def update(self, posted: Posted, post: Post) -> None:
        self.there[posted.ts] = post.text

    async def delete(self, posted: Posted) -> None:
        del self.there[posted.ts]


def test_what_is_shown_while_another_notice_is_on_its_way_takes_its_place() -> None:
    async def run() -> None:
        poster = SlowPoster()
        notices = Notices(cast(Any, poster), _note)
        waits = asyncio.create_task(notices.show("i", PLACE, Post("You are 2nd.")))
        await asyncio.sleep(0)
        await notices.show("i", PLACE, Post("Writing."))
        await waits
        assert list(poster.there.values()) == ["Writing."]

        await notices.clear("i")
        assert poster.there == {}

    asyncio.run(run())


async def _note(item_id: str, address: Mapping[str, str]) -> None:
    """Nothing is kept here."""
