"""A form answers only what it accounts for, and finds what a question names loosely, on any pathway."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("I finished the waggle dance stage, what is next?", "comes phase 2"),
        ("I do the wooden hive and syrup block now, what comes after?", "comes phase 3"),
        ("How long would Queen Rearing plus extraction take me?", "12 weeks together"),
        ("Which one takes more of my time, Queen Rearing or the extraction stuff?", "6 weeks longer"),
        ("What does the middle tier of priority hold?", "Honey Extraction"),
        ("After how many weeks am I finished with First Colony?", "11 weeks together (4 + 7)"),
        ("Queen Rearing seen as a skill, not as a phase: how long?", "takes 9 weeks"),
        ("By Sunday, what should be done?", "waggle dance"),
        ("I read that 'Queens of Summer' is by Ada Thornquist. Is it long?", "by Bo Lindgren"),
        ("Do I assemble the wooden hive at Marketacademy like you say?", "No. A task of phase 2"),
    ],
)
def test_a_form_finds_what_is_meant(ask_made_up: Ask, question: str, expected: str) -> None:
    assert expected in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("What fills the jars before I phone my mother?", "comes phase"),
        ("Which skill would you put first, and why?", "first phase"),
        ("What does a Line Cook earn at the low end before the move?", "last phase"),
    ],
)
def test_a_form_is_silent_where_words_remain(ask_made_up: Ask, question: str, wrong: str) -> None:
    assert wrong not in ask_made_up(question)


def test_what_is_left_besides_that_is_listed(ask_made_up: Ask) -> None:
    text = ask_made_up("Which skills are critical?", "and what others besides that?")
    assert "Queen Rearing" in text
    assert "Honey Extraction" in text
    assert "Hive Inspection" not in text
