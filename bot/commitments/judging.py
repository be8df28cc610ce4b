"""What is to be done with a message that is due: what it says may not be true any more. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from bot.commitments.due import is_overdue
from bot.commitments.schedule import check_in_at, next_reminder_at, reminder_at
from bot.domain import Commitment, CommitmentStatus, Delivery, DeliveryKind, Person


class Verdict(StrEnum):
    """What becomes of a delivery. LAPSE: the next occurrence takes over, and its own reminder goes out."""

    SEND = "send"
    CANCEL = "cancel"
    POSTPONE = "postpone"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Judged:
    """A delivery with what is to be done with it; `until` goes with POSTPONE."""

    delivery: Delivery
    verdict: Verdict
    until: datetime | None = None


def judge(
    delivery: Delivery,
    commitment: Commitment | None,
    person: Person,
    *,
    asked: Collection[str | None],
    now: datetime,
) -> Judged:
    """Judge a reminder or check-in by its commitment as it is now; `now` is in the person's zone.

    `asked` are the ids of the commitments whose check-in is due, too: nothing lapses before it was asked for.
    """
    if commitment is None or commitment.status is not CommitmentStatus.OPEN or commitment.due_on is None:
        return Judged(delivery, Verdict.CANCEL)
    if delivery.kind is DeliveryKind.CHECK_IN:
        return _not_before(delivery, check_in_at(commitment, person, _zone(now)), now)
    return _judge_reminder(delivery, commitment, person, asked, now)


def _judge_reminder(
    delivery: Delivery,
    commitment: Commitment,
    person: Person,
    asked: Collection[str | None],
    now: datetime,
) -> Judged:
    zone = _zone(now)
    takes_over_at = next_reminder_at(commitment, person, zone)
    if takes_over_at is not None and delivery.due_at >= takes_over_at:
        if commitment.commitment_id not in asked:
            return Judged(delivery, Verdict.LAPSE)
        # Asked only now, after a downtime: the answer is waited for.
        later = next_reminder_at(commitment, person, zone, asked_at=now)
        return Judged(delivery, Verdict.POSTPONE, later) if later else Judged(delivery, Verdict.CANCEL)
    if commitment.snoozed_until is None and is_overdue(commitment, now):
        return Judged(delivery, Verdict.CANCEL)  # the check-in is on its way
    return _not_before(delivery, reminder_at(commitment, person, zone), now)


def _not_before(delivery: Delivery, moment: datetime | None, now: datetime) -> Judged:
    """A date or a profile may have changed while the delivery was being sent by a process that died."""
    if moment is not None and moment > now:
        return Judged(delivery, Verdict.POSTPONE, moment)
    return Judged(delivery, Verdict.SEND)


def _zone(now: datetime) -> tzinfo:
    assert now.tzinfo is not None
    return now.tzinfo
