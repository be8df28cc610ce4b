"""Counting what makes a reply hard to read."""

import pytest

from eval.composing.readability import (
    fragments,
    reading_ease,
    repeated_openings,
    sentence_words,
    unasked_list_lines,
)

LISTED = "These are the skills [1]:\n- Sourdough\n- Rye bread"


def test_sentences_are_measured_without_their_marks() -> None:
    assert sentence_words("You bake bread [1]. You sell it well [2].") == 3.5


def test_short_words_read_more_easily() -> None:
    easy, hard = reading_ease("You bake good bread."), reading_ease("Fermentation necessitates patience.")

    assert easy is not None
    assert hard is not None
    assert easy > 100 > hard


@pytest.mark.parametrize("measure", [sentence_words, reading_ease])
def test_of_nothing_there_is_no_mean(measure) -> None:
    assert measure("") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("You may miss tea [1]. You may miss bread [1].", 1),
        ("You may miss tea. Another thing is bread.", 0),
        ("Yes. Yes.", 0),
    ],
)
def test_sentences_in_a_row_that_begin_alike_are_counted(text: str, number: int) -> None:
    assert repeated_openings(text) == number


@pytest.mark.parametrize(("question", "lines"), [("is it hard?", 2), ("list the skills", 0)])
def test_lines_of_a_list_count_where_none_was_asked_for(question: str, lines: int) -> None:
    assert unasked_list_lines(LISTED, question) == lines


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("You would learn two skills [1].", 0),
        ("No. Sourdough is critical [1].", 0),
        ("First, bake a loaf [1]. Then sell it [1].", 0),
        ("In phase 2, Basics, you prepare dough [1].", 0),
        ("The biggest challenges [1]:\n- heat", 1),
        ("This week: flour and water [1].", 1),
        ("These are the biggest challenges [1]:\n- heat", 0),
        ("It is warm", 1),
    ],
)
def test_labels_and_broken_sentences_are_fragments(text: str, number: int) -> None:
    assert fragments(text) == number
