"""Days in words."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.dates import say_day, say_due, say_relative

TODAY = date(2026, 3, 2)


def test_a_day_is_said_with_its_weekday_and_year() -> None:
    assert say_day(date(2026, 3, 6)) == "Friday, 6 March 2026"


def test_the_year_is_left_out_only_where_today_is_in_it() -> None:
    assert say_day(date(2026, 3, 6), today=TODAY) == "Friday, 6 March"
    assert say_day(date(2027, 3, 5), today=TODAY) == "Friday, 5 March 2027"


def test_a_due_time_is_said_behind_the_day() -> None:
    assert say_due(date(2026, 3, 6), time(18)) == "Friday, 6 March 2026, 18:00"
    assert say_due(date(2026, 3, 6), None) == "Friday, 6 March 2026"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (4, "on Friday"),
        (6, "on Sunday"),
        (7, "on Monday, 9 March"),
        (-2, "2 days ago"),
        (-7, "on Monday, 23 February"),
        (400, "on Tuesday, 6 April 2027"),
    ],
)
def test_a_day_is_said_relative_to_today_while_it_is_near(ahead: int, said: str) -> None:
    assert say_relative(TODAY + timedelta(days=ahead), TODAY) == said
