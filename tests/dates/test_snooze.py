"""Putting something off."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.dates import read_snooze

OSLO = ZoneInfo("Europe/Oslo")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("an hour", "2026-03-02T10:00:00+01:00"),
        ("remind me again in an hour", "2026-03-02T10:00:00+01:00"),
        ("for 30 minutes", "2026-03-02T09:30:00+01:00"),
        ("snooze 30 min", "2026-03-02T09:30:00+01:00"),
        ("half an hour", "2026-03-02T09:30:00+01:00"),
        ("snooze the emails until tomorrow", "2026-03-03T09:00:00+01:00"),
        ("tomorrow morning", "2026-03-03T09:00:00+01:00"),
        ("until Monday", "2026-03-09T09:00:00+01:00"),
        ("until Friday at 14:00", "2026-03-06T14:00:00+01:00"),
        ("next Friday", "2026-03-13T09:00:00+01:00"),
        ("until 18:00", "2026-03-02T18:00:00+01:00"),
        ("until 6", "2026-03-02T18:00:00+01:00"),
        ("until 8am", "2026-03-03T08:00:00+01:00"),
        ("until after lunch", "2026-03-02T13:00:00+01:00"),
        ("nudge me again tonight", "2026-03-02T19:00:00+01:00"),
        ("two days", "2026-03-04T09:00:00+01:00"),
        ("a month", "2026-04-02T09:00:00+02:00"),
        ("next week", "2026-03-09T09:00:00+01:00"),
        ("until the weekend", "2026-03-07T09:00:00+01:00"),
        ("until next month", "2026-04-01T09:00:00+02:00"),
    ],
)
def test_a_snooze_ends_at_a_moment(text: str, until: str) -> None:
    moment = read_snooze(text, datetime(2026, 3, 2, 9, tzinfo=OSLO))

    assert moment is not None
    assert moment.isoformat() == until


@pytest.mark.parametrize("text", ["", "later", "soon", "yesterday", "until today", "ok", "two people"])
def test_a_text_without_a_moment_ahead_snoozes_nothing(text: str) -> None:
    assert read_snooze(text, datetime(2026, 3, 2, 9, tzinfo=OSLO)) is None


@pytest.mark.parametrize(
    ("now", "zone", "text", "until"),
    [
        ("2026-03-29T01:30", OSLO, "an hour", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25T01:30", OSLO, "two hours", "2026-10-25T02:30:00+01:00"),
        ("2026-03-08T01:30", NEW_YORK, "an hour", "2026-03-08T03:30:00-04:00"),
        ("2026-11-01T00:30", NEW_YORK, "two hours", "2026-11-01T01:30:00-05:00"),
        ("2026-03-28T12:00", OSLO, "until tomorrow", "2026-03-29T09:00:00+02:00"),
        ("2026-10-31T12:00", NEW_YORK, "a day", "2026-11-01T09:00:00-05:00"),
        ("2026-03-28T12:00", OSLO, "until tomorrow at 02:30", "2026-03-29T03:30:00+02:00"),
    ],
)
def test_hours_are_real_ones_and_days_are_wall_clock_when_the_clocks_change(
    now: str, zone: ZoneInfo, text: str, until: str
) -> None:
    moment = read_snooze(text, datetime.fromisoformat(now).replace(tzinfo=zone))

    assert moment is not None
    assert moment.isoformat() == until
