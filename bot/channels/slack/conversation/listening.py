"""Which of what Slack sends is said to the coach, and what it says. Pure."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

Surface = Literal["channel", "direct", "command"]

_SPOKEN = {None, "file_share", "thread_broadcast"}  # subtypes of messages in which somebody says something
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
_LINK = re.compile(r"<(?P<kind>[#!]?)(?P<target>[^>|]+)(?:\|(?P<label>[^>]*))?>")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said, and where its reply goes: what an inbox item keeps as its address."""

    team: str
    channel: str
    user: str
    surface: Surface
    ts: str = ""  # of what was said; a command has none
    thread_ts: str = ""  # the thread that it was said in
    response_url: str = ""  # of a command
    tool: str = ""  # that a command or a button names

    @property
    def external_id(self) -> str:
        """The name by which Slack knows the person."""
        return f"{self.team}:{self.user}"

    @property
    def space_id(self) -> str:
        """The name by which Slack knows the channel."""
        return f"{self.team}:{self.channel}"

    @property
    def reply_ts(self) -> str:
        """The thread that the reply belongs in; "" is the direct message itself."""
        return self.thread_ts or (self.ts if self.surface == "channel" else "")

    @property
    def thread_id(self) -> str:
        """The coach's own thread: one for each person in each thread, and nobody's but theirs."""
        root = self.reply_ts or self.surface
        return _digest(self.team, self.channel, root, self.user)

    @property
    def item_id(self) -> str:
        """The id of what was said: the same for whatever Slack sends of the same message."""
        return _digest(self.team, self.channel, self.ts)

    def address(self) -> dict[str, str]:
        """Return it as an inbox keeps it."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, address: Mapping[str, str]) -> Place:
        """Return what `address` was made of; what was added to it is left out."""
        known: dict[str, Any] = {
            each.name: address[each.name] for each in fields(cls) if each.name in address
        }
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that somebody wrote. `named`: it names the bot; `others`: it names other people."""

    place: Place
    text: str
    event_id: str
    named: bool = False
    others: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """What tells this message from others, however often and under which names it comes."""
        message = f"message:{self.place.team}:{self.place.channel}:{self.place.ts}"
        return (message, f"event:{self.event_id}") if self.event_id else (message,)


def hear(body: Mapping[str, Any]) -> Heard | None:
    """Return what a person wrote; None for edits, joins, bots, the bot itself, and what is no message."""
    event = body.get("event")
    if not isinstance(event, Mapping) or event.get("type") not in ("message", "app_mention"):
        return None
    own, user = bot_user(body), event.get("user")
    if event.get("subtype") not in _SPOKEN or event.get("bot_id") or event.get("hidden"):
        return None
    if not user or user == own or user == "USLACKBOT" or not event.get("ts") or not event.get("channel"):
        return None
    written = str(event.get("text") or "")
    named = {match[1] for match in _USER.finditer(written)}
    place = Place(
        team=str(body.get("team_id") or event.get("team") or ""),
        channel=str(event["channel"]),
        user=str(user),
        surface="direct" if event.get("channel_type") == "im" else "channel",
        ts=str(event["ts"]),
        thread_ts=str(event.get("thread_ts") or ""),
    )
    return Heard(
        place,
        read_text(written, own=own),
        str(body.get("event_id") or ""),
        named=event["type"] == "app_mention" or own in named,
        others=bool(named - {own}),
    )


def bot_user(body: Mapping[str, Any]) -> str:
    """Return the bot's own user id as an event names it; "" where it does not."""
    for each in body.get("authorizations") or ():
        if isinstance(each, Mapping) and each.get("is_bot"):
            return str(each.get("user_id") or "")
    return ""


def read_text(written: str, *, own: str) -> str:
    """Return what was written as plain text: no markup, no escapes, and without the bot's own name."""
    whole = written.encode(errors="replace").decode().replace("\0", " ")  # half a character is none
    text = _USER.sub(lambda match: "" if match[1] == own else f"@{match[2] or 'someone'}", whole)
    return " ".join(html.unescape(_LINK.sub(_plain, text)).split())


def _plain(link: re.Match[str]) -> str:
    label, target = link["label"], link["target"]
    if link["kind"]:
        name = (label or target.partition("^")[0]).removeprefix("@")
        return f"{'#' if link['kind'] == '#' else '@'}{name}"
    if label and label not in target:
        return f"{label} ({target})"
    return target.removeprefix("mailto:")


def _digest(*parts: str) -> str:
    return hashlib.blake2s("\0".join(parts).encode(), digest_size=16).hexdigest()
