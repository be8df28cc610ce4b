"""Amounts of time, delays and times of day."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.dates import moved, read_delay, read_hours, read_time


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("two hours", 2),
        ("I have only two hours this weekend", 2),
        ("6 hours a week", 6),
        ("90 minutes", 1.5),
        ("1.5 h", 1.5),
        ("1,5 hours", 1.5),
        ("an hour and a half", 1.5),
        ("half an hour", 0.5),
        ("three quarters of an hour", 0.75),
        ("a couple of hours", 2),
        ("2 hours and 30 minutes", 2.5),
        ("2 h 15 min", 2.25),
        ("1h30", 1.5),
        ("2-3 hours", 3),
    ],
)
def test_an_amount_of_time_is_read_in_hours(text: str, hours: float) -> None:
    assert read_hours(text) == pytest.approx(hours)


@pytest.mark.parametrize("text", ["", "two days", "hours", "5", "two people", "rush hour"])
def test_without_hours_or_minutes_there_is_no_amount(text: str) -> None:
    assert read_hours(text) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("postpone the blog post by a week", "2026-02-07"),
        ("give me two more days", "2026-02-02"),
        ("a week later", "2026-02-07"),
        ("push it back a month", "2026-02-28"),
        ("another week please", "2026-02-07"),
        ("by 3 working days", "2026-02-04"),
    ],
)
def test_a_delay_is_counted_from_the_day_it_was_due(text: str, due: str) -> None:
    delay = read_delay(text)

    assert delay is not None
    assert moved(date(2026, 1, 31), delay) == date.fromisoformat(due)


@pytest.mark.parametrize("text", ["", "by Friday", "in two weeks", "I need two days", "later"])
def test_a_date_is_no_delay(text: str) -> None:
    assert read_delay(text) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("7pm", time(19)),
        ("19:00", time(19)),
        ("7 in the evening", time(19)),
        ("eight in the morning", time(8)),
        ("noon", time(12)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midnight", time(0)),
        ("half past six", time(18, 30)),
        ("quarter past 9", time(9, 15)),
        ("before 10", time(10)),
        ("from 22:00", time(22)),
        ("9.30", time(9, 30)),
        ("18h30", time(18, 30)),
        ("8 o'clock", time(8)),
        ("05:30", time(5, 30)),
    ],
)
def test_a_time_of_day_is_read(text: str, at: time) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize("text", ["", "no", "25:00", "in phase 2", "13pm", "two weeks"])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert read_time(text) is None
