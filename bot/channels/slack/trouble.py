"""What a person is told of what they asked for and did not get. What the machine knows of it stays here."""

from __future__ import annotations

import logging

from bot.errors import (
    BadChange,
    BadQuestion,
    CoachError,
    IndexMissing,
    LinkRefused,
    ModelError,
    ProfileError,
    StaleChange,
    StorageError,
    UnknownCommitment,
    UnknownPathway,
    UnknownTurn,
)
from bot.prompts import Prompts

_log = logging.getLogger(__name__)
_ABOUT = {ModelError: "model", IndexMissing: "index", StorageError: "store"}
_SAID_AS_IT_IS = (BadChange, BadQuestion, LinkRefused, ProfileError, StaleChange, UnknownPathway)


def say_trouble(error: Exception, prompts: Prompts) -> str:
    """Return a sentence for the person: what they can do about it, and nothing about anybody else.

    A fault of ours is logged.
    """
    if not isinstance(error, CoachError):
        _log.error("Something that was pressed, submitted or typed failed.", exc_info=error)
    if isinstance(error, UnknownCommitment):
        return prompts.say("slack_not_yours")
    if isinstance(error, UnknownTurn):
        return prompts.say("slack_turn_gone")
    if isinstance(error, _SAID_AS_IT_IS):
        return str(error)
    about = next((name for kind, name in _ABOUT.items() if isinstance(error, kind)), "other")
    return prompts.say(f"slack_trouble_{about}")
