"""A message asks a document, or for what is one's own: by its words."""

from __future__ import annotations

import pytest

from bot.coaching.asking import asks_for_list, asks_for_plan, asks_something, is_own


@pytest.mark.parametrize(
    "message",
    [
        "may I come in?",
        "the shed on Sunday, do they open it",
        "my loan runs out and who can renew it",
        "the class - until when can I sign up",
        "after how many days does it end",
        "tell me the fees of the club",
    ],
)
def test_a_question_needs_no_mark_and_may_stand_at_the_end(message: str) -> None:
    assert asks_something(message)


@pytest.mark.parametrize(
    "message",
    [
        "I'll paint the hall on Friday",
        "booked the hall for Tuesday",
        "when I get there I'll paint",
        "do the form by Friday",
        "could you remind me on Friday to go",
    ],
)
def test_a_statement_and_an_order_ask_nothing(message: str) -> None:
    assert not asks_something(message)


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ("what are my open tasks", True),
        ("what have I promised the club", True),
        ("am I on track", True),
        ("when is my shed promise due", True),
        ("what do I owe the club", False),
        ("what are the tasks of the second stage", False),
        ("can I be done by May", False),
    ],
)
def test_one_s_own_is_what_is_called_so(message: str, own: bool) -> None:
    assert is_own(message) == own


def test_the_plan_is_asked_for_by_its_name() -> None:
    assert asks_for_plan("so what's my plan for the summer")
    assert asks_for_plan("show me my current schedule")
    assert not asks_for_plan("what's my plan B")
    assert not asks_for_plan("what does the school plan for the summer")


def test_a_list_that_speaks_of_nobody_is_not_one_s_portrait() -> None:
    assert asks_for_list("list me the nice-to-have skills", known=True)
    assert asks_for_list("list my existing skills", known=False)
    assert not asks_for_list("list my existing skills", known=True)
    assert not asks_for_list("list what I told you", known=False)
    assert not asks_for_list("show profile", known=False)
    assert not asks_for_list("tell me the skills that you noted", known=True)
