"""Made-up roadmaps, people and days: what a plan can be made of."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.domain import Holiday, Importance, Matches, Pathway, Person, Phase, Skill, Task
from tests.planning.conftest import MONDAY, knowing, pathway_with

NAMES = ("Hives", "Queens", "Honey", "Sales")


@st.composite
def pathways(draw: st.DrawFn) -> Pathway:
    phases = []
    for position in range(1, draw(st.integers(1, 4)) + 1):
        count = draw(st.integers(0, 4))
        tasks = tuple(Task(f"{position}.{number}", "Do it") for number in range(1, count + 1))
        phases.append(Phase(position, "Part", draw(st.integers(1, 12)), tasks, ()))
    skills = tuple(Skill(name, draw(st.sampled_from(Importance)), 2, "") for name in NAMES)
    return pathway_with(*phases, skills=skills, hours=draw(st.integers(1, 20)))


@st.composite
def people(draw: st.DrawFn) -> Person:
    days = st.integers(0, 120).map(lambda offset: MONDAY + timedelta(days=offset))
    holidays = [
        Holiday(first, first + timedelta(days=draw(st.integers(0, 30))))
        for first in draw(st.lists(days, max_size=3))
    ]
    return Person(
        "someone",
        hours_per_week=draw(st.none() | st.integers(4, 120).map(lambda halves: halves / 2)),
        working_days=tuple(draw(st.sets(st.integers(0, 6)))),
        holidays=tuple(holidays),
        started_on=draw(st.none() | days),
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[Pathway, Matches, Person, frozenset[str], date]:
    pathway = draw(pathways())
    ids = [task.task_id for phase in pathway.phases for task in phase.tasks]
    links = {task_id: draw(st.sampled_from(NAMES)) for task_id in ids if draw(st.booleans())}
    known = draw(st.sets(st.sampled_from(NAMES)))
    done = frozenset(draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()
    today = MONDAY + timedelta(days=draw(st.integers(0, 60)))
    return pathway, knowing(*sorted(known), task_skills=links), draw(people()), done, today


Situation = tuple[Pathway, Matches, Person, frozenset[str], date]
