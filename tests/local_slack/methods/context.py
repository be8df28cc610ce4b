"""What every method of the Web API works on, and the checks that several share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.local_slack import limits
from tests.local_slack.app import App
from tests.local_slack.errors import Refused
from tests.local_slack.events import Events
from tests.local_slack.faults import Faults
from tests.local_slack.messages import Message
from tests.local_slack.methods.arguments import Arguments
from tests.local_slack.state import Channel, Json, Workspace


@dataclass(frozen=True)
class Context:
    """The workspace as methods see it."""

    workspace: Workspace
    app: App
    events: Events
    faults: Faults
    socket_url: Callable[[], str]

    @property
    def team_id(self) -> str:
        return self.workspace.team_id

    def channel(self, channel_id: str) -> Channel:
        """Return a conversation that the bot can see, by its id."""
        channel = self.workspace.channels.get(channel_id)
        hidden = channel is not None and channel.kind != "channels"
        if channel is None or (hidden and self.workspace.bot_user_id not in channel.members):
            raise Refused("channel_not_found")
        return channel

    def channel_to_post_in(self, name: str) -> Channel:
        """Return where to post: a conversation by its id, or a person's direct message by theirs."""
        if not self.app.messages_tab and (name.startswith("U") or name.startswith("D")):
            raise Refused("messages_tab_disabled")
        if name in self.workspace.users:
            return self.workspace.dm(name)
        channel = self.channel(name)
        if self.workspace.bot_user_id not in channel.members and "chat:write.public" not in self.app.scopes:
            raise Refused("not_in_channel")
        return channel

    def own_message(self, arguments: Arguments, not_own: str) -> Message:
        """Return the bot's message that `channel` and `ts` name."""
        channel = self.channel(arguments.required("channel", "channel_not_found"))
        message = self.workspace.find(channel.channel_id, arguments.required("ts", "message_not_found"))
        if message is None:
            raise Refused("message_not_found")
        if message.bot_id != self.workspace.bot_id:
            raise Refused(not_own)
        return message

    def checked_metadata(self, arguments: Arguments) -> Json | None:
        """Return the metadata of a message, None where there is none."""
        metadata = arguments.structure("metadata", "invalid_metadata_format")
        if metadata is None or not self.faults.metadata:
            return None
        if not isinstance(metadata, Mapping):
            raise Refused("invalid_metadata_format")
        payload = metadata.get("event_payload")
        if metadata and (not metadata.get("event_type") or not isinstance(payload, Mapping)):
            raise Refused("invalid_metadata_schema")
        if len(str(metadata).encode()) > limits.METADATA_BYTES:
            raise Refused("metadata_too_large")
        return dict(metadata)

    def end_status(self, message: Message) -> None:
        """Take the assistant's status away: the bot has answered."""
        thread = self.workspace.assistant_threads.get((message.channel, message.root_ts))
        if thread is not None:
            thread.status = ""


Method = Callable[[Context, Arguments], Json]


def as_answer(message: Message, team_id: str) -> Json:
    """Return what the methods that post answer."""
    return {"channel": message.channel, "ts": message.ts, "message": dict[str, Any](message.as_json(team_id))}
