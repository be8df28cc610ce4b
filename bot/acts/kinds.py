"""The kinds of act: what a clause of a message may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

# "I'll email two people"; "I need to do it by Friday"; "email two people by Friday"; "I need to do it".
Strength = Literal["firm", "wish", "note", "vague"]


class ActKind(StrEnum):
    """What a clause does. OTHER is for the documents, small talk, or nothing."""

    PROMISE = "promise"
    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    DROP = "drop"
    MOVE = "move"
    SNOOZE = "snooze"
    LIST = "list"
    NEXT = "next"
    PLAN = "plan"
    TELL = "tell"
    WHO = "who"
    REVIEW = "review"
    QUIET = "quiet"
    REMIND = "remind"
    UNDO = "undo"
    YES = "yes"
    NO = "no"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a message does, in the words of its clause.

    `form` says how it promises something by its form, whatever it is: "I'll drop the emails" does so firmly.
    """

    kind: ActKind
    words: str
    score: float = 1.0
    asks: bool = False
    form: Strength | None = None
