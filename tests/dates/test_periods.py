"""Weeks, months, quarters and their parts, said on Monday, 2 March 2026, 09:00 in Oslo."""

from __future__ import annotations

import pytest

from tests.dates.conftest import Shortly

WEEKS = [
    ("the weekend of 14 March", "2026-03-14..2026-03-15"),
    ("this week", "2026-03-02..2026-03-08"),
    ("next week", "2026-03-09..2026-03-15"),
    ("sometime next week", "2026-03-09..2026-03-15"),
    ("later this week", "2026-03-02..2026-03-08"),
    ("at some point this week", "2026-03-02..2026-03-08"),
    ("the rest of the week", "2026-03-02..2026-03-08"),
    ("the week after next", "2026-03-16..2026-03-22"),
    ("the week of 6 July", "2026-07-06..2026-07-12"),
    ("last week", "past 2026-02-23..2026-03-01"),
    ("earlier this week", "past 2026-03-02..2026-03-08"),
    ("early next week", "2026-03-09..2026-03-10"),
    ("mid next week", "2026-03-11"),
    ("midweek", "2026-03-04"),
    ("late next week", "2026-03-12..2026-03-13"),
    ("the beginning of next week", "2026-03-09"),
    ("end of the week", "2026-03-06"),
    ("by the end of the week", "..2026-03-06"),
    ("EOW", "2026-03-06"),
    ("end of this week", "2026-03-06"),
    ("the end of the working week", "2026-03-06"),
    ("by the end of next week", "..2026-03-15"),
    ("this week's plan", "2026-03-02..2026-03-08"),
    ("this weekend", "2026-03-07..2026-03-08"),
    ("over the weekend", "2026-03-07..2026-03-08"),
    ("at the weekend", "2026-03-07..2026-03-08"),
    ("next weekend", "2026-03-14..2026-03-15"),
    ("the weekend after next", "2026-03-21..2026-03-22"),
    ("last weekend", "past 2026-02-28..2026-03-01"),
    ("by the end of the weekend", "..2026-03-08"),
]


@pytest.mark.parametrize(("text", "meant"), WEEKS)
def test_a_week_ends_on_sunday_and_begins_on_monday(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant


BY_A_PERIOD = [
    ("by next week", "..2026-03-09"),
    ("by the weekend", "..2026-03-07"),
    ("by this weekend", "..2026-03-07"),
    ("by April", "..2026-04-01"),
    ("be done by September", "..2026-09-01"),
    ("by next month", "..2026-04-01"),
    ("by Q2", "..2026-04-01"),
    ("by 2027", "..2027-01-01"),
    ("by next year", "..2027-01-01"),
    ("by March", "..2026-03-31"),
    ("by this week", "..2026-03-08"),
    ("by this month", "..2026-03-31"),
    ("before next week", "..2026-03-08"),
    ("before the weekend", "..2026-03-06"),
    ("before April", "..2026-03-31"),
    ("before the end of the month", "..2026-03-31"),
    ("until the weekend", "..2026-03-07"),
    ("after the weekend", "2026-03-09"),
    ("from next week", "2026-03-09"),
]


@pytest.mark.parametrize(("text", "meant"), BY_A_PERIOD)
def test_by_a_period_means_by_its_first_day_and_before_it_the_day_before(
    shortly: Shortly, text: str, meant: str
) -> None:
    # Who says "by April" wants it done when April comes, as "be done by September" tells of a course.
    # A period that has begun cannot be meant so: there it is its last day.
    assert shortly(text) == meant


MONTHS = [
    ("this month", "2026-03-02..2026-03-31"),
    ("next month", "2026-04-01..2026-04-30"),
    ("last month", "past 2026-02-01..2026-02-28"),
    ("end of the month", "2026-03-31"),
    ("by month end", "..2026-03-31"),
    ("end-of-month", "2026-03-31"),
    ("EOM", "2026-03-31"),
    ("by the end of next month", "..2026-04-30"),
    ("in April", "2026-04-01..2026-04-30"),
    ("in March", "2026-03-02..2026-03-31"),
    ("in January", "2027-01-01..2027-01-31"),
    ("in may", "2026-05-01..2026-05-31"),
    ("this June", "2026-06-01..2026-06-30"),
    ("next June", "2026-06-01..2026-06-30"),
    ("last June", "past 2025-06-01..2025-06-30"),
    ("March 2027", "2027-03-01..2027-03-31"),
    ("by the end of April", "..2026-04-30"),
    ("mid-April", "2026-04-15"),
    ("middle of next month", "2026-04-15"),
    ("early April", "2026-04-01..2026-04-10"),
    ("late April", "2026-04-21..2026-04-30"),
    ("beginning of May", "2026-05-01"),
    ("by the start of June", "..2026-06-01"),
    ("in the first half of May", "2026-05-01..2026-05-16"),
    ("the first week of April", "2026-04-01..2026-04-07"),
    ("the last week of the month", "2026-03-25..2026-03-31"),
    ("the first two weeks of August", "2026-08-01..2026-08-14"),
    ("first Monday of April", "2026-04-06"),
    ("the last Friday of the month", "2026-03-27"),
    ("the first of next month", "2026-04-01"),
    ("next month on the 5th", "2026-04-05"),
    ("all of July", "2026-07-01..2026-07-31"),
    ("Q2", "2026-04-01..2026-06-30"),
    ("in Q3 2027", "2027-07-01..2027-09-30"),
    ("next quarter", "2026-04-01..2026-06-30"),
    ("end of the quarter", "2026-03-31"),
    ("EOQ", "2026-03-31"),
    ("by end of Q3", "..2026-09-30"),
    ("the second quarter", "2026-04-01..2026-06-30"),
    ("this year", "2026-03-02..2026-12-31"),
    ("next year", "2027-01-01..2027-12-31"),
    ("end of the year", "2026-12-31"),
    ("EOY", "2026-12-31"),
    ("by year-end", "..2026-12-31"),
    ("in 2019", "past 2019-01-01..2019-12-31"),
    ("by the end of 2027", "..2027-12-31"),
]


@pytest.mark.parametrize(("text", "meant"), MONTHS)
def test_months_and_longer_periods_have_days(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant
