"""What is written in an option or a column, such as `mon-fri,sat`; people's own words are read elsewhere."""

from __future__ import annotations

import re
from datetime import date, time

from bot.domain import EVERY_DAY, Holiday
from bot.errors import ProfileError
from bot.prompts import bundled_prompts

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*[-–]\s*{_TIME}\s*")
_DATE = r"(\d{4}-\d{2}-\d{2})"
_DATES = re.compile(rf"\s*{_DATE}(?:\s*(?:\.\.|/|–|\bto\b)\s*{_DATE})?\s*")


def read_days(written: str) -> tuple[int, ...]:
    """Read `mon-fri,sat`; a range may go over the week's end. Raises ProfileError."""
    days: set[int] = set()
    for part in re.split(r"[,\s]+", written.strip().lower()):
        if part in ("daily", "all", "every-day"):
            days.update(EVERY_DAY)
            continue
        ends = [_day(name) for name in re.split(r"[-–]", part)]
        if len(ends) > 2 or None in ends:
            raise ProfileError(bundled_prompts().say("written_days", written=written))
        first, last = ends[0] or 0, ends[-1] or 0
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return tuple(sorted(days))


def read_quiet(written: str) -> tuple[time, time]:
    """Read `21:00-08:00`, or `off` for no quiet hours. Raises ProfileError."""
    if written.strip().lower() in ("off", "none"):
        return time(), time()
    if found := _TIMES.fullmatch(written):
        hours = (int(found[1]), int(found[2] or 0)), (int(found[3]), int(found[4] or 0))
        if all((hour, minute) == (24, 0) or (hour < 24 and minute < 60) for hour, minute in hours):
            begins, ends = (time(hour % 24, minute) for hour, minute in hours)
            return begins, ends
    raise ProfileError(bundled_prompts().say("written_quiet", written=written))


def read_holiday(written: str) -> Holiday:
    """Read `2026-07-01..2026-07-14`, or one day. Raises ProfileError."""
    try:
        if found := _DATES.fullmatch(written):
            return Holiday(date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1]))
    except ValueError:  # no such day
        pass
    raise ProfileError(bundled_prompts().say("written_holiday", written=written))


def read_day(written: str) -> date:
    """Read `2026-03-02`. Raises ProfileError."""
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise ProfileError(bundled_prompts().say("written_day", written=written)) from None


def write_days(days: tuple[int, ...]) -> str:
    """Write days of the week as `read_days` reads them: `mon-fri, sun`."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        DAY_NAMES[run[0]] if len(run) == 1 else f"{DAY_NAMES[run[0]]}-{DAY_NAMES[run[-1]]}" for run in runs
    )


def _day(name: str) -> int | None:
    found = [day for day, short in enumerate(DAY_NAMES) if name.startswith(short)]
    return found[0] if found and name.isalpha() else None
