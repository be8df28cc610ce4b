from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Matches, Pathway, Person, TaskState
from bot.planning import NextStep, Reason, make_plan, next_steps
from tests.planning.conftest import MONDAY
from tests.planning.situations import Situation, situations


def said(steps: list[NextStep]) -> list[tuple[str, float, tuple[Reason, ...]]]:
    return [(step.planned.task.task_id, step.hours, step.reasons) for step in steps]


def test_the_next_steps_are_the_first_open_tasks_each_with_its_reason(
    keeper: Pathway, ana: Person, links: dict[str, str]
) -> None:
    steps = next_steps(make_plan(keeper, Matches((), links), ana, (), MONDAY))

    assert said(steps) == [
        ("1.2", 10, (Reason.FIRST_OF_PHASE, Reason.CRITICAL)),
        ("1.1", 10, (Reason.NEXT,)),
        ("2.1", 10, (Reason.FIRST_OF_PHASE, Reason.CRITICAL)),
    ]


def test_a_phase_that_was_begun_is_the_reason_to_go_on_with_it(keeper: Pathway, ana: Person) -> None:
    steps = next_steps(make_plan(keeper, Matches(), ana, {"1.1"}, MONDAY), most=1)
    assert said(steps) == [("1.2", 10, (Reason.PHASE_BEGUN,))]


def test_few_hours_are_a_part_of_the_first_task(keeper: Pathway, ana: Person) -> None:
    (step,) = next_steps(make_plan(keeper, Matches(), ana, (), MONDAY), hours=2)

    assert said([step]) == [("1.1", 2, (Reason.FIRST_OF_PHASE, Reason.PART))]
    assert step.share == pytest.approx(0.2)


def test_hours_that_are_left_over_go_into_the_task_after(keeper: Pathway, ana: Person) -> None:
    steps = next_steps(make_plan(keeper, Matches(), ana, (), MONDAY), hours=13)
    assert [(step.hours, step.reasons[-1]) for step in steps] == [(10, Reason.FITS), (3, Reason.PART)]


@pytest.mark.parametrize("hours", [0, -1])
def test_no_time_at_hand_is_a_fault_of_the_caller(keeper: Pathway, ana: Person, hours: float) -> None:
    with pytest.raises(ValueError, match="nothing fits"):
        next_steps(make_plan(keeper, Matches(), ana, (), MONDAY), hours=hours)


def test_a_plan_that_is_done_has_no_next_step(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, Matches(), ana, {"1.1", "1.2", "2.1", "2.2"}, MONDAY)
    assert next_steps(plan) == next_steps(plan, hours=2) == []


def test_the_hours_are_those_of_the_first_week_in_which_the_task_is(keeper: Pathway, ana: Person) -> None:
    steps = next_steps(make_plan(keeper, Matches(), replace(ana, hours_per_week=8), (), MONDAY))
    assert [step.hours for step in steps] == [8, 6, 4]


@given(situations(), st.none() | st.floats(0.25, 40), st.integers(1, 5))
def test_next_steps_keep_to_the_plan_and_to_the_hours(
    situation: Situation, hours: float | None, most: int
) -> None:
    plan = make_plan(*situation)
    steps = next_steps(plan, most=most, hours=hours)

    planned = [task for task in plan.tasks if task.state is TaskState.PLANNED]
    assert [step.planned for step in steps] == planned[: len(steps)]
    assert len(steps) <= most
    assert all(0 < step.hours <= step.planned.hours + 1e-9 for step in steps)
    if hours is not None:
        assert sum(step.hours for step in steps) <= hours + 1e-9
    else:
        assert len(steps) == min(most, len(planned))
