from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.channels.slack.setup.examples import plan as example_plan
from bot.channels.slack.setup.examples import review as example_review
from bot.channels.slack.setup.examples import steps as example_steps
from bot.channels.slack.surfaces.elements import section
from bot.channels.slack.surfaces.plans import plan_post, step_lines
from bot.channels.slack.surfaces.post import Post
from bot.channels.slack.surfaces.progress import PhaseProgress, phase_lines, progress_of
from bot.channels.slack.surfaces.rendering import render_post
from bot.channels.slack.surfaces.reviews import review_post
from bot.commitments.review import Review
from bot.commitments.telling import Teller
from bot.domain import Phase, PlannedTask, Task, TaskState
from tests.channels.slack.block_rules import check_post
from tests.channels.slack.surfaces.conftest import NASTY, PROMPTS, worst
from tests.planning.conftest import pathway_with


def test_a_plan_says_when_it_ends_and_how_far_each_phase_is() -> None:
    phases = (PhaseProgress(1, "Foundations", 6, 6), PhaseProgress(2, "Models", 3, 7))

    post = plan_post(example_plan(PROMPTS), phases, PROMPTS, said="With 8 hours it ends <soon>.")

    check_post(post)
    assert render_post(post) == (
        "At 6 h a week you are done on Friday, 18 September.\n\n"
        "▰▰▰▰▰▰▰▰▰▰  1. Foundations: 6 of 6\n▰▰▰▰▱▱▱▱▱▱  2. Models: 3 of 7\n\n"
        "With 8 hours it ends <soon>."
    )
    assert "3 of 7" in post.text
    assert "With 8 hours" in post.text


@pytest.mark.parametrize(
    ("done", "total", "full"), [(0, 8, 0), (1, 90, 1), (4, 8, 5), (89, 90, 9), (8, 8, 10)]
)
def test_a_bar_is_full_only_when_all_is_done_and_empty_only_when_nothing_is(
    done: int, total: int, full: int
) -> None:
    (line,) = phase_lines([PhaseProgress(1, "A", done, total), PhaseProgress(2, "B", 0, 0)], PROMPTS)

    assert (line.count("▰"), line.count("▱")) == (full, 10 - full)


def test_progress_counts_what_is_done_or_known() -> None:
    pathway = pathway_with(*(Phase(position, "A", 4, (), ()) for position in (1, 2)))
    tasks = tuple(
        PlannedTask(Task(f"{phase}.{state}", "x"), phase, state)
        for phase in (1, 2)
        for state in (TaskState.DONE, TaskState.KNOWN, TaskState.PLANNED)[: 4 - phase]
    )

    progress = progress_of(replace(example_plan(PROMPTS), tasks=tasks), pathway)

    assert [(each.position, each.done, each.total) for each in progress] == [(1, 2, 3), (2, 2, 2)]


def test_a_next_task_says_how_long_and_until_when() -> None:
    first = step_lines(example_steps(PROMPTS), PROMPTS)[0]

    assert first == "*Build a small image classifier in PyTorch*\nAbout 6 h, by Friday, 13 March"
    assert "Nothing is left" in plan_post(replace(example_plan(PROMPTS), ends_on=None), (), PROMPTS).text


def test_the_worst_plan_and_tasks_keep_every_limit() -> None:
    step = example_steps(PROMPTS)[0]
    step = replace(step, planned=replace(step.planned, task=Task("1.1", NASTY * 100)))
    phases = [PhaseProgress(n, NASTY * 50, n, 1_000) for n in range(1, 200)]

    check_post(Post("Next", tuple(map(section, step_lines([step] * 60, PROMPTS)))))
    check_post(plan_post(example_plan(PROMPTS), phases, PROMPTS, said=NASTY * 1_000))


def test_a_review_groups_what_became_of_the_week(teller: Teller) -> None:
    post = review_post(example_review(PROMPTS), teller, next_steps=["Read <b>"])

    check_post(post)
    shown = render_post(post)
    assert shown.startswith(
        "Your week, Monday, 23 February to Sunday, 1 March\n\n✓ Kept: 1\n• email two people"
    )
    assert "(the week was full)" in shown
    assert "3 weeks in a row" in shown
    assert shown.endswith("Next\n• Read <b>")
    assert "1 kept, 1 partly done" in post.text


def test_an_empty_and_the_worst_review_keep_every_limit(teller: Teller) -> None:
    group = tuple(worst(number) for number in range(60))
    full = Review(
        date(2026, 2, 23), date(2026, 3, 1), group, group, group, group, group,
        whys={each.commitment_id: NASTY * 20 for each in group}, streak_weeks=1,
    )  # fmt: skip

    check_post(review_post(full, teller, next_steps=[NASTY * 50] * 60))
    empty = review_post(Review(date(2026, 2, 23), date(2026, 3, 1)), teller)
    check_post(empty)
    assert "Nothing was due." in render_post(empty)
