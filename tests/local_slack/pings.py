"""Whom a message would notify. Where Slack's rules are not known, it rather counts one too many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.local_slack.messages import Message

_BROADCAST = re.compile(r"<!(channel|here|everyone)(?:\|[^>]*)?>")
_GROUP = re.compile(r"<!subteam\^(S\w+)(?:\|[^>]*)?>")
_USER = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")
_BARE_BROADCAST = re.compile(r"(?<![\w@.])@(channel|here|everyone)\b", re.IGNORECASE)
_BARE_NAME = re.compile(r"(?<![\w@.])@([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Ping:
    """A message that notifies, and whom: "channel", "here", "everyone", a user's or a group's id."""

    message: Message
    whom: str


def pings_of(message: Message, ids_by_name: Mapping[str, str]) -> list[Ping]:
    """Return whom the message notifies, with all that it ever said; an ephemeral notifies nobody."""
    if message.ephemeral_to is not None:
        return []
    loose = message.link_names or message.parse == "full"
    found: dict[str, None] = {}
    for version in message.versions:
        whom = pinged_by(
            version.text, version.blocks, loose=loose, markdown=message.markdown, ids_by_name=ids_by_name
        )
        found |= dict.fromkeys(whom)
    return [Ping(message, whom) for whom in found]


def pinged_by(
    text: str,
    blocks: Sequence[Mapping[str, Any]] = (),
    *,
    loose: bool = False,
    markdown: bool = False,
    ids_by_name: Mapping[str, str] | None = None,
) -> list[str]:
    """Return whom a text and blocks notify.

    `loose` is parse=full or link_names: then a bare @channel and @name notify, too. A bare @channel also
    counts in Markdown, and in the mrkdwn of blocks that is not verbatim.
    """
    names = ids_by_name or {}
    found = [*_in_text(text, bare=loose or markdown, names=names if loose else {})]
    found += [*_in_blocks(list(blocks), names if loose else {})]
    return [*dict.fromkeys(found)]


def _in_text(text: str, *, bare: bool, names: Mapping[str, str]) -> Iterator[str]:
    for pattern in (_BROADCAST, _GROUP, _USER):
        yield from pattern.findall(text)
    if bare:
        yield from (name.lower() for name in _BARE_BROADCAST.findall(text))
    yield from (names[name.lower()] for name in _BARE_NAME.findall(text) if name.lower() in names)


def _in_blocks(node: Any, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _in_blocks(item, names)
    elif isinstance(node, Mapping):
        kind = node.get("type")
        if kind == "mrkdwn":
            yield from _in_text(str(node.get("text")), bare=not node.get("verbatim"), names=names)
        elif kind == "markdown":
            yield from _in_text(str(node.get("text")), bare=True, names=names)
        elif kind == "broadcast":
            yield str(node.get("range"))
        elif kind in ("user", "usergroup"):
            yield str(node.get("user_id") or node.get("usergroup_id"))
        for value in node.values():
            if not isinstance(value, str):
                yield from _in_blocks(value, names)
