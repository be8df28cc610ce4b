"""What a short message means behind a plan, a step, or news of oneself."""

from __future__ import annotations

import pytest

from bot.coaching.completing import Completed, completed


@pytest.mark.parametrize(
    ("message", "after", "part", "words"),
    [
        ("ok set it to 12", "plan", None, "I have 12 hours a week"),
        ("let's do 8 hours", "profile", None, "I have 8 hours a week"),
        ("what if I do 12 hours?", "plan", "whole", "What would my plan be with 12 hours a week?"),
        ("and with 6?", "plan", "whole", "What would my plan be with 6 hours a week?"),
    ],
)
def test_a_bare_number_behind_the_plan_is_of_hours_a_week(
    message: str, after: str, part: str | None, words: str
) -> None:
    assert completed(message, after) == Completed(part, words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("message", "after", "part"),
    [
        ("that's too long. how can I speed up?", "plan", "shifts"),
        ("is there any way to finish earlier?", "plan", "shifts"),
        ("how much time does that save me?", "profile", "left_out"),
        ("how long will that take?", "next_tasks", "step"),
        ("and how much time do I need for it?", "next_tasks", "step"),
    ],
)
def test_what_points_at_the_plan_is_answered_from_it(message: str, after: str, part: str) -> None:
    found = completed(message, after)

    assert found is not None
    assert found.part == part


@pytest.mark.parametrize(
    ("message", "after"),
    [
        ("ok set it to 12", "answer"),
        ("how long will that take?", "answer"),
        ("how long does phase 2 take?", "next_tasks"),
        ("what if I skip phase 3?", "plan"),
        ("take 12 and 13", "plan"),
        ("which skills are critical?", "plan"),
    ],
)
def test_what_says_itself_what_it_means_is_left_alone(message: str, after: str) -> None:
    assert completed(message, after) is None
