"""What no document can tell somebody is owned up to, and what there is to weigh is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]
OWNED_UP = "No document can tell you that."


@pytest.mark.parametrize(
    "question",
    [
        "should I quit my job for this?",
        "is it smart to resign first?",
        "should I tell my boss?",
        "is it better to stay a backend developer?",
        "is it worth it?",
        "I am a single dad, do I stand a chance?",
    ],
)
def test_a_decision_is_left_to_who_has_to_take_it(question: str, ask_bundled: Ask) -> None:
    said = ask_bundled(question)
    assert OWNED_UP in said
    assert "challenging" in said


@pytest.mark.parametrize(
    "question", ["should I start with Python?", "should I skip RTOS?", "will I like it?"]
)
def test_what_the_documents_answer_is_no_such_decision(question: str, ask_bundled: Ask) -> None:
    assert OWNED_UP not in ask_bundled(question)


@pytest.mark.parametrize("question", ["I'm 52, too old for that?", "i am 40, is it too late?"])
def test_nothing_is_said_of_an_age(question: str, ask_bundled: Ask) -> None:
    assert "don't say whether “too" in ask_bundled(question)


def test_pros_and_cons_are_all_of_them(ask_bundled: Ask) -> None:
    said = ask_bundled("what are the pros and cons?")
    assert said.count("\n") == 13
    assert "wildlife" not in said


def test_a_personal_question_that_no_statement_is_near_gets_none(ask_bundled: Ask) -> None:
    said = ask_bundled("how do I explain the gap in my evenings to my landlord?")
    assert "Real-Time" not in said


@pytest.mark.parametrize(
    "question",
    ["what if I never finish the Andrew Ng course?", "what if I can't get the object detection to work?"],
)
def test_that_nothing_is_said_of_what_goes_wrong_is_owned_up_to(question: str, ask_bundled: Ask) -> None:
    assert "don't say what to do then" in ask_bundled(question)


@pytest.mark.parametrize("question", ["why is phase 3 so long?", "why does C++ take that long?"])
def test_no_length_has_a_reason(question: str, ask_bundled: Ask) -> None:
    said = ask_bundled(question)
    assert "give no reason" in said
    assert "10 weeks" in said


def test_two_levels_are_told_apart_by_their_skills(ask_bundled: Ask) -> None:
    said = ask_bundled("what's the difference between critical and important?")
    assert "don't define that" in said
    assert "Python for AI/ML" in said
    assert "C/C++" in said


@pytest.mark.parametrize("question", ["do I need phase 2 for phase 4?", "can I do phase 4 without phase 2?"])
def test_whether_a_phase_needs_another_is_not_said(question: str, ask_bundled: Ask) -> None:
    assert "doesn't say whether one needs the other" in ask_bundled(question)
