"""What holds for every plan, over made-up roadmaps and people."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Importance, Matches, TaskState
from bot.planning import make_plan
from tests.planning.situations import Situation, situations


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
