"""The kinds of act: what a clause of a message may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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

    `promising` says that it has the form of a promise, whatever it is: "I'll drop the emails".
    """

    kind: ActKind
    words: str
    score: float = 1.0
    asks: bool = False
    promising: bool = False
