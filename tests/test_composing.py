"""From findings to text."""

from __future__ import annotations

import pytest

from bot.answering.finding import Statement, state
from bot.answering.records import decapitalised
from bot.composing import in_plain_words, join_paragraphs, speak, with_marks
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
        "You may also miss the tools.",
        "Beyond that, you may miss the people.",
    ]


def test_a_held_skill_is_said_to_the_person_without_a_label() -> None:
    [line] = speak([statement("You already have SQL: tables are everywhere.")], bundled_prompts())

    assert line.text == "You already know SQL, and that helps: tables are everywhere."


def test_a_task_is_said_with_its_phase() -> None:
    [line] = speak([statement("A task of phase 2, Basics: Bring the book.")], bundled_prompts())

    assert line.text == "In phase 2, Basics, you do this: bring the book."


def test_three_of_a_kind_are_one_list() -> None:
    [listed] = in_plain_words(MISSED, bundled_prompts())

    assert listed.items == ("the calm", "the tools", "the people")
    assert len(listed.rests_on) == 3


def test_two_of_a_kind_are_sentences() -> None:
    said = in_plain_words(MISSED[:2], bundled_prompts())

    assert [s.text for s in said] == ["You may miss the calm.", "You may also miss the tools."]


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


def test_marks_stand_before_the_full_stop() -> None:
    assert with_marks("You may miss it.", " [1]") == "You may miss it [1]."


def test_a_list_stands_in_a_paragraph_of_its_own() -> None:
    assert join_paragraphs(["One.", "These:\n- a", "Two."]) == "One.\n\nThese:\n- a\n\nTwo."
