"""The words of commitments: what someone promised, what became of it, and the messages that follow it up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal, Protocol

from bot.domain.people import Person
from bot.domain.plans import TaskDone


class CommitmentStatus(StrEnum):
    """Where a commitment stands. PROPOSED is not saved as a promise yet; the last four are closed."""

    PROPOSED = "proposed"
    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How a commitment comes back. `rule` is an RFC 5545 RRULE value without DTSTART: `FREQ=WEEKLY;BYDAY=MO`.

    The next occurrence is counted from the due date, or from the day on which this one was completed.
    """

    rule: str
    counted_from: Literal["due", "completion"] = "due"
    anchor_on: date | None = None  # the series' first due date: a moved occurrence moves no other
    slot_on: date | None = None  # which of the rule's days this occurrence stands for; due_on may have moved


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a person said they would do. `due_on` and `due_time` are wall clock in the person's timezone.

    `due_on` is None while it is not known by when; `due_time` None means by the end of the day. `version`
    grows with every change, so that a click on an old button is seen to be old.
    """

    commitment_id: str
    person_id: str
    text: str  # "email two people", without "I will" and without the date
    due_on: date | None
    due_time: time | None = None
    status: CommitmentStatus = CommitmentStatus.PROPOSED
    if_then: str | None = None  # "if it is 20:00 on a weekday, I open the course"
    pathway_id: str | None = None
    task_id: str | None = None  # of the roadmap, which it serves
    chunk_id: str | None = None  # the passage that it came from
    evidence_url: str | None = None
    recurrence: Recurrence | None = None
    series_id: str | None = None  # the first occurrence's id, for all that recur from it
    snoozed_until: datetime | None = None  # no reminder before that; the due date stays
    missed_before: int = 0  # how often it was missed and planned anew
    thread_id: str | None = None  # where it was proposed
    created_at: datetime | None = None
    closed_at: datetime | None = None
    version: int = 1


class ChangeKind(StrEnum):
    """What happened to a commitment, to a task of the roadmap or to a profile."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CHANGED = "changed"  # text, if-then plan, evidence, recurrence, or a profile's fields
    MOVED = "moved"  # another due date
    SNOOZED = "snoozed"
    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    DROPPED = "dropped"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the append-only history. `before` is None for what is new, `after` for what is gone.

    Changes of one act, such as confirming two commitments by one "yes", share a `batch_id` and are undone
    together.
    """

    change_id: str
    batch_id: str
    person_id: str
    subject: Literal["commitment", "task", "profile"]
    subject_id: str  # commitment_id, `pathway_id/task_id`, or person_id
    kind: ChangeKind
    at: datetime
    before: Commitment | TaskDone | Person | None = None
    after: Commitment | TaskDone | Person | None = None
    why: str | None = None  # in the person's words: what kept them
    undoes: str | None = None  # change_id


class DeliveryKind(StrEnum):
    """Why a message goes out without having been asked for."""

    REMINDER = "reminder"  # before it is due
    CHECK_IN = "check_in"  # after it was due: did you do it?
    REVIEW = "review"  # the week is over


class DeliveryStatus(StrEnum):
    """CLAIMED: a process is sending it, and holds a lease; where that runs out, another may look and send."""

    SCHEDULED = "scheduled"
    CLAIMED = "claimed"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that must go out exactly once. `due_at` is derived from wall clock when it is scheduled."""

    delivery_id: str
    person_id: str
    kind: DeliveryKind
    due_at: datetime
    commitment_id: str | None = None
    status: DeliveryStatus = DeliveryStatus.SCHEDULED
    message_id: str | None = None  # what it went out as: one message may carry several deliveries
    claimed_by: str | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One message that follows up: what it says, and the deliveries that it carries."""

    message_id: str
    person: Person
    text: str
    deliveries: tuple[Delivery, ...]
    commitments: tuple[Commitment, ...] = ()


class Sender(Protocol):
    """A channel's way to reach people who did not just ask something."""

    channel: str

    def reaches(self, person: Person) -> bool:
        """Tell whether this person can be reached here."""

    def send(self, check_in: CheckIn) -> None:
        """Send one message. Raises CoachError where it did not go out, or may not have."""

    def was_sent(self, message_id: str, person: Person) -> bool | None:
        """Tell whether a message went out; None where the channel cannot be looked into."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What the coach has asked and waits for, so that "yes" or "Friday" is understood.

    confirm: are these commitments to be saved? date: by when? choose: which of `choices` is meant by
    `action`? agree: shall `action` be done to the one that is named? report: how did these go?
    """

    kind: Literal["confirm", "date", "choose", "agree", "report"]
    commitment_ids: tuple[str, ...] = ()
    action: str = ""  # of choose and agree: "done", "drop", "move", "task_done", …
    choices: tuple[str, ...] = field(default=())  # commitment ids or task ids, in the order shown
    why: str = ""  # what came with the request, such as the reason or the new date in words
