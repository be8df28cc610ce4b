"""Vague, indirect and personal questions: the statement that is meant, before anything general."""

from __future__ import annotations

import pytest

from tests.answering.conftest import Ask


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("I like it loud with people shouting around the stove. will I be homesick?", "full kitchen"),
        ("I get up early and hate being indoors, would this suit me?", "mornings outdoors"),
        ("insects scare me a bit, how bad will it get?", "stings in the first season"),
    ],
)
def test_a_vague_question_gets_the_statement_that_it_means(
    question: str, meant: str, ask_made_up: Ask
) -> None:
    assert meant in ask_made_up(question).lower()


def test_a_question_of_the_whole_move_gets_what_anyone_should_weigh(ask_made_up: Ask) -> None:
    text = ask_made_up("Is this move right for me?")

    assert "moderate" in text
    assert "6 to 8 months" in text


def test_another_persons_career_is_not_covered(ask_made_up: Ask) -> None:
    text = ask_made_up("My nephew wants to become a pilot, what are the stages for him?")

    assert "Bee Biology" not in text


def test_the_roles_in_a_question_do_not_narrow_a_list(ask_bundled: Ask) -> None:
    text = ask_bundled("What do Edge AI engineers love about their work?")

    assert "drones" in text
    assert "hardware and AI meet" in text
    assert "real time" in text


def test_years_of_the_past_are_no_claim(ask_made_up: Ask) -> None:
    text = ask_made_up("I spent 6 years on food hygiene, is that all wasted now?")

    assert "same rules hold" in text
    assert not text.startswith("No")


@pytest.mark.parametrize(
    ("question", "told"),
    [("Give me one reason to switch", 1), ("Name two challenges", 2), ("Which challenges are there?", 4)],
)
def test_no_more_are_told_than_were_asked_for(question: str, told: int, ask_bundled: Ask) -> None:
    assert len(ask_bundled(question).splitlines()) == told
