"""What became of a week's commitments, and how many weeks in a row went well. Pure.

A commitment belongs to a week if it was due in it and not closed before, or if it was closed in it. It
counts as what it is now: what was due on Friday and done on Monday was kept. Proposals belong to no week.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo

from bot.commitments.schedule import works_on
from bot.domain import Change, Commitment, CommitmentStatus, Person

_WEEK = timedelta(days=7)
Week = tuple[date, date]  # its first and its last day


@dataclass(frozen=True, slots=True)
class Review:
    """A week's commitments, each in exactly one group."""

    first_on: date
    last_on: date
    kept: tuple[Commitment, ...] = ()
    partly: tuple[Commitment, ...] = ()
    missed: tuple[Commitment, ...] = ()
    dropped: tuple[Commitment, ...] = ()
    still_open: tuple[Commitment, ...] = ()
    whys: Mapping[str, str] = field(default_factory=dict)  # in the person's words, by commitment id
    streak_weeks: int = 0  # in a row up to this one with something kept and nothing missed
    frozen: bool = False  # the week neither adds to the streak nor ends it

    @property
    def total(self) -> int:
        """How many commitments the week had."""
        groups = (self.kept, self.partly, self.missed, self.dropped, self.still_open)
        return sum(map(len, groups))


def week_of(day: date) -> Week:
    """Return the Monday and the Sunday of the week of `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def week_before(day: date) -> Week:
    """Return the Monday and the Sunday of the week before that of `day`."""
    return week_of(day - _WEEK)


def is_off(week: Week, person: Person) -> bool:
    """Tell whether nothing is expected of a person in the whole week."""
    return not any(works_on(week[0] + timedelta(days=day), person) for day in range(7))


def review(
    commitments: Sequence[Commitment],
    changes: Iterable[Change],
    person: Person,
    *,
    zone: tzinfo,
    week: Week,
) -> Review:
    """Return what became of a person's commitments in a week; all of them are given, for the streak."""
    groups = _groups(commitments, zone, week)
    ids = {each.commitment_id for group in groups.values() for each in group}
    whys = {change.subject_id: change.why for change in changes if change.why and change.subject_id in ids}
    return Review(
        *week,
        kept=groups[CommitmentStatus.DONE],
        partly=groups[CommitmentStatus.PARTLY],
        missed=groups[CommitmentStatus.MISSED],
        dropped=groups[CommitmentStatus.DROPPED],
        still_open=groups[CommitmentStatus.OPEN],
        whys=whys,
        streak_weeks=_streak(commitments, person, zone, week),
        frozen=_counts(groups, person, week) is None,
    )


def _groups(
    commitments: Iterable[Commitment], zone: tzinfo, week: Week
) -> dict[CommitmentStatus, tuple[Commitment, ...]]:
    ours = [each for each in commitments if _belongs(each, zone, week)]
    return {status: tuple(each for each in ours if each.status is status) for status in CommitmentStatus}


def _belongs(commitment: Commitment, zone: tzinfo, week: Week) -> bool:
    first_on, last_on = week
    closed_on = commitment.closed_at.astimezone(zone).date() if commitment.closed_at else None
    if closed_on is not None and first_on <= closed_on <= last_on:
        return True
    was_promised = commitment.status is CommitmentStatus.OPEN or closed_on is not None
    due_then = commitment.due_on is not None and first_on <= commitment.due_on <= last_on
    return was_promised and due_then and (closed_on is None or closed_on >= first_on)


def _streak(commitments: Sequence[Commitment], person: Person, zone: tzinfo, week: Week) -> int:
    days = [each.due_on for each in commitments if each.due_on]
    days += [each.closed_at.astimezone(zone).date() for each in commitments if each.closed_at]
    streak, earliest = 0, min(days, default=week[1])
    while week[1] >= earliest:
        counts = _counts(_groups(commitments, zone, week), person, week)
        if counts is False:
            break
        streak += counts is True
        week = (week[0] - _WEEK, week[1] - _WEEK)
    return streak


def _counts(
    groups: Mapping[CommitmentStatus, Sequence[Commitment]], person: Person, week: Week
) -> bool | None:
    """Whether a week adds to a streak or ends it; None for one that does neither.

    With grace: off the whole week, or with nothing kept and nothing missed, it is frozen.
    """
    if is_off(week, person):
        return None
    if groups[CommitmentStatus.MISSED]:
        return False
    return True if groups[CommitmentStatus.DONE] else None
