"""A near miss says what is known and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


def test_the_pay_is_known_but_not_for_that_country(ask_made_up: Ask) -> None:
    answer = ask_made_up("How much do beekeepers earn in Portugal?")

    assert "the pay for this move, but not in Portugal" in answer
    assert "31,000" in answer


def test_the_thing_is_known_but_not_its_price(ask_made_up: Ask) -> None:
    answer = ask_made_up("What is the price of 'Queens of Summer'?")

    assert "don't say what it costs" in answer


def test_whom_a_statement_names_is_not_said_to_be_unknown(ask_made_up: Ask) -> None:
    answer = ask_made_up("the tutor of that Queen Rearing thing i am meant to zlorp")

    assert "don't say who" not in answer
    assert "Bo Lindgren" in answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what does a senior edge AI engineer earn?", "not for senior roles"),
        ("what do juniors earn?", "not for juniors"),
        ("is there any demand in the UK?", "not in the UK"),
        ("who wrote 'Cracking the Coding Interview'?", "don't say who wrote it"),
    ],
)
def test_what_is_known_of_all_is_not_given_for_some(question: str, said: str, ask_bundled: Ask) -> None:
    assert said in ask_bundled(question)


def test_an_author_that_is_named_is_told(ask_bundled: Ask) -> None:
    assert "Lippman" in ask_bundled("who wrote C++ Primer?")


@pytest.mark.parametrize("question", ["how old are these figures?", "when was this pathway written?"])
def test_that_a_source_has_no_date_is_owned_up_to(question: str, ask_bundled: Ask) -> None:
    assert "give no date" in ask_bundled(question)
