"""A message of the workspace, and how it looks in events and answers of the Web API."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.local_slack.blocks import texts_of

Streaming = Literal["no", "yes", "stopped", "stopped_by_user", "expired"]


@dataclass(frozen=True)
class Version:
    """What a message said at one time."""

    text: str
    blocks: list[dict[str, Any]]

    @property
    def words(self) -> str:
        return "\n".join(part for part in (self.text, *texts_of(self.blocks)) if part)


@dataclass(eq=False)
class Message:
    """One message; `versions` ends with what it says now."""

    channel: str
    ts: str
    user: str
    versions: list[Version]
    thread_ts: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    subtype: str | None = None
    metadata: dict[str, Any] | None = None
    ephemeral_to: str | None = None
    client_msg_id: str | None = None
    edited: bool = False
    deleted: bool = False
    streaming: Streaming = "no"
    stream_started_at: float = 0.0
    streamed: str = ""
    markdown: bool = False  # its text is Markdown, not mrkdwn
    parse: str = "none"
    link_names: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.versions[-1].text

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return self.versions[-1].blocks

    @property
    def words(self) -> str:
        """Its text and all texts of its blocks."""
        return self.versions[-1].words

    @property
    def shown(self) -> str:
        """What people read: its blocks, and its text where there are none or it was streamed above them."""
        above = self.streaming != "no" and not self.edited
        return "\n".join(([self.text] if above or not self.blocks else []) + texts_of(self.blocks))

    @property
    def root_ts(self) -> str:
        """The ts of the thread that it is in, or starts."""
        return self.thread_ts or self.ts

    def change(self, text: str, blocks: list[dict[str, Any]]) -> None:
        self.versions.append(Version(text, copy.deepcopy(blocks)))

    def as_json(self, team_id: str, *, with_metadata: bool = False, version: int = -1) -> dict[str, Any]:
        """Return it as conversations.history and events have it."""
        said = self.versions[version]
        body: dict[str, Any] = {
            "type": "message",
            "user": self.user,
            "text": said.text,
            "ts": self.ts,
            "team": team_id,
            "blocks": copy.deepcopy(said.blocks) or [_rich_text(said.text)],
            **_given("subtype", self.subtype),
            **_given("thread_ts", self.thread_ts),
            **_given("bot_id", self.bot_id),
            **_given("app_id", self.app_id),
            **_given("client_msg_id", self.client_msg_id),
        }
        if self.bot_id is not None:
            body["bot_profile"] = {
                "id": self.bot_id,
                "app_id": self.app_id,
                "team_id": team_id,
                "deleted": False,
            }
        if self.edited:
            body["edited"] = {"user": self.user, "ts": self.ts}
        if with_metadata and self.metadata is not None:
            body["metadata"] = copy.deepcopy(self.metadata)
        if self.reactions:
            body["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ]
        return body


def _given(name: str, value: str | None) -> Mapping[str, str]:
    return {} if value is None else {name: value}


def _rich_text(text: str) -> dict[str, Any]:
    words = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "block_id": "typed", "elements": [words]}
