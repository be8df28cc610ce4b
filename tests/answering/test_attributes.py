"""What is asked of a thing must be said by the statement that answers: else the coach abstains."""

from __future__ import annotations

import re

import pytest

from tests.answering.conftest import Ask

REFUSAL = re.compile(r"The documents (?:don't cover|say nothing|speak of .+, but don't say)|That is outside")


@pytest.mark.parametrize(
    "question",
    [
        "What does a radial extractor cost?",
        "Does the course on bees expire, must I renew it?",
        "What is the pass mark of the Honeyschool course?",
        "How many gigabytes does the Honeyschool course need?",
        "Who is the instructor of the Marketacademy course?",
        "Write me a script for hive inspection",
        "Is there an audiobook of Queens of Summer?",
        "Which resources are free?",
        "Are there any free courses?",
        "How many hours a day does queen rearing take?",
        "How do I install a radial extractor?",
        "Does Honeyschool give a certificate?",
        "What percentage of newcomers give up in the first year?",
        "How many hobby developers make it to the end?",
    ],
)
def test_an_attribute_that_no_statement_holds_is_not_covered(question: str, ask_made_up: Ask) -> None:
    assert REFUSAL.match(ask_made_up(question))


@pytest.mark.parametrize(
    "question",
    [
        "Who is the teacher of the Honeyschool course on bees?",
        "How many weeks does queen rearing take?",
        "How much will I earn as a beekeeper?",
        "Who wrote Queens of Summer?",
    ],
)
def test_one_that_a_statement_holds_is_answered(question: str, ask_made_up: Ask) -> None:
    assert not REFUSAL.match(ask_made_up(question))
