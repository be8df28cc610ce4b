"""What is for one person's eyes: shown to them alone, wherever they asked."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.people import People
from bot.channels.slack.posting import Poster
from bot.channels.slack.surfaces.post import Post
from bot.errors import NotSent

_RESPONSES = 3  # Slack takes five of a command; one may be the place in the queue
_log = logging.getLogger(__name__)


class Privately:
    """Hands messages to one person: in a channel so that nobody else sees them, else in direct messages."""

    def __init__(self, poster: Poster, people: People) -> None:
        self._poster, self._people = poster, people

    async def hand_all(self, place: Place, posts: Sequence[Post], *, key: str, elsewhere: Post) -> None:
        """Show all of `posts` to the person of `place`, in one place. Raises NotSent.

        A command can be answered a few times only; `elsewhere` says there that more than that is written
        to the person directly.
        """
        if place.surface == "command" and len(posts) > _RESPONSES:
            for number, post in enumerate(posts):
                await self.write(place.external_id, post, key=f"{key}:{number}")
            posts, key = [elsewhere], f"{key}:elsewhere"
        for number, post in enumerate(posts):
            await self.hand(place, post, key=f"{key}:{number}")

    async def hand(self, place: Place, post: Post, *, key: str) -> None:
        """Show `post` to the person of `place`. Raises NotSent."""
        if place.surface == "direct":
            await self._poster.post(place.channel, post, key=key, thread_ts=place.reply_ts, after=place.ts)
            return
        try:
            if place.surface == "command":
                await self._poster.respond(place.response_url, post)
            else:  # in a thread that is there already; Slack shows it nowhere else
                await self._poster.whisper(place.channel, place.user, post, thread_ts=place.thread_ts)
        except NotSent as error:  # such as half an hour after a command, or where the bot is no member
            _log.info("It goes as a direct message: %s", error)
            await self.write(place.external_id, post, key=key)

    async def write(self, external_id: str, post: Post, *, key: str) -> None:
        """Send `post` as a direct message. Raises NotSent."""
        channel = await self._people.direct_channel(external_id)
        await self._poster.post(channel, post, key=key)
