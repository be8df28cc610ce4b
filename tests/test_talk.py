"""Which question about the coach itself a message is; what only sounds like one is left to the documents."""

from __future__ import annotations

import pytest

from bot.prompts import bundled_prompts
from bot.talk import about_coach


def _kind(message: str) -> str | None:
    return about_coach(message, message, bundled_prompts().lexicon)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("How do I delete one?", "usage"),
        ("how can I change my hours?", "usage"),
        ("You can call me Tom", "naming"),
        ("Are you a real person?", "identity"),
        ("Will you check in with me every evening?", "reminding"),
        ("what did we talk about yesterday?", "earlier"),
        ("do others see my plan?", "privacy"),
        ("can my manager read this?", "privacy"),
    ],
)
def test_a_question_about_the_coach_is_told_by_its_words(message: str, kind: str) -> None:
    assert _kind(message) == kind


@pytest.mark.parametrize(
    "message",
    [
        "how do I finish it?",
        "how do I make one?",
        "call me tomorrow",
        "can anyone follow this path?",
        "can anyone read this book?",
        "remind me to call Ana tomorrow",
        "who wrote this?",
    ],
)
def test_what_only_sounds_like_one_is_none(message: str) -> None:
    assert _kind(message) is None
