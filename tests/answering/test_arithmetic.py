"""Counts, sums, extremes and comparisons over two pathways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many skills take at least 5 weeks?", "2 skills"),
        ("How many phases are shorter than 7 weeks?", "2 phases"),
        ("How many tasks does the roadmap have in total?", "6 tasks"),
        ("How many courses are on the roadmap?", "2 courses"),
        ("Number of skills that are not critical?", "2 important or nice to have skills"),
        ("How many tasks are in phases 2 and 3?", "4 tasks"),
        ("How many tasks does each phase have?", "2 tasks"),
    ],
)
def test_a_count_keeps_the_conditions_of_the_question(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Total weeks of all skills except queen rearing?", "8 weeks"),
        ("How many weeks is the roadmap without the last phase?", "11 weeks"),
        ("I finished the first phase. How many weeks are left?", "12 weeks"),
        ("Sum of phases 1 and 3 in weeks?", "9 weeks"),
        ("Total weeks of the skills that take at least 5 weeks?", "14 weeks"),
        ("Longest skill plus shortest skill, how many weeks together?", "12 weeks"),
    ],
)
def test_a_sum_adds_only_what_the_question_leaves_in(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is the second longest phase?", "Harvest and Sale"),
        ("Which phase is the longest?", "First Colony"),
        ("How much longer is the longest phase than the shortest one?", "3 weeks longer"),
        ("How many weeks does phase 2 take more than phase 1?", "3 weeks"),
    ],
)
def test_ranks_and_differences_are_computed(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


def test_a_tie_names_all_that_share_the_place(ask_bundled: Ask) -> None:
    answer = ask_bundled("What is the second longest phase?")

    assert "Foundations" in answer
    assert "Deployment" in answer
