"""The planner, over made-up roadmaps: dates by hand, and what holds for every plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import (
    Holiday,
    Importance,
    Matches,
    Pathway,
    Person,
    Phase,
    Plan,
    Skill,
    SkillMatch,
    Task,
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


# --- what holds for every plan ---------------------------------------------------------------------

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


@given(situations())
def test_every_task_of_the_roadmap_is_done_known_or_planned_once(situation: Situation) -> None:
    pathway, matches, _, done, _ = situation
    plan = make_plan(*situation)

    ids = [task.task_id for phase in pathway.phases for task in phase.tasks]
    assert sorted(task.task.task_id for task in plan.tasks) == sorted(ids)
    for task in plan.tasks:
        serves_known = matches.task_skills.get(task.task.task_id) in matches.known
        assert (task.state is TaskState.DONE) == (task.task.task_id in done)
        assert (task.state is TaskState.KNOWN) == (serves_known and task.task.task_id not in done)
        assert (task.starts_on is None) == (task.state is not TaskState.PLANNED)


@given(situations())
def test_no_task_of_a_known_skill_is_in_any_week(situation: Situation) -> None:
    _, matches, *_ = situation
    plan = make_plan(*situation)

    scheduled = {task_id for week in plan.weeks for task_id in week.tasks}
    assert not {task_id for task_id in scheduled if matches.task_skills.get(task_id) in matches.known}


@given(situations())
def test_no_week_has_more_than_its_hours_and_none_more_than_the_persons(situation: Situation) -> None:
    plan = make_plan(*situation)
    for week in plan.weeks:
        assert sum(week.tasks.values()) <= week.hours + 1e-9
        assert week.hours <= plan.hours_per_week + 1e-9


@given(situations())
def test_the_hours_of_tasks_weeks_and_plan_are_the_same(situation: Situation) -> None:
    plan = make_plan(*situation)

    in_weeks: dict[str, float] = {}
    for week in plan.weeks:
        for task_id, hours in week.tasks.items():
            in_weeks[task_id] = in_weeks.get(task_id, 0) + hours
    planned = {task.task.task_id: task.hours for task in plan.tasks if task.state is TaskState.PLANNED}
    assert in_weeks == pytest.approx(planned)
    assert sum(planned.values()) == pytest.approx(plan.hours_left)


@given(situations())
def test_tasks_keep_the_order_of_phases_and_of_importance(situation: Situation) -> None:
    plan = make_plan(*situation)
    rank = {importance: place for place, importance in enumerate((*Importance, None))}

    order = [(task.phase, rank[task.importance]) for task in plan.tasks]
    assert order == sorted(order)
    planned = [task for task in plan.tasks if task.starts_on and task.ends_on]
    for before, after in pairwise(planned):
        assert before.ends_on is not None
        assert after.starts_on is not None
        assert before.ends_on <= after.starts_on


@given(situations())
def test_every_date_is_a_working_day_from_the_start_on(situation: Situation) -> None:
    _, _, person, _, today = situation
    plan = make_plan(*situation)

    start = max(today, person.started_on or today)
    days = [plan.starts_on]
    days += [day for task in plan.tasks for day in (task.starts_on, task.ends_on) if day]
    for day in days:
        assert day >= start
        assert not person.working_days or day.weekday() in person.working_days
        assert not any(off.first_on <= day <= off.last_on for off in person.holidays)


@given(situations(), st.floats(0.2, 1))
def test_with_fewer_hours_a_week_the_end_is_never_earlier(situation: Situation, share: float) -> None:
    pathway, matches, person, done, today = situation
    before = make_plan(*situation)
    slower = replace(person, hours_per_week=before.hours_per_week * share)
    after = make_plan(pathway, matches, slower, done, today)

    if before.ends_on is None or after.ends_on is None:
        assert before.ends_on is after.ends_on is None
    else:
        assert after.ends_on >= before.ends_on
        if share <= 0.5 and before.ends_on > before.starts_on:
            assert after.ends_on > before.ends_on


@given(situations(), st.data())
def test_finishing_a_task_never_makes_the_plan_longer(situation: Situation, data: st.DataObject) -> None:
    pathway, matches, person, done, today = situation
    before = make_plan(*situation)
    if not before.tasks:
        return
    finished = data.draw(st.sampled_from([task.task.task_id for task in before.tasks]))
    after = make_plan(pathway, matches, person, done | {finished}, today)

    assert after.hours_left <= before.hours_left
    assert after.ends_on is None or (before.ends_on is not None and after.ends_on <= before.ends_on)


@given(situations())
def test_knowing_one_more_skill_never_makes_the_plan_longer(situation: Situation) -> None:
    pathway, matches, person, done, today = situation
    nothing = make_plan(pathway, Matches((), matches.task_skills), person, done, today)
    plan = make_plan(*situation)

    assert plan.hours_left + plan.hours_saved == pytest.approx(nothing.hours_left)
    assert plan.ends_on is None or (nothing.ends_on is not None and plan.ends_on <= nothing.ends_on)
