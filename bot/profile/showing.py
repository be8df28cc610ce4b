"""A profile as it is shown: in rows for people, and in values that JSON has for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dates import say_day, zone_of
from bot.domain import Holiday, Identity, Person
from bot.profile.written import DAY_NAMES, write_days
from bot.prompts import Prompts


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known, or assumed: its name, its value, whether that was told, and what it is for."""

    name: str
    value: str
    note: str
    purpose: str


def show_profile(
    person: Person, identities: Sequence[Identity], prompts: Prompts, *, machine_zone: str | None = None
) -> Iterator[Line]:
    """Yield what is known of a person, what matters to planning first; what is assumed says so.

    `machine_zone` is what holds where the person named no timezone; None: the machine's.
    """
    say = prompts.say
    nothing = Person(person.person_id)
    default, unset, purpose = say("profile_default"), say("profile_unset"), say("profile_for_planning")

    def line(name: str, write: Callable[[Any], str] = str, *, otherwise: str = "") -> Line:
        value, label = getattr(person, name), say(f"profile_name_{name}")
        if value in (None, ()):
            return Line(label, otherwise or unset, default if otherwise else "", purpose)
        return Line(label, write(value), default if value == getattr(nothing, name) else "", purpose)

    yield line("from_role")
    yield line("to_role")
    yield line("pathway_id")
    yield line("hours_per_week", "{:g}".format, otherwise=say("profile_pathway_hours"))
    yield line("started_on", say_day)
    yield line("known_skills", ", ".join)
    yield line("working_days", write_days)
    yield line("holidays", lambda days: "; ".join(_write_holiday(day, prompts) for day in days))
    purpose = say("profile_for_reminding")
    yield line("timezone", otherwise=machine_zone or zone_of(None).key)
    quiet_as_usual = default if _has_usual_quiet(person) else ""
    yield Line(say("profile_name_quiet"), _write_quiet(person, prompts), quiet_as_usual, purpose)
    yield line("reminders_on", lambda on: say("profile_on" if on else "profile_off"))
    yield line("nudges_per_day")
    known_as = ", ".join(f"{identity.channel} {identity.external_id}" for identity in identities)
    yield Line(say("profile_name_identities"), known_as or unset, "", say("profile_for_talking"))


def profile_json(person: Person, identities: Sequence[Identity]) -> dict[str, Any]:
    """Return a profile in values that JSON has; `defaults` names what was never told."""
    nothing = Person(person.person_id)
    quiet = {"from": f"{person.quiet_from:%H:%M}", "until": f"{person.quiet_until:%H:%M}"}
    shown: dict[str, Any] = {
        "person_id": person.person_id,
        "from_role": person.from_role,
        "to_role": person.to_role,
        "pathway_id": person.pathway_id,
        "hours_per_week": person.hours_per_week,
        "started_on": person.started_on and person.started_on.isoformat(),
        "known_skills": list(person.known_skills),
        "working_days": [DAY_NAMES[day] for day in person.working_days],
        "holidays": [
            {"first_on": each.first_on.isoformat(), "last_on": each.last_on.isoformat()}
            for each in person.holidays
        ],
        "timezone": person.timezone,
        "quiet_hours": quiet if person.quiet_from != person.quiet_until else None,
        "reminders_on": person.reminders_on,
        "nudges_per_day": person.nudges_per_day,
    }
    same = {name for name in shown if getattr(person, name, None) == getattr(nothing, name, "")}
    same |= {"quiet_hours"} if _has_usual_quiet(person) else set()
    shown["defaults"] = sorted(same - {"person_id"})
    shown["identities"] = [{"channel": each.channel, "external_id": each.external_id} for each in identities]
    return shown


def _write_holiday(holiday: Holiday, prompts: Prompts) -> str:
    if holiday.first_on == holiday.last_on:
        return say_day(holiday.first_on)
    return prompts.say("profile_span", first=say_day(holiday.first_on), last=say_day(holiday.last_on))


def _has_usual_quiet(person: Person) -> bool:
    nothing = Person(person.person_id)
    return (person.quiet_from, person.quiet_until) == (nothing.quiet_from, nothing.quiet_until)


def _write_quiet(person: Person, prompts: Prompts) -> str:
    if person.quiet_from == person.quiet_until:
        return prompts.say("profile_no_quiet")
    begins, ends = f"{person.quiet_from:%H:%M}", f"{person.quiet_until:%H:%M}"
    return prompts.say("profile_quiet_span", begins=begins, ends=ends)
