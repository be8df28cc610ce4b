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
        (("How long is phase 1?", "And phase 2?", "sum pls"), "11 weeks"),
        (("How long is phase 1?", "And phase 2?", "both back to back"), "11 weeks"),
        (("How long is phase 3?", "I would leave out phase 3", "weeks then?"), "11 weeks"),
        (("How long is phase 1?", "no, I meant phase 3"), "5 weeks"),
        (("Which phase is the longest?", "And the shortest?"), "Bee Biology"),
        (("What will I love about it?", "and the biggest challenges?"), "challenge"),
        (("Which skills are critical?", "And the nice-to-have ones?"), "Queen Rearing"),
        (("What should I do this week?", "And this month?"), "Phone a keeper"),
        (("What comes before phase 3?", "And after it?"), "last phase"),
        (("Which skills take 5 weeks?", "And 9?"), "Queen Rearing"),
        (("How many tasks has phase 2?", "Which ones?"), "syrup"),
        (("How long is phase 3?", "which courses are there?"), "Honeyschool"),
        (("Is my food hygiene worth something here?", "how so"), "same rules hold"),
        (
            ("How long is Queen Rearing?", "and Hive Inspection?", "which is the shorter of em"),
            "4 weeks less",
        ),
        (("Is Queen Rearing one of the critical skills?", "hm so which ones are?"), "Hive Inspection"),
        (("What is phase 2 about?", "which resources does it come with?"), "Queens of Summer"),
        (("How long is Queen Rearing?", "How long is Hive Inspection?", "Difference?"), "4 weeks longer"),
        (("How long is phase 1?", "Is it before phase 2?"), "Yes."),
        (("How long is phase 2?", "and the one right before it?"), "4 weeks"),
        (("Tell me about phase 2.", "right, and the one that follows it?"), "labels"),
        (("Compare Queen Rearing with Hive Inspection.", "the shorter one, which is it?"), "Hive Inspection"),
        (("How long do Queen Rearing and Hive Inspection take together?", "and the important ones?"), "3"),
        (("What are the tasks of phase 2?", "the syrup thing again"), "syrup"),
        (("What are the tasks of phase 2?", "which syrup was that again?"), "syrup"),
        (("What is the pay of a beekeeper?", "which currency is that?"), "euros"),
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
        (("Tell me about phase 2", "can I skip it?"), "doesn't say that it may be left out"),
        (("Tell me about phase 2", "is it difficult?"), "Phase 2, First Colony, takes 7 weeks"),
        (("Which resources are there?", "which one first?"), "Honeyschool"),
        (("Which courses are there?", "how long does the first one take?"), "don't say how long it takes"),
        (
            ("How long do Queen Rearing and Hive Inspection take together?", "which are those?"),
            "nice to have",
        ),
        (("What skills are there?", "how long for all of them?"), "17 weeks"),
        (("What's the difference between phase 2 and 3?", "which has more tasks?"), "same number of tasks"),
        (("What's the difference between phase 2 and 3?", "which is harder?"), "don't rate"),
        (
            ("Is Queen Rearing important?", "and Hive Inspection?", "which do I learn first?"),
            "Hive Inspection",
        ),
        (("Tell me about phase 1", "what else is in that phase?"), "waggle dance"),
        (("What should I do this week?", "and in the next 90 days?"), "wooden hive"),
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
        (("What are the phases?", "How long is the second?", "and the third?"), "5 weeks"),
        (("What are the phases?", "How long is the first?", "and the rest?"), "7 weeks"),
        (("Which skills take at most 5 weeks?", "How long is Hive Inspection?", "and the other?"), "3 weeks"),
        (("Which skills take at most 5 weeks?", "How long for both?"), "8 weeks together"),
        (("Which skills take at most 5 weeks?", "How long is the extraction one?"), "3 weeks"),
        (("How long is Queen Rearing?", "with Honey Extraction on top?"), "12 weeks together"),
        (("How long is Queen Rearing?", "plus inspection?"), "14 weeks together"),
        (("Is phase 2 longer than phase 3?", "By how much?"), "2 weeks longer"),
        (("What should I do this month?", "and then?"), "Build a wooden hive"),
        (("What should I do this week?", "And this month?", "afterwards?"), "Build a wooden hive"),
        (("What should I do in the next 90 days?", "and then?"), "Build a wooden hive"),
        (("What are the tasks of phase 3?", "the thing about labels again"), "market stall"),
        (("Which skills are there?", "the one with lectures"), "Ada Thornquist"),
        (("How do I learn Hive Inspection?", "Which lectures do I watch?"), "Ada Thornquist"),
        (("How long is Queen Rearing?", "Who wrote the book?"), "Bo Lindgren"),
        (("What are the resources?", "how many are they?"), "3 of these"),
        (("What are the resources?", "who wrote the second?"), "Bo Lindgren"),
        (("What are the resources?", "any by thornquist?"), "Honeyschool"),
        (("Which skills are critical or important?", "how long is each?"), "3 weeks"),
        (("How long do all phases take together?", "minus the last phase?"), "11 weeks"),
        (("How long do all phases take together?", "phase 2 I know by heart", "so without it?"), "9 weeks"),
        (("How long is the whole roadmap in weeks?", "minus the first colony part?"), "9 weeks"),
        (("How long do the critical skills take together?", "now add the important ones"), "8 weeks"),
        (("How long do the critical skills take together?", "and of the third group?"), "9 weeks"),
        (("How long is phase 1?", "And phase 2?", "what would dropping both save me?"), "11 weeks"),
        (("How long is phase 1?", "And phase 2?", "both summed up"), "11 weeks"),
        (("How long is Honey Extraction?", "Queen Rearing is how many more?"), "6 weeks longer"),
        (("Who teaches on Honeyschool?", "longest phase?", "and shortest?", "the difference?"), "3 weeks"),
        (("Tell me about phase 1.", "hm, and the one after it, how many weeks?"), "7 weeks"),
        (("What's phase 1 about?", "what comes after"), "Phase 2"),
        (("How long is each phase?", "the first one is done", "what remains in weeks?"), "12 weeks"),
        (("What's phase 1 about?", "what's next?"), "Phase 2"),
        (("Is there a book about queens?", "phase?"), "First Colony"),
        (("Which of the books is about queens?", "when do I read it, which stage"), "First Colony"),
        (("What will I miss?", "now the opposite, please"), "outdoors"),
        (("Who teaches in the first phase?", "and the second?", "who wrote the book in there"), "Lindgren"),
        (("What are the resources of the first phase?", "and the third?"), "Marketacademy"),
        (("How long is Hive Inspection?", "and the queen-rearing one?"), "9 weeks"),
        (("phase 2, I put up a wooden hive from a kit", "and what else is in that kit?"), "Assemble"),
        (("in spring I visit an apiary", "what do I see there?"), "Visit an apiary"),
        (("I own a borrowed meadow", "what was the other one?"), "A roof or a borrowed meadow"),
        (("What does a beekeeper earn?", "the lower ends are how far apart?"), "3,000"),
        (("How long is Honey Extraction?", "no, I meant Queen Rearing, not honey"), "9 weeks"),
        (("Which skills take 5 weeks?", "and longer than that?"), "Queen Rearing"),
        (("Tell me about phase 3", "Who offers the course?"), "Marketacademy"),
        (("How do I learn Honey Extraction?", "So I may leave it out?"), "important"),
        (
            ("How long is Hive Inspection?", "How long is Queen Rearing?", "Which is longer?"),
            "4 weeks longer",
        ),
    ],
)
def test_a_follow_up_keeps_what_it_leaves_out(
    ask_made_up: Ask, questions: tuple[str, ...], expected: str
) -> None:
    assert expected in ask_made_up(*questions)


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("questions", "kept", "gone"),
    [
        (("What are the resources?", "those not on Honeyschool"), "Stalls", "Thornquist"),
        (("What are the resources?", "without the Honeyschool one"), "Stalls", "Thornquist"),
        (("What are the resources?", "just the books"), "Queens of Summer", "Honeyschool"),
        (("What are the tasks of phase 2?", "Which one with syrup?"), "syrup", "kit"),
        (("Which skills are there?", "which one needs a mentor?"), "Hive Inspection", "Queen Rearing"),
        (("What are the phases?", "which is longest?"), "First Colony", "Bee Biology"),
        (("What are the tasks of phase 2?", "the hive is assembled already", "what's left?"), "syrup", "kit"),
        (("Tell me about phase 3.", "labels printed, check", "which one am I missing?"), "honey", "Print"),
        (("Which skills are there?", "drop everything under 4 weeks", "what remains?"), "Queen", "Honey"),
        (("Which skills are there?", "I did Queen Rearing in May", "leftover?"), "Honey", "Queen"),
        (("What are the resources?", "not the Honeyschool course, another one"), "Stalls", "Thornquist"),
    ],
)
def test_the_last_list_is_narrowed(
    ask_made_up: Ask, questions: tuple[str, ...], kept: str, gone: str
) -> None:
    said = ask_made_up(*questions)

    assert kept in said
    assert gone not in said


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("What is the course in phase 1?", "how expensive is it?"), "don't say what it costs"),
        (("What are the resources?", "Are any of them free?"), "don't say of any of them what it costs"),
        (("What is the course in phase 1?", "what do they charge for it?"), "don't say what it costs"),
        (("What is the book about queens?", "What year is it from?"), "don't say when it came out"),
        (("What is the book about queens?", "Where do I buy it?"), "don't say where it is sold"),
        (("How do I learn Honey Extraction?", "which model of it exactly?"), "don't say which model"),
        (("What are the tasks of phase 3?", "which of these takes longest?"), "don't cover"),
        (("How long is the whole move?", "and what does it cost?"), "don't cover"),
    ],
)
def test_what_no_pathway_says_of_a_thing_is_declined(
    ask_made_up: Ask, questions: tuple[str, ...], said: str
) -> None:
    assert said in ask_made_up(*questions)


@pytest.mark.real_model
def test_the_pay_that_was_spoken_of_is_no_price(ask_made_up: Ask) -> None:
    assert "31,000" in ask_made_up("What is the pay of a beekeeper?", "how much is it?")


@pytest.mark.real_model
def test_what_speaks_against_a_thing_is_told_where_another_is_wanted(ask_bundled: Ask) -> None:
    assert "Orin" in ask_bundled("Is a Jetson Nano fine?", "what should I get instead?")


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("Which skills are critical?", "the one that's not Python, how many weeks?"), "6 weeks"),
        (("Can I still get the TensorFlow certificate?", "when did Google stop it?"), "2024"),
        (("Is TensorFlow Lite still called that?", "renamed to?"), "LiteRT"),
        (("How big is the pay rise?", "why are there two numbers for it?"), "30% to 50%"),
        (("Which date should I book for the TensorFlow certificate exam?",), "closed"),
        (("What is in phase 5?", "can I still take Google's exam?"), "closed"),
    ],
)
def test_what_became_of_a_thing_is_told(ask_bundled: Ask, questions: tuple[str, ...], said: str) -> None:
    assert said in ask_bundled(*questions)


@pytest.mark.real_model
@pytest.mark.parametrize(
    "question",
    [
        "roughly how much does a Jetson Orin Nano set me back?",
        "how many out of 100 who begin this get to the end?",
        "what's the invite link for that Slack community?",
    ],
)
def test_what_no_pathway_says_is_declined_alone_too(ask_bundled: Ask, question: str) -> None:
    said = ask_bundled(question)
    assert any(words in said for words in ("don't cover", "don't say", "say nothing"))


@pytest.mark.real_model
def test_a_season_is_no_framework(ask_bundled: Ask) -> None:
    assert "frameworks" not in ask_bundled("What could I do till spring with just my laptop?")


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


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("first", "question", "said"),
    [
        ("How long is Queen Rearing?", "and honey extraction on top of that? total of the two", "12 weeks"),
        ("List the phases of the roadmap.", "and the second, how many weeks?", "7 weeks"),
        ("What do I do this week?", "and for the next three months?", "wooden hive"),
        ("What do I do this week?", "and once that is done?", "Phone a keeper"),
        ("List the phases of the roadmap.", "of those, which are longer than 6 weeks?", "First Colony"),
    ],
)
def test_a_follow_up_adds_picks_or_moves(first: str, question: str, said: str, ask_made_up: Ask) -> None:
    assert said in ask_made_up(first, question)


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (
            (
                "which skills are critical?",
                "how long is the second one?",
                "and the first?",
                "which is longer?",
            ),
            "2 weeks longer",
        ),
        (("which takes longer, RTOS or edge hardware?", "and which is more important?"), "nice to have"),
        (("what must I finish in 90 days?", "what was the third again?"), "open a GitHub repository"),
        (("resources of phase 4?", "which of those could not be confirmed?"), "Edge AI with Jetson (course)"),
        (("is the Jetson Nano still fine to buy?", "what then?"), "superseded"),
        (("which course teaches model optimization?", "is it still running?"), "could not be confirmed"),
        (("which course teaches model optimization?", "and the one for edge hardware?"), "NVIDIA DLI"),
        (("what is phase 2 about?", "same for ONNX?"), "TensorFlow Lite and ONNX"),
        (("hi", "what does AWS IoT Core have to do with it?"), "phase 4"),
        (("hi", "is there any community that I could join?"), "Edge AI Slack"),
        (("hi", "which of my skills carry over?"), "5 skills"),
    ],
)
def test_a_follow_up_keeps_the_thing_and_what_is_asked_of_it(
    questions: tuple[str, ...], expected: str, ask_bundled: Ask
) -> None:
    assert expected in ask_bundled(*questions)


@pytest.mark.real_model
def test_what_is_noted_is_told_of_those_alone_that_have_a_note(ask_bundled: Ask) -> None:
    said = ask_bundled("resources of phase 4?", "which of those could not be confirmed?")
    assert "AWS IoT Core documentation" not in said
