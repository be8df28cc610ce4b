"""Today, weekdays and days counted from another, said on Monday, 2 March 2026, 09:00 in Oslo."""

from __future__ import annotations

import pytest

from tests.dates.conftest import Shortly

WEEKDAYS = [
    ("not before Tuesday", "2026-03-03"),
    ("hand it in by Friday", "..2026-03-06"),
    ("by Friday", "..2026-03-06"),
    ("on Friday", "2026-03-06"),
    ("this Friday", "2026-03-06"),
    ("for Friday", "2026-03-06"),
    ("due Friday", "..2026-03-06"),
    ("no later than Friday", "..2026-03-06"),
    ("by Friday at the latest", "..2026-03-06"),
    ("on or before Friday", "..2026-03-06"),
    ("until Friday", "..2026-03-06"),
    ("next Friday", "2026-03-13"),
    ("next Tuesday", "2026-03-10"),
    ("next Monday", "2026-03-09"),
    ("by next wed", "..2026-03-11"),
    ("coming Friday", "2026-03-06"),
    ("this coming Monday", "2026-03-09"),
    ("Friday week", "2026-03-13"),
    ("Friday fortnight", "2026-03-20"),
    ("a week on Friday", "2026-03-13"),
    ("Friday after next", "2026-03-20"),
    ("Friday next week", "2026-03-13"),
    ("next week Friday", "2026-03-13"),
    ("Tuesday of next week", "2026-03-10"),
    ("next week on Tuesday", "2026-03-10"),
    ("last Friday", "past 2026-02-27"),
    ("on Monday", "2026-03-02"),
    ("before Friday", "..2026-03-05"),
    ("before Monday", "..2026-03-08"),
    ("after Friday", "2026-03-07"),
    ("since Monday", "past 2026-03-02"),
    ("starting Monday", "2026-03-02"),
    ("Fri", "2026-03-06"),
    ("on Thurs.", "2026-03-05"),
    ("by sat", "..2026-03-07"),
    ("Sun at 10", "2026-03-08 10:00"),
    ("Monday or Tuesday", "2026-03-02..2026-03-03"),
    ("Saturday and Sunday", "2026-03-07..2026-03-08"),
    ("from Monday to Friday", "2026-03-02..2026-03-06"),
    ("between Monday and Wednesday", "2026-03-02..2026-03-04"),
    ("Mon-Fri", "2026-03-02..2026-03-06"),
    ("on Friday the 13th", "2026-03-13"),
    ("on a weekday", "2026-03-02"),
    ("by the Friday after", "..2026-03-13"),
    ("by the Monday after that", "..2026-03-09"),
    ("on Friday after work", "2026-03-06 18:00"),
]


@pytest.mark.parametrize(("text", "meant"), WEEKDAYS)
def test_a_weekday_is_the_one_that_people_mean(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant


NEAR = [
    ("today", "2026-03-02"),
    ("by today", "..2026-03-02"),
    ("tomorrow", "2026-03-03"),
    ("the day after tomorrow", "2026-03-04"),
    ("day after tomorrow", "2026-03-04"),
    ("yesterday", "past 2026-03-01"),
    ("the day before yesterday", "past 2026-02-28"),
    ("last night", "past 2026-03-01"),
    ("later today", "2026-03-02"),
    ("today or tomorrow", "2026-03-02..2026-03-03"),
    ("before tomorrow", "..2026-03-02"),
    ("by the end of tomorrow", "..2026-03-03"),
]


@pytest.mark.parametrize(("text", "meant"), NEAR)
def test_days_near_today_are_counted_from_it(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant


COUNTED = [
    ("in less than two weeks", "..2026-03-16"),
    ("for two weeks from Saturday", "2026-03-07..2026-03-20"),
    ("in 24 hours", "2026-03-03 09:00"),
    ("in two weeks", "2026-03-16"),
    ("in 2 weeks", "2026-03-16"),
    ("in a fortnight", "2026-03-16"),
    ("in a couple of weeks", "2026-03-16"),
    ("in 3 weeks' time", "2026-03-23"),
    ("in one month", "2026-04-02"),
    ("in six months", "2026-09-02"),
    ("in half a year", "2026-09-02"),
    ("in a year", "2027-03-02"),
    ("in two to three weeks", "2026-03-23"),
    ("in a month or so", "2026-04-02"),
    ("in ten working days", "2026-03-16"),
    ("within 10 days", "..2026-03-12"),
    ("within the next month", "..2026-04-02"),
    ("in the next week", "..2026-03-09"),
    ("in the next day or two", "..2026-03-04"),
    ("over the next 3 days", "..2026-03-05"),
    ("two weeks from now", "2026-03-16"),
    ("a month from now", "2026-04-02"),
    ("two weeks from Friday", "2026-03-20"),
    ("a week from tomorrow", "2026-03-10"),
    ("a week today", "2026-03-09"),
    ("three days after Easter", "2026-04-08"),
    ("two weeks before Christmas", "2026-12-11"),
    ("three days before the end of the month", "2026-03-28"),
    ("the day before Christmas", "2026-12-24"),
    ("the day after the weekend", "2026-03-09"),
    ("two days ago", "past 2026-02-28"),
    ("a week ago", "past 2026-02-23"),
    ("in the last two weeks", "past 2026-02-16..2026-03-02"),
    ("in two hours", "2026-03-02 11:00"),
    ("in 30 minutes", "2026-03-02 09:30"),
    ("in an hour and a half", "2026-03-02 10:30"),
    ("in 1.5 hours", "2026-03-02 10:30"),
    ("in 2h", "2026-03-02 11:00"),
    ("within the hour", "..2026-03-02 10:00"),
    ("an hour from now", "2026-03-02 10:00"),
]


@pytest.mark.parametrize(("text", "meant"), COUNTED)
def test_days_are_counted_from_now_or_from_another_day(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant


SLIPS = [
    ("tommorow", "2026-03-03"),
    ("tomorow", "2026-03-03"),
    ("tmrw", "2026-03-03"),
    ("2moro at 9", "2026-03-03 09:00"),
    ("by thrusday", "..2026-03-05"),
    ("on wensday", "2026-03-04"),
    ("nxt week", "2026-03-09..2026-03-15"),
    ("by next wendesday", "..2026-03-11"),
    ("on satuday", "2026-03-07"),
    ("5 febuary", "2027-02-05"),
    ("by the w/e", "..2026-03-07"),
    ("by firday", "..2026-03-06"),
    ("untill sunday", "..2026-03-08"),
]


@pytest.mark.parametrize(("text", "meant"), SLIPS)
def test_misspelt_days_are_understood(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant
