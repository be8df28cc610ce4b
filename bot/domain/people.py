"""The words of people: who someone is, what they can do and when they may be reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0, as in `date.weekday()`


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off, both ends included: nothing is planned on them, and nobody is reminded."""

    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the coach talks with, as far as they told. `known_skills` are in their own words.

    Times are wall clock in `timezone` (an IANA name; None: that of the machine). Quiet hours run from
    `quiet_from` to `quiet_until`, over midnight where the first is the later one; equal means none.
    """

    person_id: str
    display_name: str | None = None
    timezone: str | None = None
    pathway_id: str | None = None
    from_role: str | None = None
    to_role: str | None = None
    hours_per_week: float | None = None  # None: the pathway's own
    started_on: date | None = None
    known_skills: tuple[str, ...] = ()
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)  # on which they may be reminded; Monday is 0
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    holidays: tuple[Holiday, ...] = ()
    reminders_on: bool = True
    nudges_per_day: int = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """A name under which a channel knows a person (`team:user` in Slack), and what it says of them.

    `address` is where the channel delivers what is for them alone, `timezone` the one that is set there.
    """

    person_id: str
    channel: str
    external_id: str
    address: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class LinkCode:
    """What is shown in one channel and typed in another, so that both know the same person. Works once."""

    code: str
    person_id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PersonExport:
    """Everything that is kept about one person: rows by the name of their table, in values that JSON has."""

    person_id: str
    exported_at: datetime
    tables: Mapping[str, tuple[Mapping[str, Any], ...]]
