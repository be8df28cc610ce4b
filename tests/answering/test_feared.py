"""What somebody is afraid of, or failed at once, is told as the challenge that it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("message", "said", "unsaid"),
    [
        ("I'm afraid of C++", "picking up C/C++", "hardly any logs"),
        ("my C++ lectures back then were a nightmare", "picking up C/C++", "hardly any logs"),
        ("hardware bugs frighten me, can I still do it?", "hardly any logs", "picking up C/C++"),
        ("I worry about losing my debugging tools", "grown-up tools", "hardly any logs"),
    ],
)
def test_the_challenge_that_is_meant_is_told(message: str, said: str, unsaid: str, ask_bundled: Ask) -> None:
    answer = ask_bundled(message)
    assert said in answer
    assert unsaid not in answer


def test_what_no_challenge_is_about_is_not_made_one(ask_bundled: Ask) -> None:
    assert "challenges is" not in ask_bundled("I'm scared of Python")
