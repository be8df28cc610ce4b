"""Claims in a question are held against the pathway: wrong ones corrected, right ones confirmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        ("Queen Rearing is critical, right?", "nice to have"),
        ("Hive Inspection takes 9 weeks, correct?", "5 weeks"),
        ("Hive Inspection and Queen Rearing take 9 and 5 weeks, right?", "5 weeks"),
        ("There are 4 phases, right?", "3 phases"),
        ("No skill takes more than 6 weeks, true?", "Queen Rearing"),
        ("Queen Rearing takes less time than Honey Extraction, right?", "9 weeks"),
        ("Harvest and Sale is the first phase, right?", "last phase"),
        ("The pay starts at 35000 euros afterwards, right?", "€31,000"),
        ("'Queens of Summer' was written by Ada Thornquist, right?", "Bo Lindgren"),
        ("The longest phase is the one about bee biology, correct?", "First Colony"),
        ("Why is Selling at Stalls in the first phase?", "phase 3"),
        ("Good that pay goes up by 80 percent. Is it worth it?", "10%"),
        ("Harvest and Sale comes before Bee Biology, right?", "Bee Biology (phase 1) comes before"),
    ],
)
def test_a_wrong_claim_is_corrected(ask_made_up: Ask, question: str, truth: str) -> None:
    text = ask_made_up(question)
    assert text.startswith("No.")
    assert truth in text


@pytest.mark.parametrize(
    "question",
    [
        "Hive Inspection is critical, right?",
        "Queen Rearing is not critical, right?",
        "Every phase has exactly 2 tasks, true?",
        "Every skill takes less than 10 weeks, right?",
        "Queen Rearing takes longer than Honey Extraction, right?",
        "Queen Rearing is optional, yet it takes more weeks than Honey Extraction, right?",
        "Queen Rearing is the longest skill, right?",
        "Bee Biology comes before Harvest and Sale, right?",
        "'Queens of Summer' was written by Bo Lindgren, right?",
    ],
)
def test_a_right_claim_is_confirmed(ask_made_up: Ask, question: str) -> None:
    assert ask_made_up(question).startswith("Yes.")


def test_a_claim_on_the_platform_of_a_course_is_corrected(ask_bundled: Ask) -> None:
    text = ask_bundled("The Embedded Linux Step by Step course is on Coursera, right?")
    assert text.startswith("No.")
    assert "Udemy" in text


def test_a_distance_between_phases_is_no_claim_on_their_number(ask_bundled: Ask) -> None:
    assert not ask_bundled("Which one is two phases before certification?").startswith("No.")


def test_what_is_claimed_in_other_words_gets_the_statement_that_its_rare_words_point_at(
    ask_made_up: Ask,
) -> None:
    assert "radial extractor" in ask_made_up(
        "Heard a radial extractor is what one practises with. Is that so?"
    )


@pytest.mark.real_model
def test_years_that_are_looked_back_on_claim_nothing(ask_made_up: Ask) -> None:
    assert not ask_made_up("15 years of kitchens, the last 5 all pastry. Is that dead weight?").startswith(
        "No."
    )


@pytest.mark.parametrize(
    ("question", "contradicted"),
    [
        ("Is Python important?", False),  # what is critical is important, too
        ("Is Python only important?", True),
        ("Is RTOS important?", True),
    ],
)
def test_important_is_a_word_of_everyday_speech(ask_bundled: Ask, question: str, contradicted: bool) -> None:
    assert ask_bundled(question).startswith("No.") is contradicted
