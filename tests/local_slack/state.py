"""What there is in the workspace: people, channels, messages, views. It keeps; it judges nothing."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from tests.local_slack.clock import Clock
from tests.local_slack.messages import Message, Version

Kind = Literal["channels", "groups", "im", "mpim"]
Json = dict[str, Any]
CHANNEL_TYPES: dict[Kind, str] = {"channels": "channel", "groups": "group", "im": "im", "mpim": "mpim"}


@dataclass
class User:
    """A person, or the bot's own user."""

    user_id: str
    name: str
    tz: str = "Europe/Berlin"
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False

    def as_json(self, team_id: str, now: float) -> Json:
        offset = datetime.fromtimestamp(now, ZoneInfo(self.tz)).utcoffset()
        return {
            "id": self.user_id,
            "team_id": team_id,
            "name": self.name,
            "real_name": self.name.title(),
            "deleted": False,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": {"real_name": self.name.title(), "display_name": self.name, "team": team_id},
            "is_admin": self.is_admin,
            "is_owner": self.is_owner,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(now),
        }


@dataclass
class Channel:
    """A channel, or a direct message; its kind is named as in the scopes."""

    channel_id: str
    name: str
    kind: Kind
    members: list[str]
    messages: dict[str, Message] = field(default_factory=dict)  # by ts
    ephemerals: list[Message] = field(default_factory=list)

    @property
    def type(self) -> str:
        return CHANNEL_TYPES[self.kind]


@dataclass
class AssistantThread:
    """What an assistant thread shows beside its messages."""

    channel: str
    thread_ts: str
    user: str
    context: Json
    status: str = ""
    status_at: float = 0.0
    title: str = ""
    prompts: list[Json] = field(default_factory=list)


@dataclass
class View:
    """A modal, or a person's Home, and what they filled in so far."""

    body: Json
    user: str
    values: dict[str, Json] = field(default_factory=dict)  # block id → action id → state
    errors: dict[str, str] = field(default_factory=dict)
    open: bool = True

    @property
    def view_id(self) -> str:
        return str(self.body["id"])


@dataclass
class Trigger:
    """What lets an app open a modal, once and for three seconds."""

    user: str
    given_at: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an app may answer a command or a click."""

    user: str
    channel: str
    given_at: float
    message: Message | None = None
    uses: int = 0


class Workspace:
    """All of one workspace. Hold `lock` while you read or change more than one thing."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.team_id, self.app_id, self.bot_id, self.bot_user_id = "T0LOCAL", "A0COACH", "B0COACH", "U0COACH"
        self.domain = "local"
        self.users: dict[str, User] = {
            self.bot_user_id: User(self.bot_user_id, "coach", tz="America/Los_Angeles", is_bot=True)
        }
        self.channels: dict[str, Channel] = {}
        self.assistant_threads: dict[tuple[str, str], AssistantThread] = {}
        self.homes: dict[str, View] = {}
        self.views: dict[str, View] = {}  # modals, open and closed
        self.modals: dict[str, list[View]] = {}  # each person's open ones, the top one last
        self.past_views: list[tuple[str, Json]] = []  # every view that a person was shown
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self._last_ts_us = 0
        self._numbers = itertools.count(1)

    def number(self) -> int:
        with self.lock:
            return next(self._numbers)

    def next_ts(self) -> str:
        """Return a ts later than all before."""
        with self.lock:
            self._last_ts_us = max(self._last_ts_us + 1, int(self.clock.now() * 1_000_000))
            return f"{self._last_ts_us // 1_000_000}.{self._last_ts_us % 1_000_000:06d}"

    def add_user(self, user: User) -> User:
        with self.lock:
            self.users[user.user_id] = user
        return user

    def add_channel(self, name: str, kind: Kind, members: Iterable[str]) -> Channel:
        prefix = "D" if kind == "im" else "C"
        with self.lock:
            channel = Channel(f"{prefix}{self.number():04d}{name.upper()[:8]}", name, kind, list(members))
            self.channels[channel.channel_id] = channel
        return channel

    def dm(self, user_id: str) -> Channel:
        """Return the direct message of the bot with a person; it is there from the first time on."""
        with self.lock:
            for channel in self.channels.values():
                if channel.kind == "im" and user_id in channel.members:
                    return channel
            return self.add_channel(self.users[user_id].name, "im", [user_id, self.bot_user_id])

    def post(self, message: Message) -> Message:
        with self.lock:
            channel = self.channels[message.channel]
            if message.ephemeral_to is None:
                channel.messages[message.ts] = message
            else:
                channel.ephemerals.append(message)
        return message

    def new_message(self, channel: str, user: str, text: str, blocks: list[Json], **more: Any) -> Message:
        """Post a message with a ts of its own."""
        return self.post(Message(channel, self.next_ts(), user, [Version(text, blocks)], **more))

    def find(self, channel: str, ts: str) -> Message | None:
        """Return a message that is there, ephemerals not among them."""
        found = self.channels[channel].messages.get(ts) if channel in self.channels else None
        return None if found is None or found.deleted else found

    def thread(self, channel: str, root_ts: str) -> list[Message]:
        """Return the root and its replies, oldest first."""
        messages = self.channels[channel].messages.values()
        return sorted((m for m in messages if not m.deleted and m.root_ts == root_ts), key=lambda m: m.ts)

    def give_trigger(self, user: str) -> str:
        with self.lock:
            trigger_id = f"{self.number()}.{self.number()}.{self.team_id.lower()}"
            self.triggers[trigger_id] = Trigger(user, self.clock.now())
        return trigger_id

    def give_response_url(self, user: str, channel: str, message: Message | None = None) -> str:
        """Return the key of a new response URL."""
        with self.lock:
            key = f"R{self.number():06d}"
            self.response_urls[key] = ResponseUrl(user, channel, self.clock.now(), message)
        return key
