"""One message, several questions: cut where one ends, and answered one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering.several import split_questions

Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("How long is it? Who wrote it?", ["How long is it?", "Who wrote it?"]),
        (
            "Which phase is longest, and what do I read in it?",
            ["Which phase is longest", "what do I read in it?"],
        ),
        ("tell me the pay. also what's the last phase", ["tell me the pay.", "what's the last phase"]),
        ("hi! two things: who wrote it, and how long is it?", ["who wrote it", "how long is it?"]),
        ("who wrote it + how long is it?", ["who wrote it", "how long is it?"]),
        ("I have two kids. Is it realistic?", ["I have two kids. Is it realistic?"]),
        ("Is it hard or is it easy?", ["Is it hard or is it easy?"]),
        ("What do they pay? I mean after the move.", ["What do they pay? I mean after the move."]),
        ("What do I do and when I'm done, what next", ["What do I do and when I'm done, what next"]),
    ],
)
def test_a_message_is_cut_where_a_question_ends(message: str, questions: list[str]) -> None:
    found = split_questions(message)

    assert [each.removeprefix("hi! two things: ") for each in found] == questions


def test_numbered_questions_are_taken_apart() -> None:
    message = "2 things: 1) weeks of the roadmap 2) the longest stage"

    assert split_questions(message) == ["weeks of the roadmap", "the longest stage"]


@pytest.mark.real_model
def test_both_questions_are_answered_and_the_second_leans_on_the_first(ask_made_up: Ask) -> None:
    answer = ask_made_up("Which phase is the longest, and what are its tasks?")

    assert "First Colony" in answer
    assert "wooden hive" in answer


@pytest.mark.real_model
def test_of_two_questions_the_one_that_is_not_covered_is_named(ask_made_up: Ask) -> None:
    answer = ask_made_up("How many weeks does Hive Inspection take? And who won the world cup in 1990?")

    assert "5 weeks" in answer
    assert "don't answer “who won the world cup in 1990”" in answer.replace("And ", "")


@pytest.mark.real_model
def test_each_question_of_a_message_leans_on_what_was_spoken_of_before(ask_made_up: Ask) -> None:
    answer = ask_made_up("How long is Hive Inspection?", "Is it critical? And which lectures do I watch?")

    assert answer.startswith("Yes.")
    assert "Ada Thornquist" in answer


@pytest.mark.real_model
def test_a_question_that_leans_on_an_unanswered_one_is_not_answered(ask_made_up: Ask) -> None:
    answer = ask_made_up("Do I need trigonometry? How much of it?")

    assert "€" not in answer
    assert "EUR" not in answer


def test_what_both_questions_are_answered_with_is_said_once(ask_bundled: Ask) -> None:
    answer = ask_bundled("Should I do this full time? And how long does the move take?")

    assert answer.count("9 to 12 months") == 1


@pytest.mark.real_model
@pytest.mark.parametrize(
    "question", ["Pay and demand?", "demand & salary", "what about the demand and the pay?"]
)
def test_two_aspects_in_a_few_words_are_both_answered(question: str, ask_bundled: Ask) -> None:
    answer = ask_bundled(question)

    assert "$120,000" in answer
    assert "explosive growth" in answer


@pytest.mark.real_model
def test_the_second_question_is_a_form_of_its_own(ask_bundled: Ask) -> None:
    answer = ask_bundled("Which skills are critical? And which can I leave for later?")

    assert "2 critical skills" in answer
    assert "2 nice-to-have skills" in answer


@pytest.mark.real_model
def test_what_is_known_is_answered_beside_what_is_not(ask_bundled: Ask) -> None:
    answer = ask_bundled("Does the Jetson matter and how much does one cost?")

    assert "nice to have" in answer
    assert "don't answer “how much does one cost”" in answer
