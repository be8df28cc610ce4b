"""What is said of an answer that is all there is, when more is asked of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.coach import Coach
from bot.domain import Composer, Message

pytestmark = pytest.mark.real_model


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("how big is the demand?", "why?", "The documents give no other reason."),
        ("do I need math?", "how much of it", 'The documents say nothing about "math".'),
        ("do I need math?", "and why would I need it?", 'The documents say nothing about "math".'),
    ],
)
def test_that_no_more_is_known_is_said_of_what_is_asked(
    first: str, then: str, said: str, make_coach: Callable[..., Coach]
) -> None:
    coach = make_coach()
    reply = coach.reply(Message(first, composer=Composer.EXTRACTIVE))

    again = coach.reply(Message(then, thread_id=reply.thread_id, composer=Composer.EXTRACTIVE))

    assert again.text.endswith(said)


def test_a_year_that_is_told_is_not_denied(make_coach: Callable[..., Coach]) -> None:
    coach = make_coach()
    thread_id = None
    for question in ("tell me about TensorFlow Lite", "does it have a new name?", "since when"):
        reply = coach.reply(Message(question, thread_id=thread_id, composer=Composer.EXTRACTIVE))
        thread_id = reply.thread_id

    assert "2024" in reply.text
    assert "say more of when" not in reply.text


def test_hours_that_are_supposed_are_not_noted(make_coach: Callable[..., Coach]) -> None:
    question = "if i do 15 h per week how many hours altogether for the roadmap"

    reply = make_coach().reply(Message(question, composer=Composer.EXTRACTIVE))

    assert reply.action == "answer"
    assert "540 hours" in reply.text
