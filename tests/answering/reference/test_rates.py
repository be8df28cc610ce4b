"""A rate comes to so much for the quantity that is asked for, and to nothing where none is."""

from __future__ import annotations

import pytest

from bot.answering.reference.rates import worked_out
from bot.domain import Fact
from bot.prompts import bundled_prompts


def _worked_out(question: str, sentence: str) -> str | None:
    found = worked_out(question, Fact(sentence, "c", sentence), bundled_prompts())
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("I'm five days late, what do I owe?", "A late book costs two crowns for each day.", "10 crowns"),
        (
            "how much for 3 hours of the saw",
            "The saw is €7.50 an hour.",
            "3 hours at €7.50 a hour come to €22.50",
        ),
        ("one week late: the fine?", "Late keys cost one thaler per week.", "1 week at 1 thaler a week"),
        ("what is it in all at most?", "The grant is 640 marks a month, for 10 months.", "6,400 marks"),
        ("how many hours is that over 16 weeks", "You study six hours a week.", "96 hours"),
    ],
)
def test_a_rate_is_worked_out(question: str, sentence: str, said: str) -> None:
    assert said.replace("a hour", "an hour") in (_worked_out(question, sentence) or "")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("what does a day cost?", "A late book costs two crowns for each day."),
        ("who asks for 5 days off?", "It is 2 crowns a day."),
        ("I have 6 hours a week, what does it cost?", "The saw costs 7 crowns an hour."),
        ("what does it cost for 3 days?", "The room costs 40 crowns."),
    ],
)
def test_nothing_is_worked_out_where_nothing_is_asked(question: str, sentence: str) -> None:
    assert _worked_out(question, sentence) is None
