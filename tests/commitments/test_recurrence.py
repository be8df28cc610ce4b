"""How a commitment comes back: which day is next, and when a series is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commitments.recurrence import calendar_rule, check_rule, comes_after, next_occurrence, slots_after
from bot.domain import Commitment, CommitmentStatus, Recurrence
from bot.errors import BadChange

OSLO = ZoneInfo("Europe/Oslo")
DONE, MISSED = CommitmentStatus.DONE, CommitmentStatus.MISSED

Opened = Callable[..., Commitment]


def occurrence(opened: Opened, rule: str, due_on: date, **more: object) -> Commitment:
    recurrence = Recurrence(rule, anchor_on=due_on, slot_on=due_on)
    return opened(**{"due_on": due_on, "recurrence": recurrence, "series_id": "c1", "status": DONE, **more})


def following(commitment: Commitment, at: datetime) -> Commitment | None:
    return next_occurrence(commitment, at, commitment_id="c2")


@pytest.mark.parametrize(
    ("rule", "due_on", "next_on"),
    [
        ("FREQ=DAILY", date(2026, 3, 2), date(2026, 3, 3)),
        ("FREQ=DAILY;INTERVAL=3", date(2026, 3, 2), date(2026, 3, 5)),
        ("FREQ=WEEKLY", date(2026, 3, 2), date(2026, 3, 9)),
        ("FREQ=WEEKLY;INTERVAL=2", date(2026, 3, 2), date(2026, 3, 16)),
        ("FREQ=WEEKLY;BYDAY=MO,TH", date(2026, 3, 2), date(2026, 3, 5)),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", date(2026, 3, 6), date(2026, 3, 9)),
        ("FREQ=MONTHLY", date(2026, 3, 2), date(2026, 4, 2)),
        ("FREQ=MONTHLY", date(2026, 1, 31), date(2026, 2, 28)),
        ("FREQ=MONTHLY", date(2028, 1, 31), date(2028, 2, 29)),
        ("FREQ=MONTHLY", date(2026, 1, 30), date(2026, 2, 28)),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", date(2026, 2, 28), date(2026, 3, 31)),
        ("FREQ=MONTHLY;BYMONTHDAY=1", date(2026, 12, 1), date(2027, 1, 1)),
        ("FREQ=YEARLY", date(2028, 2, 29), date(2029, 2, 28)),
        ("RRULE:FREQ=WEEKLY", date(2026, 12, 28), date(2027, 1, 4)),
    ],
)
def test_the_next_occurrence_is_the_rules_next_day(
    opened: Opened, rule: str, due_on: date, next_on: date
) -> None:
    done_at = datetime.combine(due_on, time(10), OSLO)

    found = following(occurrence(opened, rule, due_on), done_at)

    assert found is not None
    assert found.due_on == next_on
    assert (found.commitment_id, found.series_id, found.status) == ("c2", "c1", CommitmentStatus.OPEN)
    assert (found.version, found.closed_at, found.evidence_url) == (1, None, None)


def test_after_the_31st_and_the_end_of_february_comes_the_31st_again(opened: Opened) -> None:
    january = occurrence(opened, "FREQ=MONTHLY", date(2026, 1, 31))
    february = following(january, datetime(2026, 1, 31, 10, tzinfo=OSLO))
    assert february is not None
    march = following(replace(february, status=DONE), datetime(2026, 2, 28, 10, tzinfo=OSLO))

    assert march is not None
    assert (february.due_on, march.due_on) == (date(2026, 2, 28), date(2026, 3, 31))


@pytest.mark.parametrize("moved_to", [date(2026, 3, 7), date(2026, 3, 11), date(2026, 3, 20)])
def test_a_moved_occurrence_moves_no_other(opened: Opened, moved_to: date) -> None:
    weekly = Recurrence("FREQ=WEEKLY", anchor_on=date(2026, 3, 2), slot_on=date(2026, 3, 9))
    moved = opened(due_on=moved_to, recurrence=weekly, series_id="c1", status=DONE)

    found = following(moved, datetime(2026, 3, 7, 10, tzinfo=OSLO))

    assert found is not None
    assert found.due_on == date(2026, 3, 16)


def test_days_that_have_passed_are_left_out_but_today_still_counts(opened: Opened) -> None:
    daily = occurrence(opened, "FREQ=DAILY", date(2026, 3, 2))
    at_seven = replace(daily, due_time=time(7))
    friday = datetime(2026, 3, 6, 10, tzinfo=OSLO)

    found, later = following(daily, friday), following(at_seven, friday)

    assert found is not None
    assert later is not None
    assert (found.due_on, later.due_on) == (date(2026, 3, 6), date(2026, 3, 7))


@pytest.mark.parametrize(
    ("rule", "completed_on", "next_on"),
    [
        ("FREQ=WEEKLY;INTERVAL=2", date(2026, 3, 5), date(2026, 3, 19)),
        ("FREQ=DAILY;INTERVAL=3", date(2026, 3, 1), date(2026, 3, 4)),
        ("FREQ=MONTHLY", date(2026, 1, 31), date(2026, 2, 28)),
        ("FREQ=YEARLY", date(2028, 2, 29), date(2029, 2, 28)),
        ("FREQ=WEEKLY;BYDAY=MO", date(2026, 3, 5), date(2026, 3, 9)),
    ],
)
def test_counted_from_completion_the_next_one_follows_the_day_it_was_done(
    opened: Opened, rule: str, completed_on: date, next_on: date
) -> None:
    recurrence = Recurrence(rule, "completion", anchor_on=date(2026, 1, 31), slot_on=date(2026, 3, 2))

    found = following(
        opened(recurrence=recurrence, status=DONE), datetime.combine(completed_on, time(22), OSLO)
    )

    assert found is not None
    assert found.due_on == next_on


@pytest.mark.parametrize("counted_from", ["due", "completion"])
@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;UNTIL=20260316T000000Z"])
def test_a_series_ends_where_its_rule_says(opened: Opened, rule: str, counted_from: str) -> None:
    recurrence = Recurrence(rule, counted_from, date(2026, 3, 2), date(2026, 3, 2))  # type: ignore[arg-type]
    current: Commitment | None = opened(due_on=date(2026, 3, 2), recurrence=recurrence)
    days = []
    while current is not None:
        assert current.due_on is not None
        days.append(current.due_on)
        done_at = datetime.combine(current.due_on, time(10), OSLO)
        current = following(replace(current, status=DONE), done_at)

    assert days == [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)]


def test_only_misses_in_a_row_are_carried_on(opened: Opened) -> None:
    weekly = occurrence(opened, "FREQ=WEEKLY", date(2026, 3, 2), status=MISSED, missed_before=1)
    now = datetime(2026, 3, 3, 9, tzinfo=OSLO)

    missed, kept = following(weekly, now), following(replace(weekly, status=DONE), now)

    assert missed is not None
    assert kept is not None
    assert (missed.missed_before, kept.missed_before) == (2, 0)


def test_what_does_not_recur_or_has_no_date_has_no_next(opened: Opened) -> None:
    now = datetime(2026, 3, 3, 9, tzinfo=OSLO)

    assert following(opened(status=DONE), now) is None
    assert following(opened(due_on=None, recurrence=Recurrence("FREQ=DAILY")), now) is None


def test_what_comes_after_is_known_by_its_slot_or_by_being_open(opened: Opened) -> None:
    first = occurrence(opened, "FREQ=WEEKLY", date(2026, 3, 2))
    second = replace(occurrence(opened, "FREQ=WEEKLY", date(2026, 3, 9)), commitment_id="c2")

    assert comes_after(second, first)
    assert not comes_after(first, second)
    assert not comes_after(first, first)
    assert comes_after(replace(first, status=CommitmentStatus.OPEN), second)


def test_a_calendar_gets_what_is_left_of_the_count() -> None:
    rule = Recurrence("FREQ=WEEKLY;COUNT=5", anchor_on=date(2026, 3, 2), slot_on=date(2026, 3, 16))

    assert calendar_rule(rule)["COUNT"] == "3"


@pytest.mark.parametrize("rule", ["", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "every day"])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(BadChange, match="every Monday"):
        check_rule(rule)


@given(
    anchor=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 6),
    ahead=st.integers(0, 400),
)
def test_slots_come_in_order_after_the_day_and_a_month_or_year_skips_none(
    anchor: date, frequency: str, interval: int, ahead: int
) -> None:
    rule = Recurrence(f"FREQ={frequency};INTERVAL={interval}", anchor_on=anchor)
    day = anchor + timedelta(days=ahead)

    slots = list(islice(slots_after(rule, day), 4))

    assert slots == sorted(set(slots))
    assert slots[0] > day
    months = [slot.year * 12 + slot.month for slot in slots]
    if frequency == "MONTHLY":
        assert [b - a for a, b in pairwise(months)] == [interval] * 3
        assert all(slot.day == anchor.day or (slot + timedelta(days=1)).day == 1 for slot in slots)
