"""When a commitment is due, as a moment, and which are overdue. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, tzinfo

from bot.dates import to_utc
from bot.domain import Commitment, CommitmentStatus

END_OF_DAY = time(23, 59, 59)  # of a commitment without a time


def due_at(commitment: Commitment, zone: tzinfo) -> datetime | None:
    """Return the moment until which it counts, with the offset of `zone`; None while it has no date."""
    if commitment.due_on is None:
        return None
    return to_utc(commitment.due_on, commitment.due_time or END_OF_DAY, zone).astimezone(zone)


def is_overdue(commitment: Commitment, now: datetime) -> bool:
    """Tell whether it is open and was due before `now`, which is aware and in the person's zone."""
    assert now.tzinfo is not None
    due = due_at(commitment, now.tzinfo)
    return commitment.status is CommitmentStatus.OPEN and due is not None and due < now


def overdue(commitments: Iterable[Commitment], now: datetime) -> list[Commitment]:
    """Return the open commitments due before `now`, oldest first."""
    assert now.tzinfo is not None
    late = [
        (due, commitment)
        for commitment in commitments
        if is_overdue(commitment, now) and (due := due_at(commitment, now.tzinfo))
    ]
    return [commitment for _, commitment in sorted(late, key=lambda pair: pair[0])]
