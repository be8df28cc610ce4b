"""Everything that a person can see in the workspace, or could at any time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.local_slack.blocks import texts_of
from tests.local_slack.messages import Message
from tests.local_slack.pings import Ping, pings_of
from tests.local_slack.state import Workspace


@dataclass(frozen=True)
class Seen:
    """What is seen at one place: a channel's id and a ts, "ephemeral", "view" or "assistant"."""

    place: str
    text: str
    blocks: list[dict[str, Any]]

    @property
    def words(self) -> str:
        return "\n".join(part for part in (self.text, *texts_of(self.blocks)) if part)


def visible_to(workspace: Workspace, user: str) -> list[Seen]:
    """Return all that the person can see or could see, before edits and deletions, too."""
    with workspace.lock:
        return [*_messages(workspace, user), *_views(workspace, user), *_assistant(workspace, user)]


def pings(workspace: Workspace) -> list[Ping]:
    """Return whom the bot's messages notify."""
    with workspace.lock:
        names = {user.name.lower(): user.user_id for user in workspace.users.values()}
        return [
            ping
            for channel in workspace.channels.values()
            for message in channel.messages.values()
            if message.bot_id == workspace.bot_id
            for ping in pings_of(message, names)
        ]


def _messages(workspace: Workspace, user: str) -> Iterator[Seen]:
    for channel in workspace.channels.values():
        if channel.kind == "channels" or user in channel.members:
            for message in channel.messages.values():
                yield from _versions(message, f"{channel.channel_id} {message.ts}")
        for message in channel.ephemerals:
            if message.ephemeral_to == user:
                yield from _versions(message, f"ephemeral {channel.channel_id} {message.ts}")


def _versions(message: Message, place: str) -> Iterator[Seen]:
    for version in message.versions:
        yield Seen(place, version.text, version.blocks)


def _views(workspace: Workspace, user: str) -> Iterator[Seen]:
    for owner, body in workspace.past_views:
        if owner == user:
            parts = [body[name]["text"] for name in ("title", "submit", "close") if body[name]]
            yield Seen(f"view {body['id']}", "\n".join(parts), body["blocks"])


def _assistant(workspace: Workspace, user: str) -> Iterator[Seen]:
    for thread in workspace.assistant_threads.values():
        if thread.user == user:
            shown = [thread.title, thread.status, json.dumps(thread.prompts, ensure_ascii=False)]
            yield Seen(f"assistant {thread.channel} {thread.thread_ts}", "\n".join(filter(None, shown)), [])
