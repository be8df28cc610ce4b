"""Conditions on weeks, as people put them."""

from __future__ import annotations

import pytest

from bot.answering.figures import find_figures, fits, with_digits

NUMBERS = {"two": 2, "five": 5, "six": 6, "eight": 8, "ten": 10}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("8 weeks or longer", {8, 10}),
        ("two months or even more", {8, 10}),
        ("at least eight weeks", {8, 10}),
        ("no more than six weeks", {4, 6}),
        ("not longer than 6 weeks", {4, 6}),
        ("under two months", {4, 6}),
        ("less then 8 weeks each", {4, 6}),
        ("longer than five weeks", {6, 8, 10}),
        ("exceeding 8 weeks", {10}),
        ("exactly eight weeks", {8}),
        ("strictly between 4 and 10 weeks", {6, 8}),
        ("between 4 and 8 weeks", {4, 6, 8}),
        ("from 6 up to 8 weeks", {6, 8}),
        ("which do not take eight weeks", {4, 6, 10}),
        ("phases whose length differs from 8 weeks", {4, 6, 10}),
        ("without the 8 week ones", {4, 6, 10}),
    ],
)
def test_a_condition_on_weeks_keeps_the_lengths_that_meet_it(said: str, kept: set[int]) -> None:
    (figure,) = find_figures(with_digits(said, NUMBERS))

    assert {weeks for weeks in (4, 6, 8, 10) if fits(weeks, figure)} == kept


def test_the_number_of_a_phase_is_no_figure() -> None:
    assert find_figures("stage 2 through 4") == []


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("can it be done in a month", "can it be done in 1 month"),
        ("it takes a year", "it takes 1 year"),
        ("what do they make a month", "what do they make a month"),
        ("two evenings a week", "2 evenings a week"),
        ("in twenty-six weeks", "in 26 weeks"),
    ],
)
def test_a_rate_is_no_time(said: str, read: str) -> None:
    assert with_digits(said, {"two": 2, "twenty": 20, "six": 6}) == read
