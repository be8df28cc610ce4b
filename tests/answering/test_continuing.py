"""An elliptical question is made whole from the conversation; one that stands alone is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering.rewriting import called, strip
from bot.answering.view import PathwayView

Ask = Callable[..., str]


def test_what_opens_and_closes_an_ellipsis_is_taken_off(made_up_view: PathwayView) -> None:
    ellipsis = made_up_view.lexicon["ellipsis"]
    assert (
        strip("And what about Queen Rearing, then?", ellipsis["opening"], ellipsis["closing"])
        == "Queen Rearing"
    )
    assert strip("no, I meant phase 3", ellipsis["opening"], ellipsis["closing"]) == "phase 3"


def test_a_phase_is_called_by_its_number(made_up_view: PathwayView) -> None:
    phase = made_up_view.record("phase/2")
    assert phase is not None
    assert called(phase) == "phase 2"


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("How long does Hive Inspection take?", "And Queen Rearing?"), "9 weeks"),
        (("How long does Hive Inspection take?", "Its importance?"), "critical"),
        (("How long is the first phase?", "and the last one?"), "Harvest and Sale, takes 5 weeks"),
        (("How long is phase 1?", "And phase 2?", "Both together?"), "11 weeks"),
        (("How long is phase 1?", "no, I meant phase 3"), "5 weeks"),
        (("Which phase is the longest?", "And the shortest?"), "Bee Biology"),
        (("What will I love about it?", "and the biggest challenges?"), "challenge"),
        (("Which skills are critical?", "And the nice-to-have ones?"), "Queen Rearing"),
        (("What should I do this week?", "And this month?"), "Phone a keeper"),
        (("What comes before phase 3?", "And after it?"), "last phase"),
        (("Which skills take 5 weeks?", "And 9?"), "Queen Rearing"),
        (("How many tasks has phase 2?", "Which ones?"), "syrup"),
        (("Is Queen Rearing one of the critical skills?", "hm so which ones are?"), "Hive Inspection"),
        (("What is phase 2 about?", "which resources does it come with?"), "Queens of Summer"),
        (("How long is Queen Rearing?", "How long is Hive Inspection?", "Difference?"), "4 weeks longer"),
        (("How long is phase 1?", "Is it before phase 2?"), "Yes."),
        (("What are the phases?", "second one, more detail"), "syrup"),
        (("What are the phases?", "second one, more detail", "and the last one?"), "labels"),
        (("What are the phases?", "the last one, how long?"), "5 weeks"),
        (("What are the phases?", "Which of these is the longest?"), "First Colony"),
        (("Which skills are there?", "Which of them are critical?"), "Hive Inspection"),
        (("What are the tasks of phase 2?", "Which of these needs syrup?"), "Feed the colony"),
        (("What should I do this week?", "Done, what next?"), "Phone a keeper"),
        (("How long is Queen Rearing?", "Are you sure?"), "9 weeks"),
        (("Tell me about phase 2", "What can I learn it from?"), "Queens of Summer"),
        (("Which task uses syrup?", "In which phase?"), "First Colony"),
        (("Which task uses syrup?", "In which phase?", "How many weeks is the phase in total?"), "7 weeks"),
        (("How many phases are there?", "Which is the shortest?", "What do I do in it?"), "waggle dance"),
        (("What comes after Bee Biology?", "And last?"), "Harvest and Sale is the last phase"),
        (("How long is Hive Inspection?", "Which is longer, that or queen rearing?"), "4 weeks longer"),
        (("What is the course by Ada Thornquist?", "And which skill was that for?"), "Hive Inspection"),
        (("Tell me about phase 2", "Which book is in there?", "Who wrote that one?"), "Bo Lindgren"),
        (("What's the best about it?", "And the worst?"), "stings"),
        (("Which is the longest phase?", "And the second longest?"), "Harvest and Sale, with 5 weeks"),
        (("Which phase has Bees by Ada Thornquist?", "What else is in there as a task?"), "waggle dance"),
        (("How do I learn Honey Extraction?", "Extractor?"), "practise with a radial extractor"),
    ],
)
def test_a_follow_up_keeps_what_it_leaves_out(
    ask_made_up: Ask, questions: tuple[str, ...], expected: str
) -> None:
    assert expected in ask_made_up(*questions)


@pytest.mark.real_model
def test_a_new_topic_owes_nothing_to_the_last_one(ask_bundled: Ask) -> None:
    question = "What is the salary of an edge AI engineer?"
    assert ask_bundled("How long is phase 3?", question) == ask_bundled(question)


@pytest.mark.parametrize(
    "first", ["Which skills are critical?", "Will I miss anything?", "How long is Queen Rearing?"]
)
@pytest.mark.parametrize(
    "question",
    [
        "what should I do this week",
        "What is the pay of a beekeeper?",
        "How long do all optional skills take together?",
        "Is it true that the whole move is done in two months?",
        "which phase is the shortest?",
    ],
)
def test_a_question_that_stands_alone_is_answered_as_if_it_came_first(
    first: str, question: str, ask_made_up: Ask
) -> None:
    assert ask_made_up(first, question) == ask_made_up(question)


@pytest.mark.real_model
def test_what_was_spoken_of_is_none_of_the_others(ask_made_up: Ask) -> None:
    said = ask_made_up("How long is Queen Rearing?", "What other skills are there?")

    assert "Hive Inspection" in said
    assert "Queen Rearing" not in said
