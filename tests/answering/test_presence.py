"""Whether the pathway has a thing at all."""

from __future__ import annotations

import pytest

from tests.answering.conftest import Ask

pytestmark = pytest.mark.real_model


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("will I need to know electronics?", "electronics"),
        ("how much math is there?", "math"),
        ("does it cover computer vision?", "computer vision"),
        ("is there statistics in it?", "statistics"),
        ("do I need a lot of patience?", "patience"),
    ],
)
def test_what_is_named_nowhere_is_said_to_be_missing(question: str, thing: str, ask_made_up: Ask) -> None:
    assert f'say nothing about "{thing}"' in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("do I need jars?", "fill jars"),
        ("is there syrup involved?", "syrup"),
        ("do I need a market stall?", "market stall"),
    ],
)
def test_what_a_task_names_is_told(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "said", "thing"),
    [
        ("is there anything on hive inspection, and on chemistry?", "5 weeks", "chemistry"),
        ("does it cover queen rearing and statistics?", "9 weeks", "statistics"),
    ],
)
def test_of_several_things_those_that_are_named_nowhere_are_owned_up_to(
    question: str, said: str, thing: str, ask_made_up: Ask
) -> None:
    text = ask_made_up(question)

    assert said in text
    assert f'say nothing about "{thing}"' in text


@pytest.mark.parametrize("question", ["do I need more time?", "is there any work in phase 2?"])
def test_time_and_order_are_no_things(question: str, ask_made_up: Ask) -> None:
    assert "say nothing about" not in ask_made_up(question)
