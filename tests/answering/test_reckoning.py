"""Sums, comparisons and lists of described subsets, over a made-up pathway."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Compute: Hive Inspection + Honey Extraction.", "8 weeks"),
        ("What is the total of everything before phase 3?", "11 weeks"),
        ("How many weeks are all skills but the critical ones?", "12 weeks"),
        ("The critical skill plus the optional one: how many weeks?", "14 weeks"),
        ("What does the roadmap come to if someone drops the final phase?", "11 weeks"),
        ("How long do all phases except the first take?", "12 weeks"),
        ("Combined length of the two stages right after bee biology?", "12 weeks"),
        ("Total the weeks of the critical skills, then add the extraction one.", "8 weeks"),
        ("I have bee biology and the first colony behind me. How many weeks are left?", "5 weeks"),
        ("Sum up the skills rated important, only these.", "3 weeks"),
    ],
)
def test_a_described_subset_is_added_up(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


def test_a_sum_is_said_in_hours_where_the_question_asks_for_hours(ask_made_up: Ask) -> None:
    assert "110 hours" in ask_made_up("How many hours is everything before phase 3 at 10 hours a week?")


@pytest.mark.parametrize(
    ("question", "opening", "said"),
    [
        ("Is Hive Inspection plus Honey Extraction longer than Queen Rearing?", "No.", "1 week longer"),
        ("Do the first two phases take longer than the last?", "Yes.", "6 weeks longer"),
        ("Does any optional skill outlast every critical skill?", "Yes.", "4 weeks longer"),
        ("Are all the skills together as long as the whole roadmap?", "No.", "17 weeks"),
        ("By how many weeks does the second phase beat the first?", "First Colony", "3 weeks"),
    ],
)
def test_two_sides_are_compared_by_their_weeks(
    question: str, opening: str, said: str, ask_made_up: Ask
) -> None:
    answer = ask_made_up(question)

    assert answer.startswith(opening)
    assert said in answer


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("If I drop the optional skill and honey extraction, what's left to learn?", "Hive Insp", "Queen"),
        ("Remaining phases once I finish bee biology?", "First Colony", "Bee Biology"),
        ("Which stages come before the harvest?", "Bee Biology", "Phase 3"),
        ("Which skills are at least important?", "Honey Extraction", "Queen Rearing"),
    ],
)
def test_what_remains_is_listed(question: str, named: str, left_out: str, ask_made_up: Ask) -> None:
    answer = ask_made_up(question)

    assert named in answer
    assert left_out not in answer
