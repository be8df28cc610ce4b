"""What was pressed, by whom, and where that stands, as Slack tells it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from bot.channels.slack.surfaces.buttons import MORE_MENU, SNOOZE_MENU, Action, Press, read_press
from bot.channels.slack.surfaces.post import Post
from bot.errors import BadQuestion

_KNOWN = frozenset({*(action.value for action in Action), SNOOZE_MENU, MORE_MENU})
Kind = Literal[
    "message", "whisper", "view"
]  # a whisper is seen by one person alone; a view is Home or a modal


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a button stands, and who uses it: what a form remembers, to show there what came of it."""

    team: str
    user: str
    kind: Kind
    channel: str = ""
    ts: str = ""
    thread_ts: str = ""
    response_url: str = ""

    @property
    def external_id(self) -> str:
        """The name by which Slack knows the person."""
        return f"{self.team}:{self.user}"

    def address(self) -> dict[str, str]:
        """Return it as a form keeps it."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, address: Mapping[str, str]) -> Spot:
        """Return what `address` was made of. Raises BadQuestion for what was not."""
        known: dict[str, Any] = {
            each.name: address[each.name] for each in fields(cls) if each.name in address
        }
        try:
            return cls(**known)
        except TypeError:
            raise BadQuestion("This form is not one that I know. Open it again.") from None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press. `message` is what it stands in, as Slack hands it back; of a whisper Slack does not."""

    press: Press
    spot: Spot
    trigger_id: str = ""
    message: Post | None = None


def is_ours(body: Mapping[str, Any]) -> bool:
    """Tell whether the element that was used is one that we make."""
    return _element(body).get("action_id") in _KNOWN


def spot_of(body: Mapping[str, Any]) -> Spot:
    """Return where something was used, and by whom."""
    user, container = body.get("user") or {}, body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    kind: Kind = "view"
    if container.get("type") == "message":
        kind = "whisper" if container.get("is_ephemeral") else "message"
    return Spot(
        team_of(body),
        str(user.get("id") or ""),
        kind,
        str(channel),
        str(container.get("message_ts") or ""),
        str(container.get("thread_ts") or ""),
        str(body.get("response_url") or ""),
    )


def team_of(body: Mapping[str, Any]) -> str:
    """Return the workspace in which something was used."""
    team, user = body.get("team") or {}, body.get("user") or {}
    return str(team.get("id") or user.get("team_id") or "")


def read_pressed(body: Mapping[str, Any]) -> Pressed:
    """Return what was pressed. Raises BadQuestion for a value that no button of ours carries."""
    message = body.get("message")
    return Pressed(
        read_press(_element(body)),
        spot_of(body),
        str(body.get("trigger_id") or ""),
        message_of(message) if isinstance(message, Mapping) else None,
    )


def message_of(message: Mapping[str, Any]) -> Post:
    """Return a message as Slack hands it back; its text is escaped already."""
    return Post(str(message.get("text") or ""), tuple(message.get("blocks") or ()))


def _element(body: Mapping[str, Any]) -> Mapping[str, Any]:
    for used in body.get("actions") or ():
        return used if isinstance(used, Mapping) else {}
    return {}
