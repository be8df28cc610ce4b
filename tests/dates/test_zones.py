"""Names of timezones, and wall clock to UTC over changes of the clocks."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, time, timedelta, timezone
from pathlib import Path

import pytest

from bot.dates import to_utc, zone_of
from bot.errors import SettingsError


@pytest.mark.parametrize(
    ("day", "at", "zone", "moment"),
    [
        ("2026-03-06", time(18), "Europe/Oslo", "2026-03-06T17:00:00+00:00"),
        ("2026-03-29", time(1, 59), "Europe/Oslo", "2026-03-29T00:59:00+00:00"),
        ("2026-03-29", time(2, 30), "Europe/Oslo", "2026-03-29T01:30:00+00:00"),
        ("2026-03-29", time(9), "Europe/Oslo", "2026-03-29T07:00:00+00:00"),
        ("2026-10-25", time(2, 30), "Europe/Oslo", "2026-10-25T00:30:00+00:00"),
        ("2026-10-25", time(3), "Europe/Oslo", "2026-10-25T02:00:00+00:00"),
        ("2026-03-08", time(2, 30), "America/New_York", "2026-03-08T07:30:00+00:00"),
        ("2026-11-01", time(1, 30), "America/New_York", "2026-11-01T05:30:00+00:00"),
        ("2026-01-01", time(0), "Asia/Kolkata", "2025-12-31T18:30:00+00:00"),
        ("2026-12-31", time(23, 59), "Pacific/Auckland", "2026-12-31T10:59:00+00:00"),
    ],
)
def test_a_skipped_time_moves_forward_and_of_a_doubled_one_it_is_the_first(
    day: str, at: time, zone: str, moment: str
) -> None:
    assert to_utc(date.fromisoformat(day), at, zone_of(zone)).isoformat() == moment


def test_a_fixed_offset_is_a_zone_too() -> None:
    moment = to_utc(date(2026, 3, 6), time(18), timezone(timedelta(hours=1)))

    assert moment.isoformat() == "2026-03-06T17:00:00+00:00"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        ("europe/oslo", "Europe/Oslo"),
        ("Oslo", "Europe/Oslo"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("EST", "America/New_York"),
        ("utc", "UTC"),
        ("Lisbon, Portugal", "Europe/Lisbon"),
        ("Bangalore", "Asia/Kolkata"),
        ("San Francisco", "America/Los_Angeles"),
    ],
)
def test_a_zone_is_known_by_its_name_its_city_or_its_abbreviation(name: str, zone: str) -> None:
    assert zone_of(name).key == zone


def test_every_city_that_is_known_has_a_zone_that_exists() -> None:
    for city in ("kyiv", "cape town", "wellington", "rio", "hanoi", "calgary", "tel aviv", "bergen"):
        assert zone_of(city).key


@pytest.mark.parametrize("name", ["", "Nowhere", "../etc/passwd", "Europe", "\0", "a" * 5000])
def test_an_unknown_zone_is_an_error_in_one_sentence(name: str) -> None:
    with pytest.raises(SettingsError, match=r"^There is no timezone "):
        zone_of(name)


def test_an_error_names_the_nearest_zones() -> None:
    with pytest.raises(SettingsError, match="Did you mean Europe/Oslo"):
        zone_of("Osloo")


def _zone_of_a_machine(zone: str) -> str:
    """Return what a process of its own finds on a machine in `zone`: a process asks only once."""
    script = (
        "from bot.dates import zone_of\n"
        "from bot.errors import SettingsError\n"
        "try:\n    print(zone_of(None).key)\n"
        "except SettingsError as error:\n    print(error)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"TZ": zone},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.strip()


def test_without_a_name_it_is_the_zone_of_the_machine() -> None:
    assert _zone_of_a_machine("Asia/Kolkata") == "Asia/Kolkata"


def test_a_machine_without_a_readable_zone_is_an_error_that_says_what_to_do() -> None:
    said = _zone_of_a_machine("Nowhere/Land")

    assert said.startswith("The timezone of this machine cannot be read")
    assert "pathcoach profile --timezone" in said
