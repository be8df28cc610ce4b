"""Abbreviations that a text explains, and questions that use them."""

from __future__ import annotations

import pytest

from bot.answering.reference.abbreviations import abbreviations, spelt_out


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Study Real-Time Operating Systems (RTOS).", {"rtos": "Real-Time Operating Systems"}),
        ("The Small Tool Library (STL) lends.", {"stl": "Small Tool Library"}),
        ("The Small Tool Library (LTS) lends.", {}),
        ("Python (PY) and C.", {}),
    ],
)
def test_an_abbreviation_is_made_of_the_initials_before_it(text, known):
    assert abbreviations([text]) == known


def test_what_it_stands_for_is_put_behind_it():
    known = {"rtos": "Real-Time Operating Systems"}

    assert spelt_out("what is RTOS?", known) == "what is RTOS? Real-Time Operating Systems"
    assert spelt_out("what is it?", known) == "what is it?"
