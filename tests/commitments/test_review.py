"""The weekly review: every commitment of the week in one group, and a streak that forgives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commitments import CommitmentService
from bot.commitments.review import Review, review, week_before, week_of
from bot.domain import Commitment, CommitmentStatus, Holiday, Person
from bot.store import Store

OSLO = ZoneInfo("Europe/Oslo")
ADA = Person("ada")
WEEK = (date(2026, 3, 2), date(2026, 3, 8))
DONE, PARTLY, MISSED, DROPPED, OPEN, PROPOSED = (
    CommitmentStatus.DONE,
    CommitmentStatus.PARTLY,
    CommitmentStatus.MISSED,
    CommitmentStatus.DROPPED,
    CommitmentStatus.OPEN,
    CommitmentStatus.PROPOSED,
)

SetClock = Any
Opened = Callable[..., Commitment]
Promise = Callable[..., Commitment]


def of_week(*commitments: Commitment, person: Person = ADA, week: tuple[date, date] = WEEK) -> Review:
    return review(commitments, [], person, zone=OSLO, week=week)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def test_weeks_run_from_monday_to_sunday() -> None:
    assert week_of(date(2026, 3, 2)) == week_of(date(2026, 3, 8)) == WEEK
    assert week_before(date(2026, 3, 9)) == WEEK


def test_without_a_week_it_is_the_last_one_until_tuesday_and_then_this_one(
    service: CommitmentService, clock: SetClock
) -> None:
    found = []
    for day in (9, 10, 11, 15):
        clock.now = datetime(2026, 3, day, 9, tzinfo=OSLO)
        found.append(service.review("ada").first_on)

    assert found == [WEEK[0], WEEK[0], date(2026, 3, 9), date(2026, 3, 9)]


def test_after_a_holiday_it_is_the_week_before_it(
    service: CommitmentService, clock: SetClock, promise: Promise, store: Store
) -> None:
    promise("read", date(2026, 3, 6))
    store.save_person(
        Person("ada", timezone="Europe/Oslo", holidays=(Holiday(date(2026, 3, 7), date(2026, 3, 22)),))
    )
    clock.now = datetime(2026, 3, 23, 9, tzinfo=OSLO)

    found = service.last_review("ada")
    promise("write", date(2026, 3, 23))
    clock.now = datetime(2026, 3, 30, 9, tzinfo=OSLO)

    assert (found.first_on, found.total) == (WEEK[0], 1)
    assert service.last_review("ada").first_on == date(2026, 3, 23)


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"status": DONE, "closed_at": noon(date(2026, 3, 5))}, "kept"),
        ({"status": DONE, "closed_at": noon(date(2026, 3, 9))}, "kept"),
        ({"status": DONE, "due_on": date(2026, 3, 20), "closed_at": noon(date(2026, 3, 5))}, "kept"),
        ({"status": PARTLY, "closed_at": noon(date(2026, 3, 8))}, "partly"),
        ({"status": MISSED, "closed_at": noon(date(2026, 3, 9))}, "missed"),
        ({"status": DROPPED, "closed_at": noon(date(2026, 3, 3))}, "dropped"),
        ({"status": OPEN}, "still_open"),
        ({"status": OPEN, "due_on": date(2026, 3, 9)}, None),
        ({"status": OPEN, "due_on": None}, None),
        ({"status": DONE, "closed_at": noon(date(2026, 3, 1))}, None),
        ({"status": PROPOSED}, None),
        ({"status": DROPPED, "closed_at": None}, None),
    ],
)
def test_each_commitment_of_the_week_stands_in_the_group_of_what_it_is(
    opened: Opened, fields: dict[str, object], group: str | None
) -> None:
    commitment = opened(**fields)

    found = of_week(commitment)

    assert found.total == (group is not None)
    if group is not None:
        assert getattr(found, group) == (commitment,)


def test_midnight_is_the_persons(opened: Opened) -> None:
    half_past_midnight = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)  # Monday in Oslo

    late = opened(status=DONE, due_on=date(2026, 3, 20), closed_at=half_past_midnight)

    assert of_week(late).total == 0
    assert of_week(late, week=(date(2026, 3, 9), date(2026, 3, 15))).total == 1


def weeks(opened: Opened, *outcomes: CommitmentStatus | None) -> list[Commitment]:
    """One commitment a week up to WEEK, the last outcome in WEEK itself; None: nothing in that week."""
    kept = []
    for ago, status in enumerate(reversed(outcomes)):
        due_on = date(2026, 3, 6) - timedelta(weeks=ago)
        if status is not None:
            closed_at = None if status is OPEN else noon(due_on)
            kept.append(opened(due_on=due_on, status=status, closed_at=closed_at))
    return kept


@pytest.mark.parametrize(
    ("outcomes", "streak"),
    [
        ([DONE], 1),
        ([DONE, DONE, DONE], 3),
        ([DONE, MISSED, DONE, DONE], 2),
        ([DONE, DONE, MISSED], 0),
        ([DONE, None, DONE], 2),
        ([DONE, DONE, None], 2),
        ([DONE, PARTLY, DONE], 2),
        ([DONE, OPEN, DONE], 2),
        ([MISSED, None, DONE], 1),
        ([], 0),
    ],
)
def test_a_streak_counts_kept_weeks_and_freezes_where_nothing_was_kept_or_missed(
    opened: Opened, outcomes: list[CommitmentStatus | None], streak: int
) -> None:
    found = of_week(*weeks(opened, *outcomes))

    assert found.streak_weeks == streak
    last = outcomes[-1] if outcomes else None
    assert found.frozen == (last not in (DONE, MISSED))


def test_a_week_on_holiday_ends_no_streak(opened: Opened) -> None:
    away = Person("ada", holidays=(Holiday(date(2026, 2, 23), date(2026, 2, 27)),))
    kept = weeks(opened, DONE, MISSED, DONE)

    assert of_week(*kept).streak_weeks == 1
    assert of_week(*kept, person=away).streak_weeks == 2


def test_the_reason_is_told_in_the_persons_words(service: CommitmentService, promise: Promise) -> None:
    kept = promise("read", date(2026, 3, 6))
    service.close("ada", kept.commitment_id, MISSED, why="the children were ill")

    found = service.review("ada", WEEK)

    assert found.whys == {kept.commitment_id: "the children were ill"}


_DAYS = st.dates(date(2026, 2, 20), date(2026, 3, 20))
_COMMITMENTS = st.builds(
    lambda number, due_on, status, closed_on: Commitment(
        f"c{number}",
        "ada",
        "read",
        due_on,
        status=status,
        closed_at=noon(closed_on) if status in (DONE, PARTLY, MISSED, DROPPED) else None,
    ),
    st.integers(),
    st.none() | _DAYS,
    st.sampled_from(CommitmentStatus),
    _DAYS,
)


@given(commitments=st.lists(_COMMITMENTS, unique_by=lambda each: each.commitment_id))
def test_the_sums_are_those_of_a_plain_count(commitments: list[Commitment]) -> None:
    found = of_week(*commitments)

    def counted(status: CommitmentStatus) -> int:
        first, last = WEEK
        return sum(
            1
            for each in commitments
            if each.status is status
            and (
                (each.closed_at is not None and first <= each.closed_at.date() <= last)
                or (
                    each.due_on is not None
                    and first <= each.due_on <= last
                    and (each.closed_at is None or each.closed_at.date() > last)
                )
            )
        )

    groups = (found.kept, found.partly, found.missed, found.dropped, found.still_open)
    assert [len(group) for group in groups] == [
        counted(status) for status in (DONE, PARTLY, MISSED, DROPPED, OPEN)
    ]
    ids = [each.commitment_id for group in groups for each in group]
    assert len(ids) == len(set(ids)) == found.total
