"""Days of the calendar, said on Monday, 2 March 2026, 09:00 in Oslo."""

from __future__ import annotations

import pytest

from tests.dates.conftest import Shortly

DAYS = [
    ("2026-05-01", "2026-05-01"),
    ("2026/05/01", "2026-05-01"),
    ("1 May", "2026-05-01"),
    ("May 1st", "2026-05-01"),
    ("1st of May 2027", "2027-05-01"),
    ("the 1st of May", "2026-05-01"),
    ("April 15", "2026-04-15"),
    ("Apr. 15th", "2026-04-15"),
    ("15 Apr", "2026-04-15"),
    ("15/4", "2026-04-15"),
    ("on 15.4.", "2026-04-15"),
    ("by 15.4", "..2026-04-15"),
    ("on 4/15", "2026-04-15"),
    ("on 5/6", "2026-06-05"),
    ("on 6.3.2026", "2026-03-06"),
    ("6-Mar-2026", "2026-03-06"),
    ("15/04/27", "2027-04-15"),
    ("Fri 6 March", "2026-03-06"),
    ("March 6, 2026", "2026-03-06"),
    ("Friday, 6 March 2026", "2026-03-06"),
    ("on Monday (9 March)", "2026-03-09"),
    ("April the fourth", "2026-04-04"),
    ("twenty-first of March", "2026-03-21"),
    ("by the first of May", "..2026-05-01"),
    ("sept 3", "2026-09-03"),
    ("3 sept", "2026-09-03"),
    ("1 March", "2027-03-01"),
    ("on 29 February", "2028-02-29"),
    ("29 Feb 2028", "2028-02-29"),
    ("1 May next year", "2027-05-01"),
    ("1 May 2025", "past 2025-05-01"),
    ("by the 20th", "..2026-03-20"),
    ("on the 31st", "2026-03-31"),
    ("on the 1st", "2026-04-01"),
    ("on the 2nd", "2026-03-02"),
    ("by the fifteenth", "..2026-03-15"),
    ("by the 20th of this month", "..2026-03-20"),
    ("15th or 16th of April", "2026-04-15..2026-04-16"),
    ("from 1 to 14 July", "2026-07-01..2026-07-14"),
    ("July 1-14", "2026-07-01..2026-07-14"),
    ("1st-14th of August 2027", "2027-08-01..2027-08-14"),
    ("July 1 to July 14", "2026-07-01..2026-07-14"),
    ("2026-07-01 to 2026-07-14", "2026-07-01..2026-07-14"),
    ("I started on 1 February", "past 2026-02-01"),
    ("I did it on 20 January", "past 2026-01-20"),
]


@pytest.mark.parametrize(("text", "meant"), DAYS)
def test_a_day_without_a_year_is_the_next_one_and_numbers_put_the_day_first(
    shortly: Shortly, text: str, meant: str
) -> None:
    assert shortly(text) == meant


FEASTS = [
    ("by Christmas", "..2026-12-25"),
    ("on Christmas Eve", "2026-12-24"),
    ("New Year's Eve", "2026-12-31"),
    ("by New Year", "..2027-01-01"),
    ("before the new year", "..2026-12-31"),
    ("by Easter", "..2026-04-05"),
    ("on Good Friday", "2026-04-03"),
    ("on Easter Monday", "2026-04-06"),
    ("by Easter 2027", "..2027-03-28"),
    ("by halloween", "..2026-10-31"),
]


@pytest.mark.parametrize(("text", "meant"), FEASTS)
def test_feasts_are_days(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant


NONE = [
    ("30 February", "none"),
    ("on 31 April", "none"),
    ("on 29 February 2027", "none"),
    ("2026-13-45", "none"),
    ("2026-02-30", "none"),
    ("on 45/45", "none"),
    ("on 31.2.", "none"),
]


@pytest.mark.parametrize(("text", "meant"), NONE)
def test_a_day_that_there_is_not_is_none(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant
