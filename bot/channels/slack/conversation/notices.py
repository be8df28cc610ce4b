"""What a person sees while there is no answer yet: their place in the queue, and a way to stop it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from weakref import WeakValueDictionary

from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.posting import Posted, Poster
from bot.channels.slack.surfaces.post import Post
from bot.errors import NotSent

_log = logging.getLogger(__name__)
_ADDRESS = "notice_ts"

Note = Callable[[str, Mapping[str, str]], Awaitable[None]]  # adds to the address of an inbox item


class Notices:
    """One message for each question that takes long; it goes when the answer is there."""

    def __init__(self, poster: Poster, note: Note) -> None:
        self._poster, self._note = poster, note
        self._shown: dict[str, Posted] = {}  # by item id
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def show(self, item_id: str, place: Place, post: Post) -> None:
        """Show a notice below the question, or change the one that is there. A command has none."""
        if place.surface == "command":
            return
        # One after the other, or there were two of them, and one for ever.
        lock = self._locks.setdefault(item_id, asyncio.Lock())
        async with lock:
            try:
                if item_id in self._shown:
                    await self._poster.update(self._shown[item_id], post)
                    return
                key = f"{item_id}:notice"
                posted = await self._poster.post(
                    place.channel, post, key=key, thread_ts=place.reply_ts, after=place.ts
                )
            except NotSent as error:
                _log.info("A notice was not shown: %s", error)
                return
            self._shown[item_id] = posted
            await self._note(item_id, {_ADDRESS: posted.ts})

    async def clear(self, item_id: str) -> None:
        """Take the notice away, if there is one."""
        posted = self._shown.pop(item_id, None)
        if posted is not None:
            await self._poster.delete(posted)

    def remember(self, item_id: str, place: Place, address: Mapping[str, str]) -> None:
        """Take over the notice of a question that another process, or an earlier run, had."""
        if _ADDRESS in address:
            self._shown[item_id] = Posted(place.channel, address[_ADDRESS])
