from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from icalendar import Calendar

from bot.domain import Matches, Pathway, Person, Task, TaskState
from bot.planning import make_plan
from bot.planning.calendar import plan_calendar
from tests.planning.conftest import MONDAY
from tests.planning.situations import Situation, situations

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def events(ics: bytes) -> list[Any]:
    return list(Calendar.from_ical(ics).walk("VEVENT"))


def test_each_planned_task_is_an_event_over_its_days(
    keeper: Pathway, ana: Person, links: dict[str, str]
) -> None:
    plan = make_plan(keeper, Matches((), links), ana, {"1.2"}, MONDAY)
    first, *others = events(plan_calendar(plan, keeper, ana, NOW))

    assert len(others) == 2
    assert str(first["summary"]) == "Read about bees"
    assert str(first["description"]) == "Phase 1, Part 1; this takes 10 hours."
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2026, 3, 2), date(2026, 3, 7))
    assert first["dtstamp"].dt == NOW


def test_a_task_keeps_its_uid_when_it_moves_and_shares_it_with_nobody(keeper: Pathway, ana: Person) -> None:
    def uids(person: Person, today: date) -> list[str]:
        plan = make_plan(keeper, Matches(), person, (), today)
        return [str(event["uid"]) for event in events(plan_calendar(plan, keeper, person, NOW))]

    now, later = uids(ana, MONDAY), uids(ana, MONDAY + timedelta(days=30))
    assert now == later
    assert len(set(now)) == 4
    assert not set(now) & set(uids(replace(ana, person_id="ben"), MONDAY))
    assert not any("ana" in uid for uid in now)


def test_the_file_is_valid_with_any_text_and_folded_in_octets(keeper: Pathway, ana: Person) -> None:
    odd = "Löse; Gleichungen, \\ BEGIN:VEVENT\n" + "ü" * 200
    phase = replace(keeper.phases[0], tasks=(Task("1.1", odd),))
    pathway = replace(keeper, phases=(phase,))
    ics = plan_calendar(make_plan(pathway, Matches(), ana, (), MONDAY), pathway, ana, NOW)

    assert max(len(line) for line in ics.split(b"\r\n")) <= 75
    assert b"\n" not in ics.replace(b"\r\n", b"")
    (event,) = events(ics)
    assert str(event["summary"]) == odd


@given(situations())
def test_a_calendar_read_back_has_the_dates_of_the_plan(situation: Situation) -> None:
    pathway, _, person, *_ = situation
    plan = make_plan(*situation)
    read = events(plan_calendar(plan, pathway, person, NOW))

    planned = [task for task in plan.tasks if task.state is TaskState.PLANNED]
    assert [(event["dtstart"].dt, event["dtend"].dt - timedelta(days=1)) for event in read] == [
        (task.starts_on, task.ends_on) for task in planned
    ]
