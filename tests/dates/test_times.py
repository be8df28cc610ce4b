"""Times of day, said on Monday, 2 March 2026, 09:00 in Oslo."""

from __future__ import annotations

import pytest

from tests.dates.conftest import Shortly

TIMES = [
    ("at 9 on Friday morning", "2026-03-06 09:00"),
    ("on Friday between 2 and 4pm", "2026-03-06 16:00"),
    ("by Friday, at 5", "..2026-03-06 17:00"),
    ("today by 5", "2026-03-02 17:00"),
    ("after lunch", "2026-03-02 13:00"),
    ("at 6pm", "2026-03-02 18:00"),
    ("by 18:00", "..2026-03-02 18:00"),
    ("at noon", "2026-03-02 12:00"),
    ("by noon", "..2026-03-02 12:00"),
    ("at 18.30", "2026-03-02 18:30"),
    ("by 5", "..2026-03-02 17:00"),
    ("at 7", "2026-03-02 19:00"),
    ("at 10", "2026-03-02 10:00"),
    ("at 8:30", "2026-03-03 08:30"),
    ("at half past six", "2026-03-02 18:30"),
    ("by quarter to seven tomorrow", "..2026-03-03 18:45"),
    ("at seven", "2026-03-02 19:00"),
    ("at 19h", "2026-03-02 19:00"),
    ("at 18h30", "2026-03-02 18:30"),
    ("at midnight", "2026-03-02 23:59"),
    ("by midnight", "..2026-03-02 23:59"),
    ("at 8 tonight", "2026-03-02 20:00"),
    ("tonight at 8", "2026-03-02 20:00"),
    ("tonight", "2026-03-02 19:00"),
    ("by tonight", "..2026-03-02 19:00"),
    ("this morning", "2026-03-02 12:00"),
    ("this afternoon", "2026-03-02 15:00"),
    ("this evening", "2026-03-02 19:00"),
    ("in the morning", "2026-03-03 09:00"),
    ("in the evening", "2026-03-02 19:00"),
    ("first thing tomorrow", "2026-03-03 09:00"),
    ("first thing in the morning", "2026-03-03 09:00"),
    ("tomorrow morning", "2026-03-03 09:00"),
    ("tomorrow evening at 8", "2026-03-03 20:00"),
    ("tomorrow at 7 in the evening", "2026-03-03 19:00"),
    ("tomorrow noon", "2026-03-03 12:00"),
    ("tomorrow after work", "2026-03-03 18:00"),
    ("after work tomorrow", "2026-03-03 18:00"),
    ("by Friday 17:00", "..2026-03-06 17:00"),
    ("Friday evening", "2026-03-06 19:00"),
    ("Friday at 6", "2026-03-06 18:00"),
    ("Friday at 7:30", "2026-03-06 07:30"),
    ("on Friday at 07:30", "2026-03-06 07:30"),
    ("7pm Friday", "2026-03-06 19:00"),
    ("at 6pm on Friday", "2026-03-06 18:00"),
    ("by 6 p.m. tomorrow", "..2026-03-03 18:00"),
    ("Friday, 6 March, 18:00", "2026-03-06 18:00"),
    ("on 6 March at 6 pm", "2026-03-06 18:00"),
    ("2026-03-06T18:00", "2026-03-06 18:00"),
    ("on the morning of 6 March", "2026-03-06 09:00"),
    ("6-7pm on Friday", "2026-03-06 19:00"),
    ("18:00-20:00 tomorrow", "2026-03-03 20:00"),
    ("before Friday 17:00", "..2026-03-06 17:00"),
    ("before lunch", "..2026-03-02 12:00"),
    ("end of day", "2026-03-02"),
    ("EOD", "2026-03-02"),
    ("by EOD Friday", "..2026-03-06"),
    ("by end of day tomorrow", "..2026-03-03"),
    ("by close of business on Thursday", "..2026-03-05 17:00"),
]


@pytest.mark.parametrize(("text", "meant"), TIMES)
def test_a_time_belongs_to_its_day_and_alone_to_the_next_such_moment(
    shortly: Shortly, text: str, meant: str
) -> None:
    assert shortly(text) == meant
