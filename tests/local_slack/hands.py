"""A person's hands: what they type, edit, join and open."""

from __future__ import annotations

import re
import uuid
from typing import Any, Literal

from tests.local_slack.blocks import check_message_blocks, with_ids
from tests.local_slack.clicking import Clicking
from tests.local_slack.deliveries import Delivery
from tests.local_slack.errors import CannotDo
from tests.local_slack.interactions import slash_command
from tests.local_slack.messages import Message
from tests.local_slack.state import AssistantThread, Channel, Json

_MARKUP = re.compile(r"(<[@#!][^<>]+>)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Hands(Clicking):
    """What a person does in Slack. It raises CannotDo where Slack would not let them."""

    def say(self, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Write a message. `<@U…>`, `<#C…>` and `<!channel>` are mentions; the rest is escaped."""
        with self._workspace.lock:
            self._room(channel)
            message = self._workspace.new_message(
                channel, self.id, typed(text), [], thread_ts=thread_ts, client_msg_id=str(uuid.uuid4())
            )
            self._events.posted(message)
        return message

    def mention(self, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Write to the bot; where it is a member, that is two events: app_mention and message."""
        return self.say(channel, f"<@{self._workspace.bot_user_id}> {text}", thread_ts)

    def dm(self, text: str, thread_ts: str | None = None) -> Message:
        """Write to the bot alone."""
        if not self._app.messages_tab:
            raise CannotDo("The app's manifest does not let people write in its Messages tab.")
        return self.say(self._workspace.dm(self.id).channel_id, text, thread_ts)

    def edit(self, message: Message, text: str) -> None:
        with self._workspace.lock:
            self._own(message)
            message.change(typed(text), [])
            message.edited = True
            self._events.changed(message)

    def delete(self, message: Message) -> None:
        with self._workspace.lock:
            self._own(message)
            message.deleted = True
            self._events.deleted(message)

    def react(self, message: Message, name: str) -> None:
        with self._workspace.lock:
            self._room(message.channel)
            message.reactions.setdefault(name, []).append(self.id)
            self._events.reacted(message, self.id, name)

    def join(self, channel: str) -> None:
        """Join a public channel; Slack posts that, too."""
        with self._workspace.lock:
            room = self._workspace.channels[channel]
            if room.kind != "channels":
                raise CannotDo(f"{room.name} is private.")
            self._enter(room, self.id)
            self._events.joined(room, self.id)

    def leave(self, channel: str) -> None:
        with self._workspace.lock:
            room = self._room(channel)
            room.members.remove(self.id)
            self._events.left(room, self.id)

    def invite_bot(self, channel: str) -> None:
        """Bring the bot into a channel."""
        with self._workspace.lock:
            room = self._room(channel)
            if self._workspace.bot_user_id in room.members:
                raise CannotDo(f"The bot is in {room.name} already.")
            self._enter(room, self._workspace.bot_user_id, inviter=self.id)
            self._events.joined(room, self._workspace.bot_user_id, inviter=self.id)

    def remove_bot(self, channel: str) -> None:
        """Take the bot out of a channel."""
        with self._workspace.lock:
            room = self._room(channel)
            room.members.remove(self._workspace.bot_user_id)
            self._events.left(room, self._workspace.bot_user_id)

    def open_home(self, tab: Literal["home", "messages"] = "home") -> None:
        """Look at the app: Slack sends the same event for its Messages tab."""
        if not (self._app.home_tab if tab == "home" else self._app.messages_tab):
            raise CannotDo(f"The app's manifest has no {tab} tab.")
        with self._workspace.lock:
            self._events.opened_home(self.id, tab)

    def slash(self, command: str, text: str, channel: str) -> Delivery:
        """Type a slash command; Slack takes none in threads."""
        if command not in self._app.commands:
            raise CannotDo(f"{command} is not a valid command.")
        if "commands" not in self._app.scopes:
            raise CannotDo("The app lacks the scope commands.")
        self._events.scopes_used.add("commands")
        with self._workspace.lock:
            self._room(channel)
            payload = slash_command(self._workspace, self.user, command, text, channel)
            key = self._workspace.give_response_url(self.id, channel)
            payload["response_url"] = self._response_url(key)
            return self._deliveries.send(
                Delivery("slash_commands", payload, on_answer=lambda answer: self._after_command(key, answer))
            )

    def open_assistant(self, context_channel: str | None = None) -> Message:
        """Open the assistant pane; the root of its new thread is returned."""
        if not self._app.assistant:
            raise CannotDo("The app's manifest has no assistant view.")
        with self._workspace.lock:
            room = self._workspace.dm(self.id)
            root = self._workspace.new_message(
                room.channel_id,
                self._workspace.bot_user_id,
                "New Assistant Thread",
                [],
                bot_id=self._workspace.bot_id,
                app_id=self._workspace.app_id,
                subtype="assistant_app_thread",
            )
            root.thread_ts = root.ts
            context = self._context(context_channel)
            thread = AssistantThread(room.channel_id, root.ts, self.id, context)
            self._workspace.assistant_threads[room.channel_id, root.ts] = thread
            self._events.assistant_thread("assistant_thread_started", root, self.id, context)
        return root

    def switch_context(self, root: Message, channel: str) -> None:
        """Go to another channel with the pane open."""
        with self._workspace.lock:
            thread = self._workspace.assistant_threads[root.channel, root.ts]
            thread.context = self._context(channel)
            self._events.assistant_thread("assistant_thread_context_changed", root, self.id, thread.context)

    def stop_stream(self, message: Message) -> None:
        """Press Slack's own stop button under a message that is being streamed."""
        with self._workspace.lock:
            if message.streaming != "yes":
                raise CannotDo("The message is not being streamed.")
            message.streaming = "stopped_by_user"

    def _room(self, channel: str) -> Channel:
        room = self._workspace.channels[channel]
        if self.id not in room.members:
            raise CannotDo(f"{self.name} is not in {room.name}.")
        return room

    def _own(self, message: Message) -> None:
        if message.user != self.id or message.deleted:
            raise CannotDo(f"{self.name} did not write this message, or it is deleted.")

    def _enter(self, room: Channel, user: str, inviter: str | None = None) -> None:
        if user in room.members:
            raise CannotDo(f"{user} is in {room.name} already.")
        room.members.append(user)
        said = f"<@{user}> has joined the channel"
        notice = self._workspace.new_message(room.channel_id, user, said, [], subtype="channel_join")
        self._events.posted(notice)

    def _context(self, channel: str | None) -> Json:
        if channel is None:
            return {}
        return {"channel_id": channel, "team_id": self._workspace.team_id, "enterprise_id": None}

    def _after_command(self, key: str, answer: Any) -> None:
        """Show what came with the acknowledgement of a command: to the person alone, or to the channel."""
        if not isinstance(answer, dict) or not (answer.get("text") or answer.get("blocks")):
            return
        blocks = answer.get("blocks") or []
        check_message_blocks(blocks)
        with self._workspace.lock:
            url = self._workspace.response_urls[key]
            alone = answer.get("response_type") != "in_channel"
            message = self._workspace.new_message(
                url.channel,
                self._workspace.bot_user_id,
                str(answer.get("text") or ""),
                with_ids(blocks, f"{key}-"),
                bot_id=self._workspace.bot_id,
                app_id=self._workspace.app_id,
                ephemeral_to=self.id if alone else None,
            )
            self._events.posted(message)


def typed(text: str) -> str:
    """Return typed text as Slack stores it: escaped, with mentions as markup."""
    parts = _MARKUP.split(text)
    return "".join(part if number % 2 else part.translate(_ESCAPES) for number, part in enumerate(parts))
