"""Messages taken apart: one thing a clause, and what somebody else said in none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.clauses import Clause, split_clauses, without_speech

APART: list[tuple[str, list[str]]] = [
    ("I sent the mails. What next?", ["I sent the mails.", "What next?"]),
    ("I sent the mails and I'll call on Friday", ["I sent the mails", "I'll call on Friday"]),
    ("sent them, what should I do next?", ["sent them", "what should I do next?"]),
    (
        "done with the quiz, but I didn't get to the essay",
        ["done with the quiz", "I didn't get to the essay"],
    ),
    ("finished it\nremind me to call Ana", ["finished it", "remind me to call Ana"]),
    ("drop the essay; move the quiz to Friday", ["drop the essay", "move the quiz to Friday"]),
    ("I wrote them all - I'll send them on Friday", ["I wrote them all", "I'll send them on Friday"]),
    ("the essay is done... show me my plan", ["the essay is done", "show me my plan"]),
    ("I know SQL and my hours are 6 a week", ["I know SQL", "my hours are 6 a week"]),
    ("good morning, please undo that", ["good morning", "please undo that"]),
    ("👍", ["👍"]),
]
TOGETHER = [
    "I'll email Ana and Bo by Friday",
    "when it is 20:00, I'll open the course",
    "if I finish by Friday, can I skip phase 2?",
    "I know Python, SQL and Docker",
    "I'll read, write and draw every day",
    "I said that I'll do it",
    "I'll call at 9 a.m. on Friday",
    "use a database, e.g. SQLite, by Friday",
    "I'm not sure if I can do it",
    "read 'Clean Code' by Sunday",
    "version 1.2 of the draft by Friday",
]


@pytest.mark.parametrize(("text", "parts"), APART)
def test_a_message_falls_into_what_each_part_does(text: str, parts: list[str]) -> None:
    assert [clause.text for clause in split_clauses(text)] == parts


@pytest.mark.parametrize("text", TOGETHER)
def test_what_belongs_together_stays_together(text: str) -> None:
    assert [clause.text for clause in split_clauses(text)] == [text]


def test_a_question_mark_is_the_last_clause_s() -> None:
    assert split_clauses("I sent it. I'll call Tom and what do I say?") == [
        Clause("I sent it.", asks=False),
        Clause("I'll call Tom", asks=False),
        Clause("what do I say?", asks=True),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('He said "I\'ll send it by Friday" and left', "He said … and left"),
        ("she wrote “you will hear from me tomorrow”", "she wrote …"),
        ("the letter says 'I will pay on Monday'", "the letter says …"),
        ("I'll read “Deep Work” by Sunday", "I'll read “Deep Work” by Sunday"),
        ("I'll finish Ana's essay and Bo's quiz", "I'll finish Ana's essay and Bo's quiz"),
    ],
)
def test_of_quotations_only_titles_are_left(text: str, left: str) -> None:
    assert without_speech(text) == left


@pytest.mark.parametrize("text", ["", " ", "...", "?!", "\n\n"])
def test_nothing_said_is_no_clause(text: str) -> None:
    assert split_clauses(text) == []


SAMPLES = [text for text, _ in APART] + TOGETHER


@given(st.text(max_size=300) | st.lists(st.sampled_from(SAMPLES), max_size=5).map(", and ".join))
def test_any_text_is_split_into_stretches_that_stand_in_it_in_order(text: str) -> None:
    said, at = without_speech(text), 0
    for clause in split_clauses(text):
        at = said.index(clause.text, at) + len(clause.text)
