"""A small roadmap to plan, and the same question for everyone: what are the dates?"""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain import (
    ActionPlan,
    Importance,
    Matches,
    Pathway,
    Person,
    Phase,
    Range,
    RealityCheck,
    Salary,
    Skill,
    SkillMatch,
    Task,
)

MONDAY = date(2026, 3, 2)


def pathway_with(*phases: Phase, skills: tuple[Skill, ...] = (), hours: int = 10) -> Pathway:
    """A pathway of which only what a plan is made of is filled in."""
    return Pathway(
        pathway_id="cook-to-keeper",
        title="From Cook to Keeper",
        from_role="Cook",
        to_role="Keeper",
        difficulty="moderate",
        months=(Range(6, 6),),
        salary=Salary("EUR", (), None, None),
        demand="",
        overview="",
        transferable_skills=(),
        skills_to_learn=skills,
        phases=phases,
        reality_check=RealityCheck((), (), ()),
        action_plan=ActionPlan((), (), ()),
        faq=(),
        sources=(),
        as_of=None,
        hours_per_week=hours,
    )


def phase_of(position: int, weeks: int, *texts: str) -> Phase:
    tasks = tuple(Task(f"{position}.{number}", text) for number, text in enumerate(texts, start=1))
    return Phase(position, f"Part {position}", weeks, tasks, ())


def knowing(*names: str, task_skills: dict[str, str]) -> Matches:
    return Matches(tuple(SkillMatch(name, name, 1.0, to_learn=True) for name in names), task_skills)


@pytest.fixture
def keeper() -> Pathway:
    """Two phases, 20 and 40 hours: a task of the first has 10 hours, one of the second 20."""
    return pathway_with(
        phase_of(1, 2, "Read about bees", "Open a hive"),
        phase_of(2, 4, "Build a hive", "Sell the honey"),
        skills=(
            Skill("Hives", Importance.CRITICAL, 3, ""),
            Skill("Sales", Importance.NICE_TO_HAVE, 2, ""),
        ),
    )


@pytest.fixture
def links() -> dict[str, str]:
    """Which skill each task of `keeper` serves."""
    return {"1.2": "Hives", "2.1": "Hives", "2.2": "Sales"}


@pytest.fixture
def ana() -> Person:
    return Person("ana", hours_per_week=10)
