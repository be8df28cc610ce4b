"""What a skill saves that one knows, and ranks that no document gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    "question",
    [
        "How long does it take if I already know Python?",
        "how much shorter is it without python?",
        "what if I already know python?",
    ],
)
def test_a_skill_that_is_known_leaves_the_others(question: str, ask_bundled: Ask) -> None:
    answer = ask_bundled(question)
    assert "Python for AI/ML is critical and takes 8 weeks" in answer
    assert "the other 5 skills take 34 weeks" in answer


def test_two_that_are_known_leave_four(ask_bundled: Ask) -> None:
    assert "the other 4 skills take 24 weeks" in ask_bundled(
        "what would change if I knew both Python and C++?"
    )


@pytest.mark.parametrize(
    ("question", "rank"),
    [
        ("which phase is most useful?", "which phase is the most useful"),
        ("which skill is the least fun", "which skill is the least fun"),
        ("what's the most exciting project?", "which project is the most exciting"),
    ],
)
def test_a_rank_that_nobody_gives_is_owned_up_to(question: str, rank: str, ask_bundled: Ask) -> None:
    assert f"The documents don't say {rank}" in ask_bundled(question)


@pytest.mark.parametrize(
    "question",
    [
        "which skill is most important?",
        "which phase has the most tasks?",
        "which skills take at most 5 weeks?",
    ],
)
def test_a_rank_that_is_given_is_told(question: str, ask_bundled: Ask) -> None:
    assert "don't say" not in ask_bundled(question)
