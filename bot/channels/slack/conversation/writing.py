"""An answer as it is written into Slack: streamed where Slack can, else posted and edited as it grows.

What is said is cut into messages that fit; a stream that Slack ends goes on as edits of the same message.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.posting import Posted, Poster, Unsure
from bot.channels.slack.serving.client import error_name
from bot.channels.slack.surfaces import limits
from bot.channels.slack.surfaces.answers import text_blocks
from bot.channels.slack.surfaces.post import Block, Post
from bot.channels.slack.surfaces.splitting import split_markdown
from bot.channels.slack.surfaces.text import escape, to_mrkdwn
from bot.composing import gap_between
from bot.errors import NotSent

_APPEND_EVERY_S = 0.7  # Slack takes 100 a minute, and edits 50
_EDIT_EVERY_S = 1.3
_STOPPED_BY_READER = "stopped_by_user"
_NEVER = ("unknown_method", "not_allowed_token_type", "feature_not_enabled", "missing_scope")
_log = logging.getLogger(__name__)

Begun = Callable[[int, Posted], Awaitable[None]]


@dataclass
class Streams:
    """What is known of this workspace: whether it can stream at all."""

    work: bool = True


@dataclass
class _Page:
    """One message: what it is to read, what it reads by now, and the stream it may still be."""

    wanted: str = ""
    shown: str = ""
    posted: Posted | None = None
    streaming: bool = False
    written_at: float = field(default=0.0)


class Writing:
    """One answer. `stopped` says that the reader ended its stream: what was shown by then stays."""

    def __init__(
        self, poster: Poster, place: Place, *, key: str, streams: Streams, begun: Begun | None = None
    ) -> None:
        """`begun` is told of each message as it begins, so that a restart can find it."""
        self._poster, self._place, self._key = poster, place, key
        self._streams, self._begun = streams, begun
        self._pages = [_Page()]
        self._last = ""
        self.stopped = False

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return not self._pages[0].wanted

    async def add(self, part: str) -> None:
        """Say a sentence or a list. Raises NotSent."""
        gap, self._last = gap_between(self._last, part), part
        for piece in split_markdown(escape(part), limits.ANSWER_PART):
            page = self._pages[-1]
            if page.wanted and len(page.wanted) + len(gap) + len(piece) > limits.ANSWER_PART:
                await self._show(page, ended=True)
                page = _Page()
                self._pages.append(page)
            page.wanted += f"{gap if page.wanted else ''}{piece}"
            gap = "\n\n"
        await self._show(self._pages[-1])

    async def catch_up(self) -> None:
        """Show what has waited because something was shown just before. Raises NotSent."""
        page = self._pages[-1]
        if page.posted is not None and page.wanted != page.shown:
            await self._show(page)

    async def finish(self, ending: Sequence[Block] = ()) -> None:
        """Say the rest, with `ending` below it. Raises NotSent."""
        await self._show(self._pages[-1], ended=True, ending=ending)

    async def break_off(self) -> None:
        """Show what was said so far, and end its stream: no more will come. Raises NotSent."""
        page = self._pages[-1]
        if page.streaming or page.wanted != page.shown:
            await self._show(page, ended=True)

    async def _show(self, page: _Page, *, ended: bool = False, ending: Sequence[Block] = ()) -> None:
        if self.stopped or not page.wanted:
            return
        if page.posted is None:
            await self._begin(page, ended=ended, ending=ending)
        elif page.streaming:
            await self._append(page, ended=ended, ending=ending)
        elif ended or time.monotonic() - page.written_at >= _EDIT_EVERY_S:
            await self._edit(page, ending)

    async def _begin(self, page: _Page, *, ended: bool, ending: Sequence[Block]) -> None:
        number = self._pages.index(page)
        if self._streams.work and self._place.reply_ts and not ended:
            await self._start_stream(page)
        if page.posted is None:
            page.posted = await self._poster.post(
                self._place.channel,
                _post(page.wanted, ending),
                key=f"{self._key}:{number}",
                thread_ts=self._place.reply_ts,
                after=self._place.ts,
            )
        elif not page.streaming:  # it is there, but no stream
            await self._edit(page, ending)
        page.shown, page.written_at = page.wanted, time.monotonic()
        if self._begun is not None:
            await self._begun(number, page.posted)

    async def _start_stream(self, page: _Page) -> None:
        place = self._place
        try:
            answer = await self._poster.call(
                "chat.startStream",
                channel=place.channel,
                thread_ts=place.reply_ts,
                recipient_user_id=place.user,
                recipient_team_id=place.team,
                markdown_text=page.wanted,
            )
        except SlackApiError as error:
            self._streams.work = error_name(error) not in _NEVER
            _log.info("No stream (%s): the answer is posted and edited.", error_name(error))
        except Unsure:
            with suppress(Unsure, SlackApiError):  # it may have begun; then it is gone on with
                page.posted = await self._poster.find(
                    place.channel, key="", text=page.wanted, thread_ts=place.reply_ts, after=place.ts
                )
                if page.posted is not None:
                    await _end_stream(self._poster, page.posted)
        else:
            page.posted, page.streaming = Posted(place.channel, str(answer["ts"])), True

    async def _append(self, page: _Page, *, ended: bool, ending: Sequence[Block]) -> None:
        more = page.wanted[len(page.shown) :]
        try:
            if ended:
                await self._stop_stream(page, markdown_text=more or None, blocks=list(ending) or None)
            elif more and time.monotonic() - page.written_at >= _APPEND_EVERY_S:
                await self._call_stream("chat.appendStream", page, markdown_text=more)
            else:
                return
        except SlackApiError as error:
            if error_name(error) == _STOPPED_BY_READER:
                self.stopped = True
                return
            _log.info("A stream has ended (%s): the answer goes on as edits.", error_name(error))
            await self._leave_stream(page, ending)
        except Unsure:
            await self._leave_stream(page, ending)
        page.shown, page.written_at = page.wanted, time.monotonic()
        page.streaming = page.streaming and not ended

    async def _leave_stream(self, page: _Page, ending: Sequence[Block]) -> None:
        """Go on by editing: an edit says all of it, so nothing is lost or there twice."""
        assert page.posted is not None
        await _end_stream(self._poster, page.posted)
        page.streaming = False
        await self._edit(page, ending)

    async def _stop_stream(self, page: _Page, **arguments: Any) -> None:
        await self._call_stream("chat.stopStream", page, **arguments)

    async def _call_stream(self, method: str, page: _Page, **arguments: Any) -> None:
        assert page.posted is not None
        await self._poster.call(method, channel=page.posted.channel, ts=page.posted.ts, **arguments)

    async def _edit(self, page: _Page, ending: Sequence[Block]) -> None:
        assert page.posted is not None
        await self._poster.update(page.posted, _post(page.wanted, ending))
        page.shown, page.written_at = page.wanted, time.monotonic()


def _post(text: str, ending: Sequence[Block]) -> Post:
    return Post(to_mrkdwn(text), (*text_blocks(text), *ending))


async def show_again(
    poster: Poster,
    place: Place,
    posts: Sequence[Post],
    *,
    key: str,
    begun: Sequence[Posted],
) -> None:
    """Show a finished answer whose showing was interrupted: `begun` are the messages that are noted.

    One that was begun and not noted is looked for.
    """
    there = list(begun)
    if len(there) < len(posts):
        text, named = posts[len(there)].text, f"{key}:{len(there)}"
        with suppress(Unsure, SlackApiError):
            found = await poster.find(
                place.channel, key=named, text=text, thread_ts=place.reply_ts, after=place.ts, begun=True
            )
            there += [found] if found is not None and found not in there else []
    for number, post in enumerate(posts):
        if number < len(there):
            await _end_stream(poster, there[number])
            await poster.update(there[number], post)
        else:
            await poster.post(
                place.channel, post, key=f"{key}:{number}", thread_ts=place.reply_ts, after=place.ts
            )


async def _end_stream(poster: Poster, posted: Posted) -> None:
    """End a stream that is to be edited, which Slack refuses while it runs; one that has ended is fine."""
    with suppress(NotSent):
        await poster.repeated_call("chat.stopStream", channel=posted.channel, ts=posted.ts)
