"""Titles are put into the singular, cut into what they name, and misspelt."""

from __future__ import annotations

import random

import pytest

from eval.retrieval.words import is_short, parts, plural, singular, with_article, with_slip


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("air traffic controllers", "air traffic controller"),
        ("actuaries", "actuary"),
        ("waitresses", "waitress"),
        ("coaches", "coach"),
        ("firemen", "fireman"),
    ],
)
def test_the_last_word_goes_from_one_number_to_the_other_and_back(many: str, one: str) -> None:
    assert singular(many) == one
    assert plural(one) == many


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("plumbers, pipefitters, and steamfitters", ["plumbers", "pipefitters", "steamfitters"]),
        ("chefs and head cooks", ["chefs", "head cooks"]),
        ("construction and building inspectors", ["construction and building inspectors"]),
    ],
)
def test_a_title_names_several_only_where_each_part_is_people(title: str, named: list[str]) -> None:
    assert parts(title) == named


def test_only_a_title_with_people_at_its_end_alone_is_said_in_the_singular() -> None:
    assert is_short("construction and building inspectors")
    assert not is_short("electrical technologists and technicians")
    assert not is_short("police and detectives in uniform")


def test_an_article_fits_the_sound() -> None:
    assert (with_article("actor"), with_article("baker")) == ("an actor", "a baker")


@pytest.mark.parametrize("seed", range(50))
def test_a_slip_changes_the_longest_word_and_neither_its_first_letter_nor_its_number(seed: int) -> None:
    slipped = with_slip("air controllers", source=random.Random(seed))

    assert slipped is not None
    first, second = slipped.split(" ")
    assert first == "air"
    assert second not in ("controllers", "controller")
    assert second.startswith("c")


def test_what_is_too_short_is_not_misspelt() -> None:
    assert with_slip("cook", source=random.Random(1)) is None
