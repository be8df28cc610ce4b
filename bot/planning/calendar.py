"""A plan as a calendar file, RFC 5545: one event a task, over the days on which it is done. Pure.

Events, not to-dos: most calendars show no VTODO. They are transparent, so that they do not make anyone busy.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from bot.domain import Pathway, Person, Plan, PlannedTask, TaskState
from bot.planning.telling.amounts import hours_words
from bot.prompts import Prompts, bundled_prompts


def plan_calendar(
    plan: Plan, pathway: Pathway, person: Person, now: datetime, *, prompts: Prompts | None = None
) -> bytes:
    """Return the planned tasks as an iCalendar file. A task keeps its UID, so that a later file moves it."""
    prompts = prompts or bundled_prompts()
    calendar = Calendar()
    calendar.add("prodid", "-//Pathcoach//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", prompts.say("plan_calendar_name", role=pathway.to_role))
    for task in plan.tasks:
        if task.state is TaskState.PLANNED:
            calendar.add_component(_event(task, pathway, person, now, prompts))
    content: bytes = calendar.to_ical()
    return content


def _event(task: PlannedTask, pathway: Pathway, person: Person, now: datetime, prompts: Prompts) -> Event:
    assert task.starts_on is not None  # it is planned
    assert task.ends_on is not None
    name = next(phase.name for phase in pathway.phases if phase.position == task.phase)
    hours = hours_words(task.hours, prompts)
    event = Event()
    event.add("uid", _uid(person.person_id, pathway.pathway_id, task.task.task_id))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", task.starts_on)
    event.add("dtend", task.ends_on + timedelta(days=1))  # a date's end is exclusive
    event.add("summary", task.task.text)
    event.add("description", prompts.say("plan_calendar_task", phase=task.phase, name=name, hours=hours))
    event.add("transp", "TRANSPARENT")
    return event


def _uid(*parts: str) -> str:
    """Return an id that says nothing about the person, and is the same each time."""
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return f"{digest[:32]}@pathcoach"
