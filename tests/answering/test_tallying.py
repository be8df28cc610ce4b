"""Counts across kinds and phases, shares and paces, over a made-up pathway."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("In how many phases is there a book among the resources?", "1 of the 3 phases"),
        ("How many phases come before phase 3?", "2 phases"),
        ("How many phases and skills are there altogether?", "6 in all"),
        ("Count the tasks before phase 3.", "4 tasks in phases 1 and 2"),
        ("How many courses versus books on the roadmap?", "more courses than books: 2 against 1"),
        ("How many books and courses are there altogether?", "3 in all: 1 book and 2 courses"),
        ("phase one + phase three", "9 weeks"),
        ("What is half of the roadmap, in weeks?", "8 weeks"),
        ("At double speed, how many weeks does the whole roadmap take?", "8 weeks"),
        ("After how many weeks would the harvest phase start?", "11 weeks"),
    ],
)
def test_what_is_described_is_counted_or_reckoned(question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(question)


def test_the_phases_first_to_last_are_listed(ask_made_up: Ask) -> None:
    answer = ask_made_up("name me the phases, first to last")

    assert answer.index("Bee Biology") < answer.index("First Colony") < answer.index("Harvest and Sale")


def test_a_wrong_rank_is_corrected(ask_made_up: Ask) -> None:
    assert ask_made_up("Queen Rearing is the second longest skill, right?").startswith("No.")
