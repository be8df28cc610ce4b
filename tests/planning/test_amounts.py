from __future__ import annotations

import pytest

from bot.planning.telling.amounts import gap_words, hours_words, share_words
from bot.prompts import bundled_prompts

SAY = bundled_prompts()


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "0 hours"),
        (0.2, "12 minutes"),
        (0.001, "1 minute"),
        (1, "1 hour"),
        (1.5, "1.5 hours"),
        (2, "2 hours"),
        (26.667, "about 27 hours"),
        (1.2, "about 1 hour"),
        (360.0000001, "360 hours"),
    ],
)
def test_hours_are_said_exactly_in_halves_and_else_about(hours: float, said: str) -> None:
    assert hours_words(hours, SAY) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 day"), (-9, "9 days"), (7, "1 week"), (-56, "8 weeks"), (18, "about 3 weeks")],
)
def test_a_gap_is_said_in_days_below_two_weeks_and_else_in_weeks(days: int, said: str) -> None:
    assert gap_words(days, SAY) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.9, "most"),
        (0.5, "about half"),
        (0.34, "about a third"),
        (0.2, "about a fifth"),
        (0.1, "about a tenth"),
        (0.08, "about 8%"),
        (0.001, "about 1%"),
    ],
)
def test_a_share_is_said_as_a_simple_fraction(share: float, said: str) -> None:
    assert share_words(share, SAY) == said
