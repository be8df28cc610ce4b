"""What changes of a profile: checked, and put over what was there. Pure: nothing is kept here."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.dates import zone_of
from bot.domain import Holiday, Person
from bot.errors import ProfileError, SettingsError
from bot.profile.sensitive import refuses
from bot.prompts import bundled_prompts

SCHEDULE_FIELDS = frozenset(
    {"timezone", "working_days", "quiet_from", "quiet_until", "holidays", "reminders_on"}
)
_LONGEST = 80  # characters of a role or a skill
_MOST_SKILLS, _MOST_HOLIDAYS = 100, 100
_MOST_HOURS = 100  # a week
_MOST_NUDGES = 20  # a day
_LONGEST_QUIET = timedelta(hours=23)
_DAY = timedelta(days=1)
_FARTHEST = timedelta(days=5 * 366)  # from today, of a start or a holiday


@dataclass(frozen=True, slots=True)
class ProfileUpdate:
    """What is to change; None leaves a thing as it is. `reset` names fields of `Person` to set back first."""

    from_role: str | None = None
    to_role: str | None = None
    pathway_id: str | None = None
    hours_per_week: float | None = None
    started_on: date | None = None
    timezone: str | None = None  # an IANA name, or a city
    add_skills: tuple[str, ...] = ()
    drop_skills: tuple[str, ...] = ()
    working_days: tuple[int, ...] | None = None
    quiet: tuple[time, time] | None = None  # from and until; equal means none
    add_holidays: tuple[Holiday, ...] = ()
    reminders_on: bool | None = None
    nudges_per_day: int | None = None
    reset: tuple[str, ...] = ()


def apply_update(person: Person, update: ProfileUpdate, *, today: date) -> Person:
    """Return `person` with the update. Raises ProfileError for what cannot be so, or is not to be kept."""
    nothing = Person(person.person_id)
    person = replace(person, **{name: getattr(nothing, name) for name in update.reset})
    changed: dict[str, Any] = {
        name: check(getattr(update, name), today)
        for name, check in _CHECKS.items()
        if getattr(update, name) is not None
    }
    if update.quiet is not None:
        changed["quiet_from"], changed["quiet_until"] = _checked_quiet(update.quiet)
    if update.add_skills or update.drop_skills:
        changed["known_skills"] = _changed_skills(person.known_skills, update)
    if update.add_holidays:
        changed["holidays"] = _joined((*person.holidays, *update.add_holidays), today)
    return replace(person, **changed)


def changed_fields(before: Person, after: Person) -> frozenset[str]:
    """Return the names of the fields in which two profiles differ."""
    names = (field.name for field in fields(Person))
    return frozenset(name for name in names if getattr(before, name) != getattr(after, name))


def times_messages(update: ProfileUpdate) -> bool:
    """Tell whether `update` speaks of when someone may be written to."""
    said = {name for name in SCHEDULE_FIELDS if getattr(update, name, None) is not None}
    return bool(said or update.quiet or update.add_holidays or SCHEDULE_FIELDS.intersection(update.reset))


# --- one value each -------------------------------------------------------------------------------


def _checked_text(written: str, today: date) -> str:
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in written).split())
    if not text:
        raise _error("profile_empty")
    if len(text) > _LONGEST:
        raise _error("profile_too_long", start=text[:20], most=_LONGEST)
    if refusal := refuses(text):  # what it was is not repeated
        raise _error(f"profile_refuses_{refusal.value}")
    return text


def _checked_id(pathway_id: str, today: date) -> str:
    return pathway_id


def _checked_hours(hours: float, today: date) -> float:
    if not math.isfinite(hours) or not 0 < hours <= _MOST_HOURS:
        raise _error("profile_hours", hours=f"{hours:g}", most=_MOST_HOURS)
    return float(hours)


def _checked_start(started_on: date, today: date) -> date:
    if abs(started_on - today) > _FARTHEST:
        raise _error("profile_start", day=started_on.isoformat())
    return started_on


def _checked_zone(name: str, today: date) -> str:
    try:
        return zone_of(name).key
    except SettingsError as error:
        raise ProfileError(str(error)) from None


def _checked_days(days: tuple[int, ...], today: date) -> tuple[int, ...]:
    if not days or not set(days) <= set(range(7)):
        raise _error("profile_days")
    return tuple(sorted(set(days)))


def _checked_nudges(nudges: int, today: date) -> int:
    if not 0 <= nudges <= _MOST_NUDGES:
        raise _error("profile_nudges", nudges=nudges, most=_MOST_NUDGES)
    return nudges


def _checked_switch(on: bool, today: date) -> bool:
    return on


_CHECKS: Mapping[str, Callable[[Any, date], object]] = {
    "from_role": _checked_text,
    "to_role": _checked_text,
    "pathway_id": _checked_id,
    "hours_per_week": _checked_hours,
    "started_on": _checked_start,
    "timezone": _checked_zone,
    "working_days": _checked_days,
    "nudges_per_day": _checked_nudges,
    "reminders_on": _checked_switch,
}


# --- several at once ------------------------------------------------------------------------------


def _checked_quiet(quiet: tuple[time, time]) -> tuple[time, time]:
    begins, ends = (datetime.combine(date.min, at) for at in quiet)
    lasts = (ends - begins) % _DAY
    if lasts > _LONGEST_QUIET:
        raise _error("profile_quiet", begins=f"{quiet[0]:%H:%M}", ends=f"{quiet[1]:%H:%M}")
    return quiet


def _changed_skills(known: tuple[str, ...], update: ProfileUpdate) -> tuple[str, ...]:
    by_name = {skill.casefold(): skill for skill in known}
    for written in update.drop_skills:
        name = " ".join(written.split()).casefold()
        if by_name.pop(name, None) is None:
            near = difflib.get_close_matches(name, by_name, n=1)
            nearest = by_name[near[0]] if near else ", ".join(by_name.values()) or "-"
            raise _error("profile_unknown_skill", skill=written[:_LONGEST], nearest=nearest)
    for written in update.add_skills:
        skill = _checked_text(written, date.min)
        by_name.setdefault(skill.casefold(), skill)
    if len(by_name) > _MOST_SKILLS:
        raise _error("profile_many_skills", most=_MOST_SKILLS)
    return tuple(by_name.values())


def _joined(holidays: Iterable[Holiday], today: date) -> tuple[Holiday, ...]:
    """Return holidays in order, those that meet or overlap as one."""
    joined: list[Holiday] = []
    for holiday in sorted(holidays, key=lambda each: (each.first_on, each.last_on)):
        if holiday.last_on < holiday.first_on or holiday.last_on - today > _FARTHEST:
            span = f"{holiday.first_on.isoformat()}..{holiday.last_on.isoformat()}"
            raise _error("profile_holiday", span=span)
        if joined and holiday.first_on <= joined[-1].last_on + _DAY:
            last_on = max(joined[-1].last_on, holiday.last_on)
            joined[-1] = Holiday(joined[-1].first_on, last_on)
        else:
            joined.append(holiday)
    if len(joined) > _MOST_HOLIDAYS:
        raise _error("profile_many_holidays", most=_MOST_HOLIDAYS)
    return tuple(joined)


def _error(name: str, **values: object) -> ProfileError:
    return ProfileError(bundled_prompts().say(name, **values))
