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
