"""Other words for the same are supported; words that say more, less or something else are not."""

from __future__ import annotations

import pytest

from tests.grounding.conftest import Held

PAY = "Pay before the move is $50,000 to $60,000; after the move it is $70,000 to $90,000."
BADGE = "If you pass the test, you get a badge."
PAPERS = "The required papers are a passport, a photo and a reference."
COURSE = "The course covers pruning, grafting and irrigation."


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("You have to submit a CV.", "You must hand in a resume."),  # synonyms and modality
        ("The maps were drawn by Tomas Berg.", "Tomas Berg drew the maps."),  # passive
        ("Kubernetes isn't essential.", "Kubernetes is not critical."),
        ("Pay after the move is $70,000 to $90,000.", PAY),
        ("The course covers pruning and irrigation.", COURSE),  # claims not to be complete
        ("You get a badge if you pass the test.", BADGE),
        ("Because the owner is ill, the shop is closed.", "The shop is closed because the owner is ill."),
        ("The majority of carpenters work full time.", "Most carpenters work full time."),
        ("The hardest step is finding a mentor.", "Finding a mentor is the hardest step."),
        ("You should keep a log.", "Keep a log."),
        ("The tool was renamed.", "The tool was renamed in May 2021."),
        ("The crew repairs roofs, for instance.", "The crew repairs roofs, for instance."),
    ],
)
def test_the_same_in_other_words_is_supported(sentence: str, fact: str, held: Held) -> None:
    verdict = held(sentence, fact)

    assert verdict.supported, verdict.reason


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Pay after the move is $50,000 to $60,000; before the move it is $70,000 to $90,000.", PAY),
        ("The trainer assesses the apprentice.", "The apprentice assesses the trainer."),
        ("Udacity offers the ethics course.", "Udacity offers the maths course, and edX the ethics course."),
        ("The required papers are a passport and a photo.", PAPERS),  # says what they are
        ("The course covers only pruning.", COURSE),
        ("The course covers pruning, grafting, irrigation and mulching.", COURSE),
        ("The team needs a cook and a baker.", "The team needs a cook or a baker."),
        ("You get a badge.", BADGE),
        ("You pass the test if you get a badge.", BADGE),
        ("The owner is ill because the shop is closed.", "The shop is closed because the owner is ill."),
        ("All of the students passed.", "Almost all of the students passed."),
        ("Nurses need a licence.", "Some nurses need a licence."),
        ("You must keep a log.", "You should keep a log."),
        ("The course is cancelled.", "The course may be cancelled."),
        ("Wages rise.", "Wages are expected to rise."),
        ("The academy is part of the university.", "The academy was part of the university."),
        ("The board is sold.", "The board is no longer sold."),
        (
            "The kit contains a board, a power case and a supply.",
            "The kit contains a board, a power supply and a case.",
        ),
        ("Class sizes are 20 in Oslo and 12 in Bergen.", "Class sizes are 12 in Oslo and 20 in Bergen."),
        ("Zebras are striped.", "The shop is closed."),
        ("The meetup is run by PyLadies Bern.", "The meetup is run by PyLadies Berlin."),
        ("Go is harder than Rust.", "Rust is harder than Go."),
    ],
)
def test_what_says_more_less_or_something_else_is_not(sentence: str, fact: str, held: Held) -> None:
    verdict = held(sentence, fact)

    assert not verdict.supported
    assert verdict.reason


def test_claims_of_one_sentence_may_rest_on_several_facts(held: Held) -> None:
    verdict = held("Rust takes 12 weeks, and Go takes 6 weeks.", "Go takes 6 weeks.", "Rust takes 12 weeks.")

    assert [fact.text for fact in verdict.facts] == ["Rust takes 12 weeks.", "Go takes 6 weeks."]


def test_no_reason_is_made_of_two_facts(held: Held) -> None:
    facts = ("The shop is closed.", "The owner is ill.")

    assert held("The shop is closed, and the owner is ill.", *facts).supported
    assert not held("The shop is closed because the owner is ill.", *facts).supported


def test_the_reason_names_the_word_that_nothing_supports(held: Held) -> None:
    assert "goggles" in held("Bring gloves and goggles.", "Bring gloves and boots.").reason
    assert "opposite" in held("Docker is critical.", "Docker is not critical.").reason
