"""When messages are due: mornings, an hour before and after, never at a time when nobody is to be reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commitments.schedule import allowed, deliveries_for, next_allowed, review_delivery
from bot.domain import Commitment, CommitmentStatus, DeliveryKind, Holiday, Person, Recurrence

OSLO, NEW_YORK = ZoneInfo("Europe/Oslo"), ZoneInfo("America/New_York")
ADA = Person("ada")  # Monday to Friday, quiet from 21:00 to 08:00
REMINDER, CHECK_IN = DeliveryKind.REMINDER, DeliveryKind.CHECK_IN
NOW = datetime(2026, 3, 2, 8, 59, tzinfo=OSLO)

Opened = Callable[..., Commitment]


def said(
    commitment: Commitment, person: Person = ADA, zone: ZoneInfo = OSLO, now: datetime = NOW
) -> list[tuple[DeliveryKind, str]]:
    """The kinds and the person's wall clock of what is scheduled."""
    return [
        (each.kind, f"{each.due_at.astimezone(zone):%a %d %b %H:%M}")
        for each in deliveries_for(commitment, person, zone, now)
    ]


@pytest.mark.parametrize(
    ("due_on", "due_time", "person", "reminder", "check_in"),
    [
        (date(2026, 3, 6), None, ADA, "Fri 06 Mar 09:00", "Mon 09 Mar 09:00"),
        (date(2026, 3, 7), None, ADA, "Fri 06 Mar 09:00", "Mon 09 Mar 09:00"),
        (date(2026, 3, 4), time(18), ADA, "Wed 04 Mar 17:00", "Wed 04 Mar 19:00"),
        (date(2026, 3, 4), time(21), ADA, "Wed 04 Mar 20:00", "Thu 05 Mar 09:00"),
        (date(2026, 3, 4), time(7, 30), ADA, "Tue 03 Mar 20:00", "Wed 04 Mar 08:30"),
        (date(2026, 3, 4), time(23, 30), ADA, "Wed 04 Mar 20:00", "Thu 05 Mar 08:00"),
        (date(2026, 3, 9), time(7, 30), ADA, "Fri 06 Mar 09:00", "Mon 09 Mar 08:30"),
        (date(2026, 3, 7), time(18), ADA, "Fri 06 Mar 09:00", "Mon 09 Mar 09:00"),
        (date(2026, 3, 6), None, replace(ADA, quiet_until=time(10)), "Fri 06 Mar 10:00", "Mon 09 Mar 10:00"),
        (date(2026, 3, 7), None, replace(ADA, working_days=()), "Sat 07 Mar 09:00", "Sun 08 Mar 09:00"),
        (
            date(2026, 3, 6),
            None,
            replace(ADA, holidays=(Holiday(date(2026, 3, 5), date(2026, 3, 13)),)),
            "Wed 04 Mar 09:00",
            "Mon 16 Mar 09:00",
        ),
        (
            date(2026, 3, 4),
            time(1),
            replace(ADA, quiet_from=time(12), quiet_until=time(12)),
            "Wed 04 Mar 00:00",
            "Wed 04 Mar 02:00",
        ),
        (
            date(2026, 3, 4),
            time(14),
            replace(ADA, quiet_from=time(12), quiet_until=time(16)),
            "Wed 04 Mar 11:00",
            "Wed 04 Mar 16:00",
        ),
    ],
)
def test_a_reminder_and_a_check_in_follow_from_when_it_is_due(
    opened: Opened, due_on: date, due_time: time | None, person: Person, reminder: str, check_in: str
) -> None:
    found = said(opened(due_on=due_on, due_time=due_time), person)

    assert found == [(REMINDER, reminder), (CHECK_IN, check_in)]


def test_a_reminder_whose_time_has_passed_is_left_out(opened: Opened) -> None:
    nine = datetime(2026, 3, 6, 9, tzinfo=OSLO)

    assert said(opened(), now=nine) == [(CHECK_IN, "Mon 09 Mar 09:00")]
    assert said(opened(), now=nine - timedelta(seconds=1))[0] == (REMINDER, "Fri 06 Mar 09:00")


def test_a_check_in_whose_time_has_passed_is_due_the_next_morning(opened: Opened) -> None:
    assert said(opened(), now=datetime(2026, 3, 12, 15, tzinfo=OSLO)) == [(CHECK_IN, "Fri 13 Mar 09:00")]


@pytest.mark.parametrize("status", [each for each in CommitmentStatus if each is not CommitmentStatus.OPEN])
def test_only_open_dated_ones_of_people_who_want_reminders_are_followed_up(
    opened: Opened, status: CommitmentStatus
) -> None:
    assert said(opened(status=status)) == []
    assert said(opened(due_on=None)) == []
    assert said(opened(), replace(ADA, reminders_on=False)) == []


def test_a_snoozed_one_is_reminded_of_then_and_asked_for_afterwards(opened: Opened) -> None:
    wednesday = datetime(2026, 3, 4, 15, tzinfo=OSLO)
    late = datetime(2026, 3, 9, 22, tzinfo=OSLO)

    assert said(opened(snoozed_until=wednesday)) == [
        (REMINDER, "Wed 04 Mar 15:00"),
        (CHECK_IN, "Mon 09 Mar 09:00"),
    ]
    assert said(opened(snoozed_until=late)) == [
        (REMINDER, "Tue 10 Mar 09:00"),
        (CHECK_IN, "Wed 11 Mar 09:00"),
    ]


def test_wall_clock_holds_over_a_change_to_summer_time(opened: Opened) -> None:
    before, after = opened(due_on=date(2026, 3, 27)), opened(due_on=date(2026, 3, 30))

    assert [each.due_at for each in deliveries_for(before, ADA, OSLO, NOW)] == [
        datetime(2026, 3, 27, 8, tzinfo=UTC),
        datetime(2026, 3, 30, 7, tzinfo=UTC),
    ]
    assert deliveries_for(after, ADA, OSLO, NOW)[0].due_at == datetime(2026, 3, 30, 7, tzinfo=UTC)


def test_another_timezone_moves_what_is_to_come_to_the_same_wall_clock_there(opened: Opened) -> None:
    assert said(opened(), zone=NEW_YORK) == said(opened(), zone=OSLO)


def test_the_next_occurrence_takes_over_where_nobody_answers(opened: Opened) -> None:
    def recurring(rule: str, counted_from: str = "due") -> Commitment:
        day = date(2026, 3, 3)
        recurrence = Recurrence(rule, counted_from, day, day)  # type: ignore[arg-type]
        return opened(due_on=day, recurrence=recurrence)

    assert said(recurring("FREQ=WEEKLY"))[2:] == [(REMINDER, "Tue 10 Mar 09:00")]
    # A day to answer the check-in of Wednesday morning.
    assert said(recurring("FREQ=DAILY"))[2:] == [(REMINDER, "Thu 05 Mar 09:00")]
    assert said(recurring("FREQ=DAILY", "completion"))[2:] == []
    assert said(recurring("FREQ=WEEKLY;COUNT=1"))[2:] == []


@pytest.mark.parametrize(
    ("after", "person", "moment"),
    [
        (datetime(2026, 3, 4, 12), ADA, "Mon 09 Mar 09:00"),
        (datetime(2026, 3, 9, 8, 59), ADA, "Mon 09 Mar 09:00"),
        (datetime(2026, 3, 9, 9), ADA, "Mon 16 Mar 09:00"),
        (
            datetime(2026, 3, 4, 12),
            replace(ADA, holidays=(Holiday(date(2026, 3, 7), date(2026, 3, 17)),)),
            "Wed 18 Mar 09:00",
        ),
        (datetime(2026, 3, 4, 12), replace(ADA, working_days=(2,)), "Wed 11 Mar 09:00"),
        (datetime(2026, 3, 4, 8), replace(ADA, working_days=(2,)), "Wed 04 Mar 09:00"),
    ],
)
def test_a_review_comes_at_the_first_time_from_monday_morning_on(
    after: datetime, person: Person, moment: str
) -> None:
    found = review_delivery(person, OSLO, after.replace(tzinfo=OSLO))

    assert f"{found.due_at.astimezone(OSLO):%a %d %b %H:%M}" == moment
    assert (found.kind, found.commitment_id) == (DeliveryKind.REVIEW, None)


_PEOPLE = st.builds(
    Person,
    person_id=st.just("ada"),
    working_days=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    quiet_from=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    quiet_until=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    holidays=st.lists(
        st.builds(
            lambda day, length: Holiday(day, day + timedelta(days=length)),
            st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            st.integers(0, 20),
        ),
        max_size=3,
    ).map(tuple),
)
_ZONES = st.sampled_from([OSLO, NEW_YORK, ZoneInfo("Asia/Kolkata"), ZoneInfo("Pacific/Auckland")])


@given(
    person=_PEOPLE,
    zone=_ZONES,
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
        lambda moment: moment.replace(tzinfo=UTC)
    ),
)
def test_what_is_moved_is_moved_to_a_time_to_be_reached_and_never_back(
    person: Person, zone: ZoneInfo, moment: datetime
) -> None:
    moved = next_allowed(moment, person, zone)

    assert moved >= moment
    assert (moved == moment) == allowed(moment, person, zone)
    # Only where the clock jumps over it can the end of the quiet hours itself be missed.
    assert allowed(moved, person, zone) or _near_a_jump(moved, zone)


@given(
    person=_PEOPLE,
    zone=_ZONES,
    due_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    due_time=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_nothing_is_ever_scheduled_for_quiet_hours_holidays_or_days_off(
    person: Person, zone: ZoneInfo, due_on: date, due_time: time | None
) -> None:
    commitment = Commitment("c1", "ada", "read", due_on, due_time, status=CommitmentStatus.OPEN)

    for each in deliveries_for(commitment, person, zone, datetime(2025, 11, 1, tzinfo=UTC)):
        assert allowed(each.due_at, person, zone) or _near_a_jump(each.due_at, zone)


def _near_a_jump(moment: datetime, zone: ZoneInfo) -> bool:
    offsets = {(moment + timedelta(hours=hours)).astimezone(zone).utcoffset() for hours in (-3, 0, 3)}
    return len(offsets) > 1
