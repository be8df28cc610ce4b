"""The assistant pane: what to ask first, that the coach is thinking, and what a thread is called."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.posting import Poster, Unsure
from bot.channels.slack.serving.client import error_name
from bot.prompts import Prompts

_SUGGESTIONS = ("skills", "next", "promise", "doubt")  # Slack shows at most four
_TITLE = 60  # characters
_NEVER = ("unknown_method", "missing_scope", "not_allowed_token_type")
_log = logging.getLogger(__name__)


class Assistant:
    """Adornments: where Slack does not take one, the conversation goes on without."""

    def __init__(self, poster: Poster, prompts: Prompts) -> None:
        self._poster, self._prompts = poster, prompts
        self._works = True

    async def welcome(self, channel: str, thread_ts: str = "") -> None:
        """Offer questions to begin with, in a thread or in the messages with the app."""
        questions = [self._prompts.say(f"slack_suggestion_{which}") for which in _SUGGESTIONS]
        prompts = [{"title": question, "message": question} for question in questions]
        await self._call(
            "assistant.threads.setSuggestedPrompts",
            channel_id=channel,
            thread_ts=thread_ts or None,
            title=self._prompts.say("slack_suggested"),
            prompts=prompts,
        )

    async def thinking(self, place: Place) -> None:
        """Say that an answer is being thought about; the answer clears it."""
        if place.surface == "direct" and place.thread_ts:
            await self._call(
                "assistant.threads.setStatus",
                channel_id=place.channel,
                thread_ts=place.thread_ts,
                status=self._prompts.say("slack_thinking"),
            )

    async def name(self, place: Place, question: str) -> None:
        """Call a thread by its first question."""
        title = question if len(question) <= _TITLE else f"{question[: _TITLE - 1].rstrip()}…"
        await self._call(
            "assistant.threads.setTitle", channel_id=place.channel, thread_ts=place.thread_ts, title=title
        )

    async def _call(self, method: str, **arguments: Any) -> None:
        if not self._works:
            return
        try:
            await self._poster.call(method, **arguments)
        except SlackApiError as error:
            self._works = error_name(error) not in _NEVER
            _log.debug("%s: %s", method, error_name(error))
        except Unsure as error:
            _log.debug("%s", error)
