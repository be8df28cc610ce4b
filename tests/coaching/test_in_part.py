"""A report on a part of what was promised is one in part."""

from __future__ import annotations

import pytest

from bot.coaching.in_part import is_part, is_rest


@pytest.mark.parametrize(
    ("words", "promised"),
    [
        ("called Ana", "call Ana, Bob and Cem"),
        ("called Ana and Bob", "call Ana, Bob and Cem"),
        ("sent one", "send my CV to 3 companies"),
        ("wrote one application", "write three applications"),
        ("did two so far", "do five exercises"),
        ("two of the four", "write to four people"),
        ("read chapter 1", "read chapters 1 and 2"),
    ],
)
def test_less_than_was_promised_is_a_part(words: str, promised: str) -> None:
    assert is_part(words, promised)


@pytest.mark.parametrize(
    ("words", "promised"),
    [
        ("called them all", "call Ana, Bob and Cem"),
        ("called Ana, Bob and Cem", "call Ana, Bob and Cem"),
        ("made the calls", "call Ana, Bob and Cem"),
        ("made one mistake", "write three applications"),
        ("sent three", "send my CV to 3 companies"),
        ("sent it", "send my CV to 3 companies"),
        ("done", "read chapters 1 and 2"),
        ("read the chapter", "read chapter 3"),
        ("finished it, one down", "finish the report"),
    ],
)
def test_the_whole_is_no_part(words: str, promised: str) -> None:
    assert not is_part(words, promised)


@pytest.mark.parametrize(
    "words",
    ["sent the other two", "and the rest, too", "now called the others", "the remaining ones are done"],
)
def test_the_rest_is_told_by_its_name(words: str) -> None:
    assert is_rest(words)


@pytest.mark.parametrize(
    "words",
    [
        "the rest tomorrow",
        "what about the others?",
        "called Bob",
        "not the rest",
        "the others",
        "and the other two",
        "the rest today",
        "missed the rest",
        "skipped the others",
        "I need the other two",
        "forgot the rest",
        "start the rest",
    ],
)
def test_what_is_still_to_come_is_no_rest_that_is_done(words: str) -> None:
    assert not is_rest(words)
