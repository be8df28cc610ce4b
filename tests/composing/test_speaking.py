"""No label in front, no opening twice."""

from __future__ import annotations

import pytest

from bot.answering.finding import Statement, state
from bot.answering.records import decapitalised
from bot.composing import speak
from bot.domain import Fact
from bot.prompts import bundled_prompts

PROSE = "Study the Raspberry Pi and read Python code.\nTake the course by Andrew Ng.\nWork with edge devices."


def statement(text: str) -> Statement:
    return state(Fact(text, "doc/reality-check/miss", text))


MISSED = [statement(f"You may miss {thing}.") for thing in ("the calm", "the tools", "the people")]


def test_no_opening_is_said_twice() -> None:
    lines = speak(MISSED, bundled_prompts())

    assert [line.text for line in lines] == [
        "You may miss the calm.",
        "Another thing to miss is the tools.",
        "Beyond that, you may miss the people.",
    ]


def test_a_held_skill_is_said_to_the_person_without_a_label() -> None:
    [line] = speak([statement("You already have SQL: tables are everywhere.")], bundled_prompts())

    assert line.text == "You already know SQL, and that helps: tables are everywhere."


def test_a_task_is_said_with_its_phase() -> None:
    [line] = speak([statement("A task of phase 2, Basics: Bring the book.")], bundled_prompts())

    assert line.text == "In phase 2, Basics, you bring the book."


def test_a_second_held_skill_does_not_open_like_the_first() -> None:
    held = [
        statement("You already have SQL: tables are everywhere."),
        statement("You already have Go: it is quick."),
    ]

    said = [line.text for line in speak(held, bundled_prompts())]

    assert said == [
        "You already know SQL, and that helps: tables are everywhere.",
        "You also know Go: it is quick.",
    ]


def test_a_second_task_of_a_phase_does_not_name_it_again() -> None:
    tasks = [
        statement("A task of phase 2, Basics: Bring the book."),
        statement("A task of phase 2, Basics: Read it."),
    ]

    said = [line.text for line in speak(tasks, bundled_prompts())]

    assert said == ["In phase 2, Basics, you bring the book.", "There you also read it."]


def test_a_task_that_is_no_instruction_is_named_as_a_task() -> None:
    [line] = speak([statement("A task of phase 2, Basics: Portfolio website.")], bundled_prompts())

    assert line.text == "A task of phase 2, Basics, is Portfolio website."


def test_a_step_of_the_plan_is_said_without_a_label() -> None:
    steps = [statement("This week: join the club."), statement("This week: read the book.")]

    assert [line.text for line in speak(steps, bundled_prompts())] == [
        "This week, join the club.",
        "Also, read the book.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Demand for Baker roles: steady growth, pushed by hunger.",
            "The demand for Baker roles is described as steady growth, pushed by hunger.",
        ),
        ("Demand for Baker roles: people are hungry.", "Demand for Baker roles: people are hungry."),
        (
            "The move takes 9 months; another estimate in the sources says 12 months.",
            "The move takes 9 months, or 12 months by another estimate.",
        ),
    ],
)
def test_a_label_is_put_into_a_sentence_where_its_grammar_allows(text: str, said: str) -> None:
    assert [line.text for line in speak([statement(text)], bundled_prompts())] == [said]


def test_what_stands_behind_a_no_is_reworded() -> None:
    [line] = speak([statement("No. A task of phase 2, Basics: Bring the book.")], bundled_prompts())

    assert line.text == "No. In phase 2, Basics, you bring the book."


def test_what_is_only_near_is_reworded_behind_the_admission() -> None:
    near = bundled_prompts().say("nearby")

    [line] = speak(
        [statement(f"The documents don't cover that. {near} This week: join the club.")], bundled_prompts()
    )

    assert line.text == f"The documents don't cover that. {near} This week, join the club."


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Puzzles that matter", "puzzles that matter"),
        ("A lot of impact", "a lot of impact"),
        ("Picking up C/C++", "picking up C/C++"),
        ("Learning Docker", "learning Docker"),
        ("Edge devices of all sizes", "edge devices of all sizes"),
        ("Well-worn paths", "well-worn paths"),
        ("Stanley Lippman's book", "Stanley Lippman's book"),
        ("Andrew Ng and his course", "Andrew Ng and his course"),
        ("Raspberry Pi boards", "Raspberry Pi boards"),
        ("Python, every day", "Python, every day"),
        ("TensorFlow on a laptop", "TensorFlow on a laptop"),
        ("AI that fits", "AI that fits"),
        ("C++ at its best", "C++ at its best"),
        ("", ""),
    ],
)
def test_inside_a_sentence_only_a_name_keeps_its_capital(text: str, inside: str) -> None:
    assert decapitalised(text, PROSE) == inside
