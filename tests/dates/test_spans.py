"""Stretches of days, said on Monday, 2 March 2026, 09:00 in Oslo."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.dates import find_span

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("I'm off from 1 to 14 July", "2026-07-01", "2026-07-14"),
        ("from 1 July to 14 July", "2026-07-01", "2026-07-14"),
        ("July 1-14", "2026-07-01", "2026-07-14"),
        ("15/7 - 20/7", "2026-07-15", "2026-07-20"),
        ("2026-07-01 to 2026-07-14", "2026-07-01", "2026-07-14"),
        ("from the 3rd to the 10th", "2026-03-03", "2026-03-10"),
        ("between 23 December and 5 January", "2026-12-23", "2027-01-05"),
        ("next week", "2026-03-09", "2026-03-15"),
        ("this week", "2026-03-02", "2026-03-08"),
        ("on Friday", "2026-03-06", "2026-03-06"),
        ("until 20 March", "2026-03-02", "2026-03-20"),
        ("until next week", "2026-03-02", "2026-03-08"),
        ("until the end of the month", "2026-03-02", "2026-03-31"),
        ("the first two weeks of August", "2026-08-01", "2026-08-14"),
        ("all of July", "2026-07-01", "2026-07-31"),
        ("July", "2026-07-01", "2026-07-31"),
        ("for two weeks", "2026-03-02", "2026-03-15"),
        ("for two weeks from 1 July", "2026-07-01", "2026-07-14"),
        ("two weeks starting Monday", "2026-03-02", "2026-03-15"),
        ("from Friday for three days", "2026-03-06", "2026-03-08"),
        ("from Friday until Monday", "2026-03-06", "2026-03-09"),
        ("the week of 6 July", "2026-07-06", "2026-07-12"),
    ],
)
def test_a_holiday_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert find_span(text, NOW) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_stretch_that_has_begun_goes_on_from_today() -> None:
    in_the_middle = datetime(2026, 7, 5, 12, tzinfo=ZoneInfo("Europe/Oslo"))

    assert find_span("from 1 to 14 July", in_the_middle) == (date(2026, 7, 5), date(2026, 7, 14))


@pytest.mark.parametrize(
    "text", ["", "no dates here", "6 hours a week", "yesterday", "from 5 to 9 pm", "soon"]
)
def test_a_text_without_days_has_no_stretch(text: str) -> None:
    assert find_span(text, NOW) is None
