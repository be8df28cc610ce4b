"""Which amount follows from which: units, ranges, bounds and hedges."""

from __future__ import annotations

import pytest

from bot.measures.amounts import Amount, follows
from bot.measures.numbers import with_amounts


def amount(text: str) -> Amount:
    found = [piece.amount for piece in with_amounts(text.split()) if piece.amount]
    assert len(found) == 1, text
    return found[0]


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("about a year", "9 to 12 months"),
        ("about two months", "8 weeks"),
        ("a year and a half", "18 months"),
        ("500 milliseconds", "0.5 seconds"),
        ("at least 9 months", "9 to 12 months"),
        ("no longer than an hour", "45 to 60 minutes"),
        ("up to 12 months", "9 to 12 months"),
        ("between $120,000 and $200,000", "$120k to $200k"),
        ("about 215,000", "214,900"),
        ("a little over $62,000", "$62,350"),
        ("half", "50 percent"),
        ("more than half", "62 percent"),
        ("twelve weeks", "12 weeks"),
        ("3.4 million", "3,400,000"),
        ("at most 1 year", "up to 12 months"),
    ],
)
def test_an_amount_follows_from_the_same_in_other_words(said: str, known: str) -> None:
    assert follows(amount(said), amount(known))


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("about 8 weeks", "10 weeks"),
        ("two months", "8 weeks"),  # not without "about"
        ("12 months", "9 to 12 months"),
        ("6 to 12 months", "9 to 12 months"),
        ("at least 12 months", "9 to 12 months"),
        ("at least 1 year", "up to 1 year"),
        ("1 year", "up to 1 year"),
        ("up to 17 weeks", "up to 8 weeks"),  # true, but misleading
        ("more than half", "50 percent"),
        ("more than half", "42 percent"),
        ("8 weeks", "about 8 weeks"),
        ("8 months", "8 weeks"),
        ("$8", "€8"),
        ("8 percent", "8"),
        ("a little over $62,000", "$61,900"),
        ("more than 8", "8 or more"),
    ],
)
def test_no_other_amount_follows(said: str, known: str) -> None:
    assert not follows(amount(said), amount(known))


def test_the_number_of_a_phase_and_a_year_are_no_amounts() -> None:
    pieces = with_amounts("In phase 4 of 2024 you need 3 boards".split())

    assert [piece.text for piece in pieces if piece.amount] == ["3"]
    assert "phase4" in [piece.text for piece in pieces]


def test_numbers_in_a_row_share_the_unit_of_the_last() -> None:
    pieces = with_amounts("take 8 , 6 and 4 weeks".split())

    assert [piece.amount.unit for piece in pieces if piece.amount] == ["week"] * 3
