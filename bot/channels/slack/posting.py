"""Messages to Slack, each once: after a failure that leaves it open, one looks whether it is there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from bot.channels.slack.serving.client import error_name
from bot.channels.slack.surfaces.answers import has_markdown, without_markdown
from bot.channels.slack.surfaces.post import Block, Post
from bot.errors import NotSent

EVENT_TYPE = "pathcoach_message"  # of the metadata that carries our own key
_ATTEMPTS = 5
_LOOK_AT = 50  # messages, when looking for one's own
_READ = ("conversations.history", "conversations.replies", "users.")
_NO_BLOCKS = ("invalid_blocks", "invalid_blocks_format", "unsupported_block_type")

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Refused(NotSent):
    """Slack will not take this here, however often it is tried."""


class Unsure(Exception):
    """Slack gave no answer, or an error of its own: what was asked for is done, or it is not."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that is there."""

    channel: str
    ts: str


class Poster:
    """Posts, edits and deletes messages. Every method raises NotSent where Slack will not take it."""

    def __init__(self, client: AsyncWebClient, *, wait_s: float = 0.5) -> None:
        """`wait_s` is the first wait before a repetition; it doubles each time."""
        self.client = client
        self._wait_s = wait_s
        self._markdown = True  # as far as is known, Slack takes blocks of Markdown

    async def post(
        self,
        channel: str,
        post: Post,
        *,
        key: str,
        thread_ts: str = "",
        after: str = "",
        payload: Mapping[str, Any] | None = None,
    ) -> Posted:
        """Post a message once, whatever happens on the way: `key` says which one it is.

        It comes later than the message with the time `after`, such as the one that it replies to. `payload`
        goes with the key in the message's metadata.
        """
        metadata = {"event_type": EVENT_TYPE, "event_payload": {**(payload or {}), "key": key}}
        tried = False

        async def once(blocks: Sequence[Block]) -> Posted:
            nonlocal tried
            if tried:
                found = await self.find(channel, key=key, text=post.text, thread_ts=thread_ts, after=after)
                if found is not None:
                    return found
            tried = True
            answer = await self.call(
                "chat.postMessage",
                channel=channel,
                text=post.text,
                thread_ts=thread_ts or None,
                blocks=list(blocks) or None,
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
                parse="none",
                link_names=False,
            )
            return Posted(str(answer.get("channel") or channel), str(answer["ts"]))

        return await self._plainer(post, once)

    async def update(self, posted: Posted, post: Post) -> None:
        """Make a message read like `post`."""

        async def once(blocks: Sequence[Block]) -> None:
            # An empty list removes blocks that are there.
            await self.call(
                "chat.update",
                channel=posted.channel,
                ts=posted.ts,
                text=post.text,
                blocks=list(blocks),
                parse="none",
                link_names=False,
            )

        await self._plainer(post, once)

    async def whisper(self, channel: str, user: str, post: Post, *, thread_ts: str = "") -> None:
        """Show a message in a channel to one person alone."""

        async def once(blocks: Sequence[Block]) -> None:
            await self.call(
                "chat.postEphemeral",
                channel=channel,
                user=user,
                text=post.text,
                thread_ts=thread_ts or None,
                blocks=list(blocks) or None,
                parse="none",
                link_names=False,
            )

        await self._plainer(post, once)

    async def respond(self, response_url: str, post: Post, *, replace: bool = False) -> None:
        """Answer a command or a press where it came from, for one person's eyes."""
        hook = AsyncWebhookClient(
            response_url,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(3), AsyncServerErrorRetryHandler(3)],
        )
        try:
            answer = await hook.send(
                text=post.text,
                blocks=[dict(block) for block in post.blocks] or None,
                response_type="ephemeral",
                replace_original=replace,
            )
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotSent(f"Slack could not be reached ({type(error).__name__}).") from error
        if answer.status_code != 200:
            raise NotSent(f"Slack did not take the answer to a command: {answer.status_code} {answer.body}.")

    async def delete(self, posted: Posted) -> None:
        """Remove a message; one that is gone is fine."""
        try:
            await self._repeated(lambda: self.call("chat.delete", channel=posted.channel, ts=posted.ts))
        except NotSent as error:
            _log.debug("A notice stays: %s", error)

    async def find(
        self,
        channel: str,
        *,
        key: str,
        text: str,
        thread_ts: str = "",
        after: str = "",
        begun: bool = False,
    ) -> Posted | None:
        """Return our message with this key; where it has no metadata, one of ours with this text.

        With `begun`, one of which `text` is the end will do, too, such as a stream that was cut off.
        """
        arguments: dict[str, Any] = {"channel": channel, "limit": _LOOK_AT, "include_all_metadata": True}
        if after:  # of a thread Slack gives the oldest messages first
            arguments["oldest"] = after
        if thread_ts:
            answer = await self.call("conversations.replies", ts=thread_ts, **arguments)
        else:
            answer = await self.call("conversations.history", **arguments)
        for message in answer.get("messages") or ():
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            said = str(message.get("text") or "")
            same = payload.get("key") == key if payload else said == text or (begun and text.startswith(said))
            if message.get("bot_id") and said and same:
                return Posted(channel, str(message["ts"]))
        return None

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Call a method of the Web API. Raises Unsure, and SlackApiError for a plain refusal."""
        given = {name: value for name, value in arguments.items() if value is not None}
        read = method.startswith(_READ)  # methods that take no JSON
        try:
            if read:
                answer = await self.client.api_call(method, params=given)
            else:
                answer = await self.client.api_call(method, json=given)
        except SlackApiError as error:
            if not error_name(error) or error_name(error) in ("internal_error", "fatal_error"):
                raise Unsure(f"{method} failed on Slack's side") from error
            raise
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unsure(f"{method} got no answer ({type(error).__name__})") from error
        return answer.data if isinstance(answer.data, dict) else {}

    async def repeated_call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Call a method that may safely be called twice. Raises NotSent."""
        return await self._repeated(lambda: self.call(method, **arguments))

    async def _plainer(self, post: Post, once: Callable[[Sequence[Block]], Awaitable[T]]) -> T:
        """Do it; where Slack refuses the blocks, with older ones, and then with the text alone."""
        plainer, markdown = without_markdown(post.blocks), has_markdown(post.blocks)
        for blocks in (post.blocks, plainer) if markdown and self._markdown else (plainer,):
            try:
                done = await self._repeated(partial(once, blocks), refused=_NO_BLOCKS)
            except SlackApiError as error:
                _log.warning("Slack refused blocks: %s.", error_name(error))
            else:
                if markdown and blocks is plainer:  # so it was the Markdown that was refused
                    self._markdown = False
                return done
        return await self._repeated(partial(once, ()))

    async def _repeated(self, once: Callable[[], Awaitable[T]], *, refused: Sequence[str] = ()) -> T:
        """Repeat what may have failed; an error in `refused` is the caller's. Raises NotSent."""
        again = AsyncRetrying(
            retry=retry_if_exception_type(Unsure),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_exponential_jitter(multiplier=self._wait_s, max=20),
            sleep=asyncio.sleep,
            reraise=True,
        )

        async def attempt() -> T:
            return await once()

        try:
            return await again(attempt)
        except Unsure as error:
            raise NotSent(f"Slack could not be reached: {error}.") from error
        except SlackApiError as error:
            if error_name(error) in refused:
                raise
            kind = NotSent if error_name(error) == "ratelimited" else Refused
            raise kind(f"Slack did not take it: {error_name(error)}.") from error
