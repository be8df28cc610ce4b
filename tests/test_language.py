from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.english import ordinary_words
from bot.language import STOPWORDS, content_stems, correct_spelling, has, join, stem, stems, words

TERMS = {"python", "tensorflow", "quantisation", "embedded", "systems", "rtos", "optimization"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is C++ or C# hard?", ["is", "c++", "or", "c#", "hard"]),
        ("C/C++ for Embedded Systems", ["c", "c++", "for", "embedded", "systems"]),
        (".NET, then Node", [".net", "then", "node"]),
        ("CI/CD and 8-bit", ["ci", "cd", "and", "8", "bit"]),
        ("I don’t know what's next", ["i", "don't", "know", "what's", "next"]),
        ("snake_case", ["snake", "case"]),
        ("naïve Straße", ["naïve", "straße"]),
        (" \t\n?!", []),
    ],
)
def test_words_keep_the_signs_of_names(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(st.text())
def test_words_can_be_read_from_any_text(text: str) -> None:
    found = words(text)
    assert all(found)
    assert not any(char.isspace() for word in found for char in word)
    assert len(stems(text)) == len(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("optimisation", "optimization"),
        ("quantised", "quantized"),
        ("skills", "skill"),
        ("learning", "learned"),
        ("backend's", "backend"),
    ],
)
def test_variants_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("phase", "phrase"), ("week", "weak"), ("python", "pytorch")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_stop_words_carry_no_meaning() -> None:
    assert content_stems("How long does the Python skill take?") == ["long", "python", "skill"]
    assert {word.lower() for word in STOPWORDS} == STOPWORDS


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("How long is pyhton?", "How long is python?"),
        ("tensrflow weeks", "tensorflow weeks"),
        ("embeded sytems", "embedded systems"),
        ("Python and RTOS", "Python and RTOS"),
        ("rtso", "rtso"),  # too short to tell
        ("systematic gardening", "systematic gardening"),
    ],
)
def test_a_misspelt_term_is_mended_and_nothing_else(text: str, mended: str) -> None:
    known = {"long", "weeks", "systematic", "gardening"}
    assert correct_spelling(text, vocabulary=TERMS, known=known) == mended


@given(st.text())
def test_text_of_known_words_is_left_alone(text: str) -> None:
    assert correct_spelling(text, vocabulary=TERMS, known=set(words(text))) == text


@given(st.text(max_size=60))
def test_mending_twice_changes_no_more(text: str) -> None:
    once = correct_spelling(text, vocabulary=TERMS, known=set())
    assert correct_spelling(once, vocabulary=TERMS, known=set()) == once


def test_a_pattern_matches_whole_words_in_any_case() -> None:
    assert has("pay|salary", "What PAY is usual?")
    assert not has("pay", "Who is paying?")
    assert has(r"how (?:long|much)", "So, how long?")


@pytest.mark.parametrize(
    ("items", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_items_are_joined_as_a_person_writes_them(items: list[str], joined: str) -> None:
    assert join(items) == joined
    assert join(iter(items), last="or") == joined.replace(" and ", " or ")


@pytest.mark.real_model
def test_ordinary_english_words_are_known() -> None:
    assert {"salary", "teacher", "garden", "weeks"} <= ordinary_words()
    assert not {"pyhton", "Tensorflow", "##ing"} & ordinary_words()
