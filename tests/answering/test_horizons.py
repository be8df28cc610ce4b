"""Questions about the action plan: by when something is due, what is due by when, what a free hour allows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Ask = Callable[..., str]

pytestmark = pytest.mark.real_model


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("By when should I have built a wooden hive?", "In the next 90 days: build a wooden hive."),
        ("When am I due to phone a keeper?", "This month: phone a keeper nearby."),
        ("In which horizon does the waggle dance turn up?", "This week: read about the waggle dance."),
        ("Which item of the plan has to do with a hive?", "In the next 90 days: build a wooden hive."),
        ("I have one free evening, what could I do?", "waggle dance"),
        ("What should be built by the ninety day mark?", "wooden hive"),
        ("Week one is done. What now?", "Phone a keeper"),
        ("What should I have done after this week?", "waggle dance"),
    ],
)
def test_the_plan_says_what_is_due_by_when(ask_made_up: Ask, question: str, expected: str) -> None:
    assert expected in ask_made_up(question)


def test_the_roadmap_answers_where_it_is_clearly_nearer(ask_made_up: Ask) -> None:
    assert "In the next 90 days" not in ask_made_up("When do I print labels for the market stall?")


def test_what_the_question_leaves_out_is_left_out(ask_bundled: Ask) -> None:
    answer = ask_bundled("Everything for this week except the communities")
    assert "TensorFlow" in answer
    assert "Slack" not in answer


def test_the_first_time_is_the_earliest_horizon(ask_bundled: Ask) -> None:
    answer = ask_bundled("In which horizon of the plan does the Raspberry Pi come up first?")
    assert answer.startswith("This month")
