"""Days, times and dates as they are written in options."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import EVERY_DAY, Holiday
from bot.errors import ProfileError
from bot.profile.written import read_day, read_days, read_holiday, read_quiet, write_days


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("mon-fri,sat", (0, 1, 2, 3, 4, 5)),
        ("Sat, Sun", (5, 6)),
        ("monday wednesday", (0, 2)),
        ("fri-mon", (0, 4, 5, 6)),
        ("tues–thurs", (1, 2, 3)),
        ("sun", (6,)),
        ("daily", EVERY_DAY),
    ],
)
def test_days_are_read(written: str, days: tuple[int, ...]) -> None:
    assert read_days(written) == days


@pytest.mark.parametrize(
    ("written", "quiet"),
    [
        ("21:00-08:00", (time(21), time(8))),
        (" 9 - 17.30 ", (time(9), time(17, 30))),
        ("22:30–24:00", (time(22, 30), time())),
        ("off", (time(), time())),
    ],
)
def test_quiet_hours_are_read(written: str, quiet: tuple[time, time]) -> None:
    assert read_quiet(written) == quiet


@pytest.mark.parametrize(
    "written", ["2026-07-01..2026-07-14", "2026-07-01 to 2026-07-14", "2026-07-01/2026-07-14"]
)
def test_holidays_are_read(written: str) -> None:
    assert read_holiday(written) == Holiday(date(2026, 7, 1), date(2026, 7, 14))
    assert read_holiday("2026-07-01") == Holiday(date(2026, 7, 1), date(2026, 7, 1))


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (read_days, ""),
        (read_days, "mon-"),
        (read_days, "mon-tue-wed"),
        (read_days, "someday"),
        (read_quiet, "21"),
        (read_quiet, "25:00-08:00"),
        (read_quiet, "21:60-08:00"),
        (read_holiday, "2026-02-30"),
        (read_holiday, "in July"),
        (read_day, "tomorrow"),
    ],
)
def test_what_cannot_be_read_is_said_with_an_example(read: Callable[[str], object], written: str) -> None:
    with pytest.raises(ProfileError, match=rf"“{written}”.*[Ww]rite .*like"):
        read(written)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_are_written_as_they_are_read(days: set[int]) -> None:
    assert read_days(write_days(tuple(days))) == tuple(sorted(days))


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(written: str) -> None:
    for read in (read_days, read_quiet, read_holiday, read_day):
        try:
            read(written)
        except ProfileError:
            continue
