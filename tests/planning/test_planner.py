"""The planner, over made-up roadmaps: dates by hand, and what holds for every plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.domain import (
    Holiday,
    Importance,
    Matches,
    Pathway,
    Person,
    Plan,
    Skill,
    SkillMatch,
    TaskState,
)
from bot.errors import BadQuestion
from bot.planning import make_plan
from tests.planning.conftest import MONDAY, knowing, pathway_with, phase_of

NOTHING = Matches()


def dates_of(plan: Plan) -> dict[str, tuple[str, str]]:
    return {
        task.task.task_id: (f"{task.starts_on:%a %-d %b}", f"{task.ends_on:%a %-d %b}")
        for task in plan.tasks
        if task.starts_on and task.ends_on
    }


# --- by hand --------------------------------------------------------------------------------------


def test_tasks_share_the_hours_of_their_phase_and_follow_each_other(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, NOTHING, ana, (), MONDAY)

    assert [task.hours for task in plan.tasks] == [10, 10, 20, 20]
    assert dates_of(plan) == {
        "1.1": ("Mon 2 Mar", "Fri 6 Mar"),
        "1.2": ("Mon 9 Mar", "Fri 13 Mar"),
        "2.1": ("Mon 16 Mar", "Fri 27 Mar"),
        "2.2": ("Mon 30 Mar", "Fri 10 Apr"),
    }
    assert (plan.ends_on, plan.hours_left, plan.hours_saved) == (date(2026, 4, 10), 60, 0)
    assert [(week.starts_on.day, week.hours, dict(week.tasks)) for week in plan.weeks[:3]] == [
        (2, 10, {"1.1": 10}),
        (9, 10, {"1.2": 10}),
        (16, 10, {"2.1": 10}),
    ]


def test_a_task_begins_on_the_day_on_which_the_one_before_ends(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, NOTHING, replace(ana, hours_per_week=25), (), MONDAY)

    assert dates_of(plan) == {
        "1.1": ("Mon 2 Mar", "Tue 3 Mar"),  # 5 hours a day
        "1.2": ("Wed 4 Mar", "Thu 5 Mar"),
        "2.1": ("Fri 6 Mar", "Wed 11 Mar"),
        "2.2": ("Thu 12 Mar", "Tue 17 Mar"),
    }
    assert dict(plan.weeks[0].tasks) == {"1.1": 10, "1.2": 10, "2.1": 5}


def test_the_first_week_has_only_what_is_left_of_it(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, NOTHING, ana, (), date(2026, 3, 5))

    assert (plan.starts_on, plan.weeks[0].starts_on) == (date(2026, 3, 5), date(2026, 3, 5))
    assert [week.hours for week in plan.weeks[:2]] == [4, 10]  # Thursday and Friday of five days


def test_on_a_weekend_the_plan_begins_on_the_next_working_day(keeper: Pathway, ana: Person) -> None:
    saturday = date(2026, 3, 7)

    assert make_plan(keeper, NOTHING, ana, (), saturday).starts_on == date(2026, 3, 9)
    weekender = replace(ana, working_days=(5, 6))
    assert make_plan(keeper, NOTHING, weekender, (), saturday).starts_on == saturday


def test_a_holiday_takes_its_days_out(keeper: Pathway, ana: Person) -> None:
    off = (Holiday(date(2026, 3, 5), date(2026, 3, 6)), Holiday(date(2026, 3, 9), date(2026, 3, 15)))
    plan = make_plan(keeper, NOTHING, replace(ana, holidays=off), (), MONDAY)

    assert [(week.starts_on.day, week.hours) for week in plan.weeks[:3]] == [(2, 6), (9, 0), (16, 10)]
    assert dates_of(plan)["1.1"] == ("Mon 2 Mar", "Tue 17 Mar")
    assert plan.ends_on == date(2026, 4, 21)


def test_somebody_without_working_days_works_on_any(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, NOTHING, replace(ana, working_days=(), hours_per_week=7), (), MONDAY)
    assert dates_of(plan)["1.1"] == ("Mon 2 Mar", "Wed 11 Mar")


def test_a_plan_can_begin_later_than_today(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, NOTHING, replace(ana, started_on=date(2026, 4, 1)), (), MONDAY)
    assert (plan.made_on, plan.starts_on) == (MONDAY, date(2026, 4, 1))


def test_who_falls_behind_gets_later_dates_and_nothing_overdue(keeper: Pathway, ana: Person) -> None:
    started = replace(ana, started_on=MONDAY)
    in_june = date(2026, 6, 1)
    plan = make_plan(keeper, NOTHING, started, {"1.1"}, in_june)

    assert dates_of(plan)["1.2"] == ("Mon 1 Jun", "Fri 5 Jun")
    assert all(task.starts_on is None or task.starts_on >= in_june for task in plan.tasks)


def test_what_is_known_is_left_out_and_saves_its_hours(
    keeper: Pathway, ana: Person, links: dict[str, str]
) -> None:
    plan = make_plan(keeper, knowing("Hives", task_skills=links), ana, (), MONDAY)

    assert {task.task.task_id: task.state for task in plan.tasks} == {
        "1.1": TaskState.PLANNED,
        "1.2": TaskState.KNOWN,
        "2.1": TaskState.KNOWN,
        "2.2": TaskState.PLANNED,
    }
    assert (plan.hours_left, plan.hours_saved, plan.ends_on) == (30, 30, date(2026, 3, 20))


def test_a_skill_that_is_only_brought_along_saves_nothing(
    keeper: Pathway, ana: Person, links: dict[str, str]
) -> None:
    held = Matches((SkillMatch("hives", "Hives", 1.0, to_learn=False),), links)
    assert make_plan(keeper, held, ana, (), MONDAY).hours_saved == 0


def test_inside_a_phase_critical_comes_before_important_before_nice_to_have(ana: Person) -> None:
    skills = tuple(Skill(level.value, level, 1, "") for level in Importance)
    pathway = pathway_with(
        phase_of(1, 1, "none", "nice", "important", "critical", "critical too"), phase_of(2, 1, "critical")
    )
    links = {
        "1.2": "nice_to_have",
        "1.3": "important",
        "1.4": "critical",
        "1.5": "critical",
        "2.1": "critical",
    }
    plan = make_plan(replace(pathway, skills_to_learn=skills), Matches((), links), ana, (), MONDAY)

    assert [task.task.task_id for task in plan.tasks] == ["1.4", "1.5", "1.3", "1.2", "1.1", "2.1"]


def test_without_hours_of_their_own_the_pathways_are_assumed(keeper: Pathway) -> None:
    plan = make_plan(keeper, NOTHING, Person("ben"), (), MONDAY)
    assert (plan.hours_per_week, plan.assumed_hours) == (10, True)
    assert make_plan(keeper, NOTHING, Person("ben", hours_per_week=10), (), MONDAY).assumed_hours is False


def test_a_plan_with_nothing_left_has_no_end(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, NOTHING, ana, {"1.1", "1.2", "2.1", "2.2"}, MONDAY)
    assert (plan.ends_on, plan.hours_left, plan.weeks) == (None, 0, ())


@pytest.mark.parametrize("hours", [0, -3])
def test_no_hours_a_week_are_a_fault_of_the_caller(keeper: Pathway, ana: Person, hours: float) -> None:
    with pytest.raises(ValueError, match="hours a week"):
        make_plan(keeper, NOTHING, replace(ana, hours_per_week=hours), (), MONDAY)


@pytest.mark.parametrize(
    "change",
    [
        lambda ana: replace(ana, hours_per_week=0.001),
        lambda ana: replace(ana, holidays=(Holiday(MONDAY, date.max),)),
    ],
)
def test_a_plan_that_outlives_the_person_is_refused(
    keeper: Pathway, ana: Person, change: Callable[[Person], Person]
) -> None:
    with pytest.raises(BadQuestion, match=r"more than 100 years\. Give more hours"):
        make_plan(keeper, NOTHING, change(ana), (), MONDAY)
