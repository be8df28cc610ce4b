"""What the last reply rests on, shown where it is asked for."""

from __future__ import annotations

import pytest

from bot.coaching.sourcing import asks_for_sources


@pytest.mark.parametrize(
    "message",
    [
        "Source?",
        "what's your source for that?",
        "How do you know?",
        "says who",
        "are you sure?",
        "how sure are you about that?",
        "ok, where's that from",
    ],
)
def test_a_bare_request_is_recognised(message: str) -> None:
    assert asks_for_sources(message)


@pytest.mark.parametrize(
    "message",
    [
        "are you sure C++ is optional?",
        "which sources does phase 1 name?",
        "how do you know that a model fits?",
    ],
)
def test_a_question_of_its_own_is_none(message: str) -> None:
    assert not asks_for_sources(message)
