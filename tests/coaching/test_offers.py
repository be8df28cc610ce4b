"""What a promise or a report points at, after the coach named things to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.coaching import Desk, Session
from bot.coaching.offers import promises_one, reported_done, takes_up
from bot.coaching.promising import propose
from bot.coaching.reporting import report
from bot.domain import CommitmentStatus, Offer
from tests.coaching.conftest import ADA, Keep, Sit, said

pytestmark = pytest.mark.real_model

WEEK = Offer(("action/week.1", "action/week.2", "action/week.3"))
STEPS = Offer(("task/1.1", "task/1.2", "task/1.3"), in_turn=True)
BOOKS = Offer(("resource/1.3", "resource/3.1"))
ANALYSE, INSTALL, JOIN = "find out what edge AI", "get TensorFlow installed", "become a member of"
COURSE, CLASSIFIER = "work through the Machine Learning Specialization", "train a simple image classifier"


def _session(sit: Sit, offer: Offer) -> Session:
    return replace(sit(), offer=offer)


def _promised(session: Session, words: str) -> list[str]:
    return [each.text for each in propose(session, words).commitments]


@pytest.mark.parametrize(
    ("offer", "words", "meant"),
    [
        (WEEK, "I'll do the second one by Friday", [INSTALL]),
        (WEEK, "I'll finish numbers 1 and 3 by Sunday", [ANALYSE, JOIN]),
        (WEEK, "I'll get the last two done by Friday", [INSTALL, JOIN]),
        (WEEK, "I'll do all of those by Friday", [ANALYSE, INSTALL, JOIN]),
        (WEEK, "I'll do that by Friday", [ANALYSE, INSTALL, JOIN]),  # the plan for the week is one thing
        (STEPS, "I'll do that by Friday", [COURSE]),  # the next step
        (STEPS, "let's do it", [COURSE]),
        (STEPS, "I'll start with the second step on Monday", [f"start to {CLASSIFIER}"]),
        (BOOKS, "I'll read the second one by Friday", ["read 'C++ Primer' by Lippman"]),
    ],
)
def test_a_promise_takes_the_words_of_what_it_points_at(
    sit: Sit, offer: Offer, words: str, meant: list[str]
) -> None:
    promised = _promised(_session(sit, offer), words)

    assert len(promised) == len(meant)
    assert all(text.startswith(start) for text, start in zip(promised, meant, strict=True))


def test_one_of_several_that_is_not_named_is_asked_for(sit: Sit) -> None:
    finding = propose(_session(sit, BOOKS), "I'll read it by Friday")

    assert not finding.commitments
    assert "which of them you mean" in said(finding)


@pytest.mark.parametrize(
    "words",
    [
        "I'll email the second shop by Friday",
        "I'll do my own thing by Friday",
        "I'll email them by Friday",
    ],
)
def test_what_names_something_itself_points_at_nothing(sit: Sit, words: str) -> None:
    (text,) = _promised(_session(sit, WEEK), words)

    assert text == words.removeprefix("I'll ").removesuffix(" by Friday")


def test_a_plan_of_several_steps_is_begun_with_its_first(sit: Sit) -> None:
    begun = _promised(_session(sit, WEEK), "I'll start it on Monday")

    assert len(begun) == 1
    assert begun[0].startswith("start to ")
    assert len(_promised(_session(sit, WEEK), "I'll start all of them on Monday")) > 1


def test_behind_another_promise_it_is_that_one(sit: Sit) -> None:
    assert _promised(_session(sit, STEPS), "I'll call Ana\nI'll do it by Friday") == ["call Ana"]


def test_what_was_just_named_is_taken_up(sit: Sit) -> None:
    assert takes_up(_session(sit, STEPS), "great, let's do it")
    assert takes_up(_session(sit, STEPS), "ok I'll do that")
    assert not takes_up(_session(sit, BOOKS), "great, let's do it")  # which of them?
    assert not takes_up(_session(sit, STEPS), "let's talk about pay")


def test_nothing_is_meant_where_nothing_was_named(sit: Sit) -> None:
    assert "did not find a promise" in said(propose(sit(), "I'll do that by Friday"))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("I already did that one", ["task/1.1"]),
        ("I've finished the first two", ["task/1.1", "task/1.2"]),
        ("the second is done", ["task/1.2"]),
        ("I did the dishes", []),
        ("I'll do that", []),
    ],
)
def test_a_report_points_at_steps(sit: Sit, words: str, ids: list[str]) -> None:
    assert [each.record_id for each in reported_done(_session(sit, STEPS), words)] == ids


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("I finished the first task", ["task/1.1"]),
        ("second task done", ["task/1.2"]),
        ("done with the last task", ["task/5.3"]),
        ("I finished the first one", []),
    ],
)
def test_a_task_by_its_place_is_of_the_roadmap_where_nothing_was_named(
    sit: Sit, words: str, ids: list[str]
) -> None:
    assert [each.record_id for each in reported_done(_session(sit, Offer(())), words)] == ids


def test_a_task_by_its_place_may_be_what_was_promised_where_anything_is(sit: Sit, keep: Keep) -> None:
    keep("write two letters", date(2026, 3, 6))

    assert reported_done(_session(sit, Offer(())), "I finished the first task") == ()


def test_tasks_pointed_at_are_marked_and_the_one_behind_the_last_comes_next(sit: Sit, desk: Desk) -> None:
    finding = report(_session(sit, STEPS), "I've done the first two", CommitmentStatus.DONE)

    assert {done.task_id for done in desk.store.progress.done_tasks(ADA)} == {"1.1", "1.2"}
    assert said(finding).count("Marked as done") == 2
    assert said(finding).count("Next:") == 1


def test_of_a_step_of_the_action_plan_nothing_is_kept_and_that_is_said(sit: Sit, desk: Desk) -> None:
    finding = report(_session(sit, WEEK), "I've done the first one", CommitmentStatus.DONE)

    assert "I keep no list of those" in said(finding)
    assert not desk.store.progress.done_tasks(ADA)


def test_a_bare_report_is_on_what_was_promised_where_anything_is(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("email Ana", date(2026, 3, 6))

    report(_session(sit, STEPS), "done that", CommitmentStatus.DONE)

    assert desk.commitments.open(ADA) == []
    assert not desk.store.progress.done_tasks(ADA)


def test_a_note_with_a_place_and_a_day_promises_what_was_named(sit: Sit) -> None:
    session = _session(sit, STEPS)

    assert promises_one(session, "and the second one by Monday")
    assert not promises_one(session, "the second one")
    assert not promises_one(sit(), "and the second one by Monday")


def test_what_is_pointed_at_next_is_promised_beside_the_first(sit: Sit) -> None:
    finding = propose(_session(sit, STEPS), "I'll do the first one by Friday")

    both = propose(replace(sit(finding.pending), offer=STEPS), "and the second by Sunday")

    assert [each.text.split()[0] for each in both.commitments] == ["work", "train"]


@pytest.mark.parametrize("words", ["mark the first one as done", "tick off the first", "please check off #1"])
def test_what_is_to_be_marked_is_done_of_the_tasks_of_the_phase_that_was_told(sit: Sit, words: str) -> None:
    (task,) = reported_done(_session(sit, Offer(("phase/2",))), words)

    assert task.record_id == "task/2.1"


def test_more_hours_than_there_are_days_for_are_pointed_out(sit: Sit) -> None:
    tight = said(propose(_session(sit, STEPS), "I'll do that by Wednesday"))
    begun = said(propose(_session(sit, STEPS), "I'll start with that on Wednesday"))

    assert "Your plan has about 27 hours for that task, until " in tight
    assert "hours for that task" not in begun
