"""What becomes of what Slack sends: each kind of it goes to where it belongs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from bot.channels.slack.background import Background
from bot.channels.slack.commanding import Commands, read_command
from bot.channels.slack.conversation.assistant import Assistant
from bot.channels.slack.conversation.listening import hear
from bot.channels.slack.conversation.questions import Questions
from bot.channels.slack.homes import Homes
from bot.channels.slack.pressing.pressing import Presses
from bot.channels.slack.serving.bolt import Body
from bot.channels.slack.serving.kinds import COMMAND, kind_of
from bot.channels.slack.spaces import Spaces
from bot.prompts import Prompts

_PATIENT_S = 10.0  # with what goes on when the process ends
_log = logging.getLogger(__name__)


class Service:
    """A `SlackService`: what is owed a reply is kept by `questions` before it is acknowledged.

    The rest goes on after it: `finish` waits for that.
    """

    def __init__(
        self,
        questions: Questions,
        presses: Presses,
        commands: Commands,
        homes: Homes,
        spaces: Spaces,
        assistant: Assistant,
        prompts: Prompts,
    ) -> None:
        self._questions, self._presses, self._commands = questions, presses, commands
        self._homes, self._spaces, self._assistant, self._prompts = homes, spaces, assistant, prompts
        self._background = Background()

    async def remember(self, body: Body) -> bool:
        """Keep what is owed a reply; False for what came before."""
        kind = kind_of(body)
        if kind == COMMAND:
            command = read_command(body, self._prompts)
            if not command.for_coach:
                return True
            return await self._questions.ask(command.place, command.text, keys=(command.key,), kind=kind)
        if (heard := hear(body)) is not None:
            return await self._questions.accept(heard, kind)
        if _is_message(body) or not body.get("event_id"):
            return True  # an edit, a join, another bot, a press: nothing is owed
        return await self._questions.is_new(f"event:{body['event_id']}", kind)

    async def hear(self, body: Body) -> None:
        """Nothing more: what is owed a reply is in the queue since it was kept."""

    async def press(self, body: Body) -> None:
        self._background.start(self._presses.press(body))

    async def submit(self, body: Body) -> Body | None:
        return await self._presses.submit(body)

    async def command(self, body: Body) -> None:
        command = read_command(body, self._prompts)
        if not command.for_coach:
            self._background.start(self._commands.run(command))

    async def open_home(self, body: Body) -> None:
        event = body.get("event") or {}
        if event.get("tab") == "messages":
            self._background.start(self._assistant.welcome(str(event.get("channel") or "")))
        else:
            self._background.start(self._homes.opened(body))

    async def start_assistant(self, body: Body) -> None:
        thread = (body.get("event") or {}).get("assistant_thread") or {}
        if isinstance(thread, Mapping) and thread.get("channel_id"):
            channel, thread_ts = str(thread["channel_id"]), str(thread.get("thread_ts") or "")
            self._background.start(self._assistant.welcome(channel, thread_ts))

    async def joined(self, body: Body) -> None:
        self._background.start(self._spaces.joined(body))

    async def leave(self, body: Body) -> None:
        _log.warning("The app was removed from its workspace, or its token was revoked. Install it again.")

    async def finish(self) -> None:
        """Wait until all is done that was acknowledged, but not for a Slack that is away."""
        try:
            async with asyncio.timeout(_PATIENT_S):
                await self._background.finish()
                await self._presses.finish()
        except TimeoutError:
            _log.warning("What was pressed or typed last may be done and not shown.")


def _is_message(body: Body) -> bool:
    event = body.get("event")
    return isinstance(event, Mapping) and event.get("type") in ("message", "app_mention")
