"""Several questions in one message."""

from __future__ import annotations

import pytest

from bot.answering.several import split_questions


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("What does it pay?", ["What does it pay?"]),
        ("What does it pay, and how long is it?", ["What does it pay", "how long is it?"]),
        ("I am 40. Is that late? What does it pay?", ["I am 40. Is that late?", "What does it pay?"]),
        ("What do bakers and cooks earn?", ["What do bakers and cooks earn?"]),
        ("Tell me the pay. Thanks", ["Tell me the pay. Thanks"]),
        ("Hello", ["Hello"]),
    ],
)
def test_a_message_is_cut_into_its_questions(message, questions):
    assert split_questions(message) == questions
