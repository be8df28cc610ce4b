"""Lengths once more: the next in rank, the sum, and two figures that are claimed in one breath."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]

LONGEST = "which skill takes the longest?"


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        ((LONGEST, "and which is second?"), "Python for AI/ML and Real-Time"),
        ((LONGEST, "number 2?"), "second longest"),
        ((LONGEST, "which comes third?"), "third longest"),
        (("which phase is the shortest?", "and the second?"), "Model Optimization and Conversion"),
        ((LONGEST, "the sum of all of them?"), "42 weeks"),
        (("which phase is the shortest?", "and all together?"), "36 weeks"),
    ],
)
def test_a_rank_and_a_sum_go_on_from_the_longest(
    questions: tuple[str, ...], expected: str, ask_bundled: Ask
) -> None:
    assert expected in ask_bundled(*questions)


@pytest.mark.parametrize(
    ("question", "openings"),
    [
        ("so it takes 5 months and pays 20% more, right?", ["No.", "No."]),
        ("so 5 phases and 30 tasks, correct?", ["Yes.", "No."]),
        ("it's 12 months and a 50% raise, true?", ["It may, but", "It may, but"]),
    ],
)
def test_two_figures_that_are_claimed_are_both_checked(
    question: str, openings: list[str], ask_bundled: Ask
) -> None:
    lines = ask_bundled(question).splitlines()
    starts = [line for line in lines if line.startswith(("Yes.", "No.", "It may"))]
    assert [start[: len(opening)] for start, opening in zip(starts, openings, strict=True)] == openings


def test_what_one_brings_along_is_not_ranked_by_weeks(ask_bundled: Ask) -> None:
    answer = ask_bundled("what helps me the most from backend?")
    assert "don't say which of these helps the most" in answer
    assert "API Development" in answer
    assert "10 weeks" not in answer
