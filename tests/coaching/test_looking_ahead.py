"""What comes: the next steps, what fits into a few hours, the plan, and whether a day can be met."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.coaching import Desk
from bot.coaching.looking_ahead import next_tasks, show_plan
from bot.coaching.reporting import finish_task
from bot.dates import say_day
from bot.profile import ProfileUpdate
from tests.coaching.conftest import ADA, EDGE, OSLO, Keep, SetClock, Sit, said

pytestmark = pytest.mark.real_model


@pytest.mark.parametrize("ask", [next_tasks, show_plan])
def test_without_a_pathway_there_is_no_plan(sit: Sit, ask: object) -> None:
    finding = ask(sit(pathway=None), "what should I do next?")  # type: ignore[operator]

    assert said(finding).startswith("I have no plan for you yet")


def test_the_next_step_is_the_first_open_task_and_cites_the_roadmap(sit: Sit) -> None:
    finding = next_tasks(sit(), "what should I do next?")

    assert said(finding).startswith("Your next step: work through the Machine Learning Specialization")
    assert finding.facts
    assert finding.action == "next_tasks"


def test_a_task_that_is_done_is_no_next_step(sit: Sit) -> None:
    finish_task(sit(), "1.1")

    assert said(next_tasks(sit(), "what next?")).startswith("Your next step: train a simple image classifier")


def test_what_is_left_of_the_phase_that_was_reported_on_is_told(sit: Sit) -> None:
    finish_task(sit(), "2.1")

    left = said(show_plan(sit(), "what's left in that phase?", part="phase_left"))

    assert left.startswith("Of phase 2, Model Optimization and Conversion, you have done 1 of 3 tasks.")


@pytest.mark.parametrize("words", ["what percent am I at?", "how many have I done?", "show my progress"])
def test_progress_is_told_in_tasks_and_by_hours(sit: Sit, words: str) -> None:
    finish_task(sit(), "2.1")

    assert said(show_plan(sit(), words)).startswith(
        "You have done 1 of the 15 tasks of the roadmap: 6% by their hours, and 340 hours of 360 hours"
        " are left."
    )


def test_days_off_are_supposed_and_not_noted(sit: Sit) -> None:
    before = said(show_plan(sit(), "when am I done?"))

    supposed = said(show_plan(sit(), "what if I take a month off in July?", part="supposed"))

    assert supposed != before
    assert said(show_plan(sit(), "when am I done?")) == before


def test_a_skill_is_supposed_and_not_noted(sit: Sit, desk: Desk) -> None:
    supposed = said(show_plan(sit(), "and if I already know Python?", part="supposed"))

    assert "I count Python for AI/ML as known" in supposed
    assert desk.store.person(ADA).known_skills == ()


def test_the_reason_of_the_next_step_is_told_alone(sit: Sit) -> None:
    assert said(show_plan(sit(), "why that?", part="why")) == (
        "It is the first open task of phase 1, Foundations of AI and Edge Computing, "
        "and it serves a critical skill, Python for AI/ML."
    )


def test_what_fits_into_the_hours_at_hand_is_said(sit: Sit) -> None:
    finding = next_tasks(sit(), "I have only two hours this weekend")

    assert said(finding).startswith("With 2 hours, work on this: work through the Machine Learning")


def test_hours_a_week_are_no_hours_at_hand(sit: Sit) -> None:
    assert said(next_tasks(sit(), "what next, with 4 hours a week?")).startswith("Your next step")


def test_what_is_promised_already_is_spoken_of(sit: Sit, keep: Keep) -> None:
    keep("email two people", date(2026, 3, 3))

    assert "You have one open commitment." in said(next_tasks(sit(), "what should I do next?"))


def test_the_plan_says_its_span_its_hours_and_what_moves_it(sit: Sit) -> None:
    finding = show_plan(sit(), "show me my plan")

    assert said(finding).startswith("Your plan runs from Monday, 2 March to ")
    assert "at 10 hours a week" in said(finding)
    assert "earlier" in said(finding)
    assert "later" in said(finding)


def test_a_deadline_is_compared_with_the_end_of_the_plan(sit: Sit) -> None:
    plan = sit().plan(EDGE)
    assert plan.ends_on is not None

    late = show_plan(sit(), "can I be done by September?")
    easy = show_plan(sit(), "can I be done by December 2028?")

    assert said(late).startswith(f"Not at 10 hours a week: the plan ends on {say_day(plan.ends_on)}")
    assert said(easy).startswith(f"Yes. At 10 hours a week you are done on {say_day(plan.ends_on)}")


def test_other_hours_are_tried_out_and_not_kept(sit: Sit, desk: Desk) -> None:
    finding = show_plan(sit(), "could I be done by September with 30 hours a week?")

    assert said(finding).startswith("Yes")
    assert "At 30 hours a week" in said(finding)
    assert desk.store.person(ADA).hours_per_week is None


def test_the_hours_of_a_job_are_not_those_of_learning(sit: Sit) -> None:
    finding = show_plan(sit(), "how many hours a week should I put in next to a 40h job")

    assert "at 10 hours a week" in said(finding)


def test_who_does_less_than_planned_is_behind(sit: Sit, desk: Desk, clock: SetClock) -> None:
    desk.profiles.update(ADA, ProfileUpdate(started_on=date(2026, 3, 2)))
    clock.now = datetime(2026, 4, 6, 9, tzinfo=OSLO)

    assert "behind the plan" in said(show_plan(sit(), "am I on track?"))


@pytest.mark.parametrize(
    "asked",
    [
        "which week will I get to the embedded book?",
        "when does phase 3 end for me?",
        "when do I reach c++",
        "when do I get to the embedded systems part?",
    ],
)
def test_who_asks_when_a_part_comes_is_told_the_days_of_its_phase(sit: Sit, asked: str) -> None:
    told = said(show_plan(sit(), asked))

    assert told.startswith(
        "Phase 3, Embedded Systems and C/C++: Monday, 8 June to Friday, 14 August, 100 hours."
    )
    assert "Phase by phase" not in told


def test_what_is_left_of_a_phase_is_said_with_its_days(sit: Sit) -> None:
    assert said(show_plan(sit(), "what's left of phase 1?")).startswith("Nothing of phase 1")
    finish_task(sit(), "1.1")

    left = said(show_plan(sit(), "what's left of phase 1?"))

    assert left.startswith("Of phase 1, Foundations of AI and Edge Computing, you have done 1 of 3 tasks.")
    assert "image classifier" in left
    assert "Coursera" not in left


def test_of_a_phase_that_is_done_nothing_is_left(sit: Sit) -> None:
    for number in "123":
        finish_task(sit(), f"1.{number}")

    assert said(show_plan(sit(), "what is still open in phase 1?")).startswith(
        "Nothing is left to do of phase 1"
    )


def test_a_later_start_moves_the_plan_and_is_not_noted(sit: Sit) -> None:
    later = said(show_plan(sit(), "and if I start in May?", part="supposed"))

    assert later.startswith("Your plan runs from Friday, 1 May")
    assert sit().person.started_on is None


def test_a_part_of_the_plan_is_said_alone(sit: Sit, desk: Desk) -> None:
    step = said(show_plan(sit(), "how long will that take?", part="step"))
    shifts = said(show_plan(sit(), "how can I speed up?", part="shifts"))

    assert step.startswith("Your plan has about 27 hours for this, at 10 hours a week until ")
    assert shifts.startswith("With 12 hours a week it would end")
    assert "later" not in shifts
    assert said(show_plan(sit(), "what does that save?", part="left_out")).startswith("I leave out of")

    desk.profiles.update(ADA, ProfileUpdate(add_skills=("C++",)))

    assert "That saves about 67 hours" in said(show_plan(sit(), "what does that save?", part="left_out"))
