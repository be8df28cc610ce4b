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


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Phone a keeper first, or the waggle dance?", "This week: read about", "This month: phone"),
        (
            "Do I have to build a hive this week, or is phoning a keeper enough?",
            "This month",
            "90 days: build",
        ),
    ],
)
def test_two_items_stand_in_the_order_of_the_plan(
    ask_made_up: Ask, question: str, first: str, second: str
) -> None:
    answer = ask_made_up(question)
    assert 0 <= answer.find(first) < answer.find(second)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Phoning keepers: week, month or 90 days?", "This month: phone a keeper nearby."),
        ("Is building the hive for this week, or for later?", "In the next 90 days: build"),
        ("The waggle dance reading, is it on the week list or on the month list?", "This week: read about"),
    ],
)
def test_which_of_the_horizons_is_told(ask_made_up: Ask, question: str, expected: str) -> None:
    assert expected in ask_made_up(question)


def test_what_no_item_holds_is_in_no_horizon(ask_bundled: Ask) -> None:
    assert "This month" not in ask_bundled("Should I learn ONNX now or later?")


@pytest.mark.parametrize(
    ("question", "expected", "left_out"),
    [
        ("The week list is done. How many items of the plan are left?", "There are 2 steps\n", "waggle"),
        ("Week and month lists are ticked off, how many items stay open?", "wooden hive", "keeper"),
    ],
)
def test_what_is_behind_one_is_no_longer_counted(
    ask_made_up: Ask, question: str, expected: str, left_out: str
) -> None:
    answer = ask_made_up(question)
    assert expected in answer
    assert left_out not in answer


def test_a_day_of_the_plan_is_its_horizon(ask_bundled: Ask) -> None:
    answer = ask_bundled("Leaving the course aside, what has to be there by day 90?")
    assert "GitHub" in answer
    assert "Certificate course" not in answer
