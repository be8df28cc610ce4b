"""What can be pressed, and what a press carries: enough to act on, and to see that a button is old. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.errors import BadQuestion


class Action(StrEnum):
    """What a press asks for. As an `action_id` it says which element was used."""

    SOURCES = "sources"
    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    CONFIRM = "confirm"
    CHANGE_DATE = "change_date"  # opens a modal
    NOT_NOW = "not_now"
    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    DROP = "drop"  # opens a modal that asks whether, and why
    REPLAN = "replan"  # opens a modal
    SNOOZE_HOUR = "snooze_hour"
    SNOOZE_TOMORROW = "snooze_tomorrow"
    SNOOZE_DATE = "snooze_date"  # opens a modal
    WHY = "why"  # opens a modal
    UNDO = "undo"
    STOP = "stop"
    SETTINGS = "settings"  # opens a modal
    FORGET_ME = "forget_me"
    KEEP_ME = "keep_me"


SNOOZE_MENU = "snooze"  # action ids of menus: what was chosen stands in the option's press
MORE_MENU = "more"

_SHORT = {"action": "a", "commitment_id": "c", "version": "v", "turn_id": "t", "item_id": "i"}
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Press:
    """What a button's value says: what to do, and to what. `version` is the one that was shown."""

    action: Action
    commitment_id: str | None = None
    version: int | None = None
    turn_id: str | None = None
    item_id: str | None = None

    def encode(self) -> str:
        """Return the value of a button or an option: at most 150 characters."""
        said = {_SHORT[name]: value for name, value in asdict(self).items() if value is not None}
        return json.dumps(said, separators=(",", ":"))

    @classmethod
    def decode(cls, value: object) -> Press:
        """Return what a value says. Raises BadQuestion for one that no button of ours carries."""
        try:
            said = json.loads(value if isinstance(value, str) else "")
            action = Action(said.pop("a"))
            given = {name: said.pop(short) for name, short in _SHORT.items() if short in said}
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            raise _unreadable() from None
        if said or not all(_fits(name, each) for name, each in given.items()):
            raise _unreadable()
        return cls(action, **given)


def read_press(element: Mapping[str, Any]) -> Press:
    """Return what a used element of Slack's payload says, be it a button or a menu. Raises BadQuestion."""
    option = element.get("selected_option")
    return Press.decode(option.get("value") if isinstance(option, Mapping) else element.get("value"))


def _fits(name: str, value: object) -> bool:
    if name == "version":
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID


def _unreadable() -> BadQuestion:
    return BadQuestion("This button is not one that I know. Ask again, and use the new ones.")
