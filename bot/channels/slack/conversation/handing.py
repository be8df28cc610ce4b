"""A reply that is made, on its way to the one who asked: what is theirs alone, and what was interrupted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.conversation.replying import Replies
from bot.channels.slack.conversation.writing import show_again
from bot.channels.slack.posting import Posted, Poster
from bot.channels.slack.private import Privately
from bot.channels.slack.surfaces.post import Block
from bot.domain import InboxItem, Reply
from bot.prompts import Prompts


class Handing:
    """Every message has a key of its own, so that it is there once. All of it may raise NotSent."""

    def __init__(self, poster: Poster, replies: Replies, privately: Privately, prompts: Prompts) -> None:
        self._poster, self._replies, self._privately, self._prompts = poster, replies, privately, prompts

    async def ending(self, item: InboxItem, place: Place, reply: Reply) -> tuple[Block, ...]:
        """Return what stands below an answer that was streamed; in a channel that is nothing personal."""
        public = place.surface == "channel"
        return await asyncio.to_thread(self._replies.ending, reply, item.person_id, public=public)

    async def hand(self, item: InboxItem, place: Place, reply: Reply, said: Sequence[str]) -> None:
        """Hand `said`, of the reply, to the person alone."""
        posts = await asyncio.to_thread(self._replies.posts, reply, item, said)
        elsewhere = self._replies.note(self._prompts.say("slack_written_directly"))
        await self._privately.hand_all(place, posts, key=f"{item.item_id}:own", elsewhere=elsewhere)

    async def write_directly(self, item: InboxItem, place: Place, reply: Reply) -> None:
        """Write to the person directly what their channel does not take."""
        for number, post in enumerate(self._replies.whole(reply)):
            key = f"{item.item_id}:direct:{number}"
            await self._privately.write(place.external_id, post, key=key)

    async def show_again(self, item: InboxItem, place: Place, reply: Reply, begun: Sequence[Posted]) -> None:
        """Show a reply whose showing was interrupted; `begun` are its messages that are there."""
        if place.surface == "direct" or (place.surface == "channel" and not reply.personal):
            posts = self._replies.whole(reply)
            await show_again(self._poster, place, posts, key=item.item_id, begun=begun)
        else:
            await self.hand(item, place, reply, [reply.text])

    async def say_trouble(self, item: InboxItem, place: Place, error: Exception) -> None:
        """Tell the person what went wrong, as far as it concerns them."""
        await self._privately.hand(place, self._replies.trouble(error), key=f"{item.item_id}:note")

    async def tell(self, item: InboxItem, place: Place, text: str) -> None:
        """Tell the person one thing in place of an answer."""
        await self._privately.hand(place, self._replies.note(text), key=f"{item.item_id}:note")
