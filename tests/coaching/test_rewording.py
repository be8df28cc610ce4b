"""Other words for what was promised; its day stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.coaching import Desk
from bot.coaching.promising import propose
from bot.coaching.rewording import reword, reworded
from bot.domain import CommitmentStatus
from tests.coaching.conftest import ADA, Keep, Sit, said

pytestmark = pytest.mark.real_model
FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("promised", "words", "text"),
    [
        ("read the book 30 minutes", "make it 20 minutes", "read the book 20 minutes"),
        ("read the book 30 minutes", "ok, change it to 45 minutes please", "read the book 45 minutes"),
        ("write two letters", "I mean three letters", "write three letters"),
        ("finish chapter 3", "make it chapter 4", "finish chapter 4"),
        ("finish chapter 3", "no, I meant chapter 5", "finish chapter 5"),
        ("finish chapter 3", "rename it to read the guide", "read the guide"),
        ("finish chapter 3", "change the text to: read the guide", "read the guide"),
        ("finish chapter 3", "call it the guide instead", "the guide"),
    ],
)
def test_the_one_promise_gets_other_words(
    sit: Sit, keep: Keep, desk: Desk, promised: str, words: str, text: str
) -> None:
    kept = keep(promised, FRIDAY)

    finding = reword(sit(), words)

    changed = desk.commitments.get(ADA, kept.commitment_id)
    assert (changed.text, changed.due_on) == (text, FRIDAY)
    assert said(finding) == f"Changed: {text}."


@pytest.mark.parametrize(
    "words",
    [
        "make it Thursday",
        "change it to next week",
        "call it off",
        "make it 20 minutes",
        "make it two chapters",
        "I mean it",
        "only one question",
        "only two letters",
        "just one letter",
    ],
)
def test_a_day_an_end_and_what_it_does_not_count_are_no_words_for_it(
    sit: Sit, keep: Keep, words: str
) -> None:
    keep("write three letters", FRIDAY)

    assert reworded(sit(), words) is None


def test_what_is_only_proposed_is_proposed_anew(sit: Sit, desk: Desk) -> None:
    asked = propose(sit(), "I'll read for 30 minutes on Friday")

    finding = reword(replace(sit(), pending=asked.pending), "make it 20 minutes")

    assert said(finding).startswith("I understood: read for 20 minutes, by Friday, 6 March 2026")
    found = desk.store.commitments.find(ADA, statuses=(CommitmentStatus.PROPOSED,))
    assert [each.text for each in found] == ["read for 20 minutes"]


def test_of_several_the_one_that_was_spoken_of_is_meant(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("finish chapter 3", FRIDAY)
    other = keep("finish lesson 1", FRIDAY)

    assert reworded(sit(), "make it lesson 2") is None
    spoken_of = replace(sit(), spoken_of=(other.commitment_id,))
    found = reworded(spoken_of, "make it lesson 2")
    assert found is not None
    assert found[1] == "finish lesson 2"
