"""For the tests of dates: expressions read at a frozen time, and written in short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.dates import When, find_when

Shortly = Callable[..., str]


def _in_short(when: When) -> str:
    """Write "2026-03-07..2026-03-08 18:00": the first day is left out where it is the only one."""
    if when.due_on is None:
        return "vague"
    first = "" if when.first_on == when.due_on else f"{when.first_on or ''}.."
    at = f" {when.due_time:%H:%M}" if when.due_time else ""
    rule = f" {when.recurrence.rule}" if when.recurrence else ""
    return f"{'past ' if when.past else ''}{first}{when.due_on}{at}{rule}"


@pytest.fixture
def shortly() -> Shortly:
    """Read the only date expression of a text, said at wall clock `now` in `zone`; "none" without one."""

    def read(text: str, now: str = "2026-03-02 09:00", zone: str = "Europe/Oslo") -> str:
        found = find_when(text, datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)))
        return " + ".join(_in_short(when) for when in found) or "none"

    return read
