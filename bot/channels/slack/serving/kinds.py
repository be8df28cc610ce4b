"""What kind of thing Slack sent: one word for counting, and for telling which subscriptions work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.slack.setup.manifest import EVENTS, PANE_EVENTS

# The names of Slack's subscriptions, by what an event says of its channel.
_MESSAGES = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
_EVENTS = frozenset({*EVENTS, *PANE_EVENTS})
_INTERACTIONS = frozenset({"block_actions", "view_submission", "view_closed"})
COMMAND, OTHER = "command", "other"


def kind_of(body: Mapping[str, Any]) -> str:
    """Return the subscription that `body` came by, the kind of interaction, "command" or "other"."""
    if "command" in body:
        return COMMAND
    event = body.get("event")
    if not isinstance(event, Mapping):
        kind = body.get("type")
        return kind if kind in _INTERACTIONS else OTHER
    kind = event.get("type")
    if kind == "message":
        return _MESSAGES.get(event.get("channel_type", ""), OTHER)
    return kind if kind in _EVENTS else OTHER
