"""A form answers only what it accounts for, and finds what a question names loosely, on any pathway."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("I finished the waggle dance stage, what is next?", "comes phase 2"),
        ("I do the wooden hive and syrup block now, what comes after?", "comes phase 3"),
        ("How long would Queen Rearing plus extraction take me?", "12 weeks together"),
        ("Which one takes more of my time, Queen Rearing or the extraction stuff?", "6 weeks longer"),
        ("What does the middle tier of priority hold?", "Honey Extraction"),
        ("After how many weeks am I finished with First Colony?", "11 weeks together (4 + 7)"),
        ("Queen Rearing seen as a skill, not as a phase: how long?", "takes 9 weeks"),
        ("By Sunday, what should be done?", "waggle dance"),
        ("I read that 'Queens of Summer' is by Ada Thornquist. Is it long?", "by Bo Lindgren"),
        ("Do I assemble the wooden hive at Marketacademy like you say?", "No. A task of phase 2"),
        ("In which week do I begin with the labels for the market stall?", "from week 12 to week 16"),
        ("I am 6 weeks into the roadmap, which phase should I be in?", "2 weeks into phase 2"),
        ("Which phases must I get through before I print labels for the stall?", "you go through 2 phases"),
        ("Which phases come after Bee Biology?", "First Colony"),
        ("The roadmap is 20 weeks long, right?", "No. The roadmap has 3 phases, which take 16 weeks"),
        ("I make 30,000 euros now, what would I be on with the rise?", "€30,000 a year to €33,000"),
        ("Which book is by Lindgren?", "Queens of Summer"),
        ("How many items are in the week's, the month's and the 90-day plan?", "3 steps"),
    ],
)
def test_a_form_finds_what_is_meant(ask_made_up: Ask, question: str, expected: str) -> None:
    assert expected in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("What fills the jars before I phone my mother?", "comes phase"),
        ("Which skill would you put first, and why?", "first phase"),
        ("What does a Line Cook earn at the low end before the move?", "last phase"),
    ],
)
def test_a_form_is_silent_where_words_remain(ask_made_up: Ask, question: str, wrong: str) -> None:
    assert wrong not in ask_made_up(question)


def test_what_is_left_besides_that_is_listed(ask_made_up: Ask) -> None:
    text = ask_made_up("Which skills are critical?", "and what others besides that?")
    assert "Queen Rearing" in text
    assert "Honey Extraction" in text
    assert "Hive Inspection" not in text


def test_two_of_one_importance_are_compared(ask_bundled: Ask) -> None:
    assert "2 weeks longer" in ask_bundled("Are the two critical skills equally long?")


def test_a_skill_is_held_against_the_phase_that_deals_with_it(ask_bundled: Ask) -> None:
    text = ask_bundled(
        "Model optimization as a skill against the phase that covers it: which has more weeks?"
    )
    assert "2 weeks longer: 6 weeks, against 4 weeks" in text
    same = ask_bundled("Is the C/C++ skill as long as the roadmap stage with that name?")
    assert "take the same time: 10 weeks each" in same


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is Google's AI Platform called these days?", "Vertex AI"),
        ("Does tflite go by another name now?", "LiteRT"),
        ("Is the exam of Google for TensorFlow still running?", "closed"),
        ("Jetson Nano or Orin Nano, if I am buying a board today?", "superseded"),
    ],
)
def test_what_became_of_a_thing_is_told_at_once(ask_bundled: Ask, question: str, said: str) -> None:
    assert said in ask_bundled(question)


def test_who_wrote_the_book_that_was_just_named_is_told(ask_bundled: Ask) -> None:
    assert "Lippman" in ask_bundled("Which book is for C++, and who actually wrote it?")


def test_a_later_time_of_the_same_is_no_question_of_its_own(ask_bundled: Ask) -> None:
    text = ask_bundled("What do people take home before the switch, and what afterwards?")
    assert "$85,000" in text
    assert "roadmap" not in text


@pytest.mark.parametrize(
    "question", ["What will the weather be this week?", "Is bitcoin going up next month?"]
)
def test_a_time_beside_another_matter_asks_for_no_plan(ask_made_up: Ask, question: str) -> None:
    assert "waggle dance" not in ask_made_up(question)
    assert "keeper" not in ask_made_up(question).partition("I can tell you")[0]


@pytest.mark.parametrize(
    "question",
    [
        "rank the skills by how important they are",
        "put these in order of priority: queens, honey extraction, hive inspection",
    ],
)
def test_skills_are_ranked_by_importance(ask_made_up: Ask, question: str) -> None:
    said = ask_made_up(question)
    assert said.index("Hive Inspection") < said.index("Honey Extraction") < said.index("Queen Rearing")


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [
        ("weeks five to eleven of the roadmap, what fills those?", "wooden hive", "waggle"),
        ("break down the final five weeks for me", "fill jars", "syrup"),
    ],
)
def test_weeks_of_the_roadmap_are_told_by_their_tasks(
    ask_made_up: Ask, question: str, inside: str, outside: str
) -> None:
    said = ask_made_up(question)
    assert inside in said
    assert outside not in said


def test_when_a_phase_kicks_off_is_counted(ask_made_up: Ask) -> None:
    assert "from week 5 to week 11" in ask_made_up("in what week does First Colony kick off?")


@pytest.mark.parametrize(
    "question",
    ["and Varroasan, how many weeks should I plan for that?", "Varroasan vs Apiguard, which is better?"],
)
def test_a_name_that_nobody_knows_is_said_to_be_unknown(ask_made_up: Ask, question: str) -> None:
    assert "say nothing about" in ask_made_up(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which year did google kill the tensorflow exam", "2024"),
        (
            "No bookshop has ever heard of 'Edge AI: A Practical Guide'. What should I get instead?",
            "AI at the Edge",
        ),
    ],
)
def test_a_note_answers_what_it_surely_says(ask_bundled: Ask, question: str, said: str) -> None:
    answer = ask_bundled(question)
    assert said in answer
    assert "don't cover" not in answer


@pytest.mark.parametrize(
    "question", ["How many pages has C++ Primer?", "which edition of C++ primer, 5th or 6th"]
)
def test_a_note_that_lacks_what_is_asked_for_answers_nothing(ask_bundled: Ask, question: str) -> None:
    answer = ask_bundled(question)
    assert "don't cover" in answer or "don't say" in answer
