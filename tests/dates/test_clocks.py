"""The same words at other times and places: ends of weeks, months and years, and changes of the clocks."""

from __future__ import annotations

import pytest

from tests.dates.conftest import Shortly

FRIDAY_AFTERNOON = [
    ("by Friday", "..2026-03-06"),
    ("on Friday at 17:00", "2026-03-06 17:00"),
    ("Friday morning", "2026-03-13 09:00"),
    ("by Friday at 10", "..2026-03-13 10:00"),
    ("next Friday", "2026-03-13"),
    ("last Friday", "past 2026-02-27"),
    ("coming Friday", "2026-03-13"),
    ("this weekend", "2026-03-07..2026-03-08"),
    ("next weekend", "2026-03-14..2026-03-15"),
    ("end of the week", "2026-03-06"),
    ("EOW", "2026-03-06"),
    ("before Friday", "..2026-03-12"),
    ("Friday week", "2026-03-13"),
    ("tomorrow morning", "2026-03-07 09:00"),
    ("this afternoon", "2026-03-06 18:00"),
    ("this morning", "past 2026-03-06 09:00"),
    ("tonight", "2026-03-06 19:00"),
    ("on Monday", "2026-03-09"),
]
SUNDAY_EVENING = [
    ("this weekend", "2026-03-08"),
    ("tonight", "2026-03-08"),
    ("end of the week", "2026-03-08"),
    ("next week", "2026-03-09..2026-03-15"),
    ("next Monday", "2026-03-09"),
    ("on Sunday", "2026-03-08"),
    ("by Sunday", "..2026-03-08"),
    ("every Sunday evening", "2026-03-15 19:00 FREQ=WEEKLY;BYDAY=SU"),
    ("at 8", "2026-03-09 08:00"),
    ("at 7pm", "2026-03-09 19:00"),
    ("in the evening", "2026-03-09 19:00"),
    ("next weekend", "2026-03-14..2026-03-15"),
    ("this week", "2026-03-08"),
]
MONTH_END = [
    ("tomorrow", "2026-01-31"),
    ("in a month", "2026-02-28"),
    ("end of the month", "2026-01-31"),
    ("on the 31st", "2026-01-31"),
    ("next month", "2026-02-01..2026-02-28"),
    ("by the 30th", "..2026-01-30"),
    ("in two hours", "2026-01-31 01:30"),
]
BEFORE_LEAP_DAY = [
    ("tomorrow", "2028-02-29"),
    ("on the 29th", "2028-02-29"),
    ("in a year", "2029-02-28"),
    ("end of the month", "2028-02-29"),
    ("29 February", "2028-02-29"),
]
LEAP_DAY = [
    ("in a year", "2029-02-28"),
    ("in a month", "2028-03-29"),
    ("every month on the 29th", "2028-02-29 FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"),
    ("29 February", "2028-02-29"),
    ("on 29 February 2027", "none"),
    ("tomorrow", "2028-03-01"),
    ("yesterday", "past 2028-02-28"),
]
YEAR_END = [
    ("tomorrow", "2027-01-01"),
    ("end of the year", "2026-12-31"),
    ("next week", "2027-01-04..2027-01-10"),
    ("by January", "..2027-01-01"),
    ("in January", "2027-01-01..2027-01-31"),
    ("this month", "2026-12-31"),
    ("next month", "2027-01-01..2027-01-31"),
    ("on 1 January", "2027-01-01"),
    ("New Year's Eve", "2026-12-31"),
    ("by New Year", "..2027-01-01"),
    ("end of the quarter", "2026-12-31"),
    ("in two hours", "2027-01-01 01:00"),
    ("next year", "2027-01-01..2027-12-31"),
    ("this weekend", "2027-01-02..2027-01-03"),
]
BEFORE_SUMMER_TIME = [
    ("in two hours", "2026-03-29 01:30"),
    ("in three hours", "2026-03-29 03:30"),
    ("tomorrow at 02:30", "2026-03-29 02:30"),
    ("in a day", "2026-03-29"),
]
BEFORE_WINTER_TIME = [
    ("in three hours", "2026-10-25 02:30"),
    ("in four hours", "2026-10-25 02:30"),
    ("tomorrow at 02:30", "2026-10-25 02:30"),
]
SUMMER_TIME_IN_NEW_YORK = [
    ("in two hours", "2026-03-08 03:30"),
    ("in 90 minutes", "2026-03-08 03:00"),
    ("today at 02:30", "2026-03-08 02:30"),
]
WINTER_TIME_IN_NEW_YORK = [
    ("in two hours", "2026-11-01 01:30"),
    ("in three hours", "2026-11-01 01:30"),
    ("tomorrow", "2026-11-01"),
]
SUMMER_END = [
    ("by September", "..2026-09-01"),
    ("in a month", "2026-09-30"),
    ("end of the month", "2026-08-31"),
    ("on the 31st", "2026-08-31"),
    ("every month on the 31st", "2026-08-31 FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
    ("next month", "2026-09-01..2026-09-30"),
    ("in August", "2026-08-31"),
]
QUARTER_END = [
    ("Q2", "2026-06-30"),
    ("Q3", "2026-07-01..2026-09-30"),
    ("by the end of next quarter", "..2026-09-30"),
    ("monthly", "2026-06-30 FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("on the first", "none"),
    ("on the 1st", "2026-07-01"),
    ("by Easter", "..2027-03-28"),
    ("by Christmas", "..2026-12-25"),
]
CLOCKS = [
    ("2026-03-06 16:00", "Europe/Oslo", FRIDAY_AFTERNOON),
    ("2026-03-08 20:30", "Europe/Oslo", SUNDAY_EVENING),
    ("2026-01-30 23:30", "America/New_York", MONTH_END),
    ("2028-02-28 10:00", "Europe/Oslo", BEFORE_LEAP_DAY),
    ("2028-02-29 10:00", "America/New_York", LEAP_DAY),
    ("2026-12-31 23:00", "Pacific/Auckland", YEAR_END),
    ("2026-03-28 23:30", "Europe/Oslo", BEFORE_SUMMER_TIME),
    ("2026-10-24 23:30", "Europe/Oslo", BEFORE_WINTER_TIME),
    ("2026-03-08 00:30", "America/New_York", SUMMER_TIME_IN_NEW_YORK),
    ("2026-10-31 23:30", "America/New_York", WINTER_TIME_IN_NEW_YORK),
    ("2026-08-31 12:00", "Asia/Kolkata", SUMMER_END),
    ("2026-06-30 08:00", "Pacific/Auckland", QUARTER_END),
]


@pytest.mark.parametrize(
    ("now", "zone", "text", "meant"),
    [(now, zone, text, meant) for now, zone, table in CLOCKS for text, meant in table],
)
def test_a_date_is_read_as_of_the_persons_own_wall_clock(
    shortly: Shortly, now: str, zone: str, text: str, meant: str
) -> None:
    assert shortly(text, now, zone) == meant
