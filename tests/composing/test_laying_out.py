"""Sentences or a list: what was asked for, and how much there is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.finding import Statement, enumerate_facts, state
from bot.composing import Citations, asks_for_list, in_plain_words, join_paragraphs, say
from bot.domain import Chunk, Fact, Section
from bot.language import words
from bot.prompts import bundled_prompts

PROMPTS = bundled_prompts()
ASKED, UNASKED = "list what I may miss", "will I be bored?"


def fact(text: str, chunk_id: str = "doc/1") -> Fact:
    return Fact(text, chunk_id, text)


def missed(*things: str) -> list[Statement]:
    return [state(fact(f"You may miss {thing}.")) for thing in things]


def listed(lead: str, *items: str) -> Statement:
    return enumerate_facts(lead, [fact(item) for item in items], items)


def laid_out(*statements: Statement, question: str = UNASKED) -> str:
    citations = Citations(lambda chunk_id: Chunk(chunk_id, "doc", Section.ROADMAP, "Tasks", "text", 1, 1))
    return join_paragraphs(say(each, citations) for each in in_plain_words(statements, question, PROMPTS))


def test_four_of_a_kind_are_sentences_where_no_list_is_asked_for() -> None:
    assert laid_out(*missed("the calm", "the tools", "the people", "the tea")) == (
        "You may miss the calm [1]. Another thing to miss is the tools [1]. "
        "Beyond that, you may miss the people [1]. And you may miss the tea [1]."
    )


def test_three_of_a_kind_are_a_list_where_one_is_asked_for() -> None:
    text = laid_out(*missed("the calm", "the tools", "the people"), question=ASKED)

    assert text == "This is what you may miss [1]:\n- the calm\n- the tools\n- the people"


def test_five_of_a_kind_are_a_list() -> None:
    many = missed(*(f"the {number} tools that everybody there knew by heart" for number in range(5)))

    assert laid_out(*many).count("\n- ") == 5


def test_a_list_of_the_reality_check_is_taken_apart_into_sentences() -> None:
    facts = [fact(f"You may miss {thing}.") for thing in ("the calm", "the tools", "the people")]
    whole = enumerate_facts("This is what you may miss", facts, ["The calm.", "The tools.", "The people."])

    assert laid_out(whole).startswith("You may miss the calm [1]. Another")


def test_a_list_whose_lead_says_how_many_there_are_keeps_it() -> None:
    facts = [fact(f"You may miss {thing}.") for thing in ("the calm", "the tools")]
    counted = enumerate_facts("There are 2 things to miss", facts, ["The calm.", "The tools."])

    assert laid_out(counted).startswith("There are 2 things to miss")


def test_what_is_of_one_kind_stands_together() -> None:
    loved = state(fact("You will love the sea."))

    text = laid_out(*missed("the calm"), loved, *missed("the tools"))

    assert (
        text
        == "You may miss the calm [1]. Another thing to miss is the tools [1]. You will love the sea [1]."
    )


def test_a_remark_behind_a_sentence_is_cited_by_itself() -> None:
    text = laid_out(state(fact("A resource of phase 1, Sea: Boat (book). Note: It is out of print.")))

    assert text == "A resource of phase 1, Sea, is Boat (book) [1]. Note: It is out of print [1]."


def test_what_lacks_a_full_stop_gets_one() -> None:
    assert laid_out(state(fact("There are 15 books"))) == "There are 15 books [1]."


def test_two_names_go_into_one_sentence() -> None:
    text = laid_out(listed("You would learn 2 skills", "Python (8 weeks)", "Lite and ONNX (6 weeks)"))

    assert text == "You would learn 2 skills: Python (8 weeks), and Lite and ONNX (6 weeks) [1]."


def test_two_entries_are_no_list_even_where_one_is_asked_for() -> None:
    assert "\n" not in laid_out(listed("There are 2", "one", "two"), question="list both")


def test_the_tasks_of_one_place_are_said_in_their_order() -> None:
    text = laid_out(listed("These are its tasks", "Read the book.", "Build a boat.", "Sail it."))

    assert (
        text
        == "These are its tasks [1]. First, read the book [1]. Then build a boat [1]. Finally, sail it [1]."
    )


def test_tasks_of_several_places_have_no_order() -> None:
    apart = enumerate_facts(
        "These tasks are named",
        [fact("Read it.", "doc/1"), fact("Build it.", "doc/2")],
        ["Read it.", "Build it."],
    )

    assert (
        laid_out(apart) == "These tasks are named [1][2]. One is to read it [1]. Another is to build it [2]."
    )


def test_a_thing_among_tasks_is_nothing_to_do() -> None:
    mixed = enumerate_facts(
        "These books are named",
        [fact("The book 'The Sea'.", "doc/1"), fact("Read 'The Shore'.", "doc/2")],
        ["Book: 'The Sea'.", "Read 'The Shore'."],
    )

    assert "One is to" not in laid_out(mixed)
    assert "Another is to read 'The Shore'" in laid_out(mixed)


def test_a_course_among_tasks_is_nothing_to_do() -> None:
    mixed = enumerate_facts(
        "The documents name this",
        [fact("Read 'The Shore'.", "doc/1"), fact("Shoreschool - Tides (course).", "doc/2")],
        ["Read 'The Shore'.", "Shoreschool - Tides (course)."],
    )

    assert "Another is Shoreschool - Tides (course)" in laid_out(mixed)


def test_a_remark_on_an_entry_is_a_sentence_of_its_own() -> None:
    text = laid_out(listed("This book is named", "Book: 'The Sea' (book). Note: It is out of print."))

    assert text == "This book is named: the book 'The Sea' (book) [1]. Note: It is out of print [1]."


def test_many_entries_in_several_lists_stay_lists() -> None:
    days = [
        listed(f"These are for {day}", "Read it.", "Build it.", "Sail it.")
        for day in ("now", "then", "later")
    ]

    assert laid_out(*days).count("\n- ") == 9


def test_entries_with_commas_are_parted_by_semicolons() -> None:
    text = laid_out(listed("There are 2", "red, green", "blue"))

    assert text == "There are 2: red, green; and blue [1]."


def test_long_entries_beyond_three_stay_a_list() -> None:
    assert (
        laid_out(listed("There are 4", *["so many words that nobody could ever hear them out"] * 4)).count(
            "\n- "
        )
        == 4
    )


def test_what_two_facts_say_is_cited_fact_by_fact() -> None:
    both = Statement("Go is quick. C is old.", (fact("Go is quick.", "doc/1"), fact("C is old.", "doc/2")))

    assert laid_out(both) == "Go is quick [1]. C is old [2]."


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("List the skills", True),
        ("give me the unvarnished list", True),
        ("tell me everything that I may miss", True),
        ("name all the books", True),
        ("what are all the tasks?", True),
        ("what will I miss?", False),
        ("would I be bored after all the big things?", False),
        ("is there anything at all that is hard", False),
    ],
)
def test_a_list_is_wanted_by_the_words_of_the_question(question: str, wants: bool) -> None:
    assert asks_for_list(question, PROMPTS) is wants


WORDS = st.sampled_from(["boat", "calm", "tea", "river", "old", "two", "Python", "long", "night", "Go"])
PHRASES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
OPENINGS = st.sampled_from(
    [
        "You may miss ", "You will love ", "One of the biggest challenges is ", "This week: read ",
        "A task of phase 2, Basics: Read ", "You already have Go: ", "The move from A to B takes ", "",
    ]
)  # fmt: skip
FACTS = st.builds(
    lambda lead, phrase, place: fact(f"{lead}{phrase}.", f"doc/{place}"), OPENINGS, PHRASES, st.integers(1, 3)
)
STATEMENTS = st.one_of(
    FACTS.map(state),
    st.builds(
        lambda facts: enumerate_facts("These are they", facts, [f.text for f in facts]),
        st.lists(FACTS, min_size=1, max_size=6),
    ),
)


@given(statements=st.lists(STATEMENTS, min_size=1, max_size=5), question=st.sampled_from([ASKED, UNASKED]))
def test_any_finding_is_laid_out_as_a_person_would(statements: list[Statement], question: str) -> None:
    sentences: list[str] = []
    for block in laid_out(*statements, question=question).split("\n\n"):
        lead, *items = block.split("\n- ")
        assert not 0 < len(items) <= 2
        assert re.search(r"[.:]$", lead)
        assert not re.search(r"[.!?] \[\d", lead)
        sentences += re.split(r"(?<=[.!?]) ", lead)
    begun = [tuple(words(re.sub(r"\[\d+\]", "", each))[:3]) for each in sentences]
    assert not any(one == other and len(one) == 3 for one, other in pairwise(begun))


@given(statements=st.lists(STATEMENTS, min_size=1, max_size=5))
def test_nothing_that_was_found_is_left_uncited(statements: list[Statement]) -> None:
    said = in_plain_words(statements, UNASKED, PROMPTS)

    assert {f for each in said for f in each.rests_on} == {f for each in statements for f in each.rests_on}
