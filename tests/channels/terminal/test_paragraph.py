"""Sentences that come one by one look as if they had come at once."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.channels.terminal.paragraph import Paragraph, print_block, with_breaks

WORDS = st.text(alphabet="abcdeé—中", min_size=1, max_size=30)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=20).map(" ".join), min_size=1, max_size=5)


def _console(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, force_terminal=False)


def _printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _one_by_one(sentences: list[str], width: int) -> str:
    console = _console(width)
    paragraph = Paragraph(console)
    for sentence in sentences:
        paragraph.add(sentence)
    return _printed(console)


@given(sentences=SENTENCES, width=st.integers(20, 100))
def test_one_by_one_gives_what_all_at_once_gives(sentences: list[str], width: int) -> None:
    at_once = _console(width)
    print_block(at_once, " ".join(sentences))
    assert _one_by_one(sentences, width) == _printed(at_once).rstrip("\n")


def test_lines_are_at_most_as_wide_as_reads_well() -> None:
    printed = _one_by_one(["word " * 60], 200)
    assert max(map(len, printed.splitlines())) <= 88


def test_markdown_is_rendered() -> None:
    assert _one_by_one(["Read *this* and `that`."], 60) == "Read this and that."


def test_another_width_starts_another_line_and_loses_nothing() -> None:
    console = _console(60)
    paragraph = Paragraph(console)
    paragraph.add("The first sentence stands here.")
    console.width = 30
    paragraph.add("The second one came after the window had shrunk.")
    assert _printed(console).splitlines() == [
        "The first sentence stands here.",
        "The second one came after the",
        "window had shrunk.",
    ]


@pytest.mark.parametrize("opened", ["This is **not", "A [link"])
def test_a_sentence_that_changes_the_meaning_of_another_loses_nothing(opened: str) -> None:
    printed = _one_by_one([opened, "closed** here](x)."], 60)
    assert printed.split("\n")[0] == opened
    assert "closed" in printed


def test_line_breaks_count_in_what_is_said() -> None:
    console = _console(60)
    print_block(console, with_breaks("Your week:\n1 kept.\nNext steps:\n- Read\n- Write\n\nGo on."))
    assert _printed(console) == "Your week:\n1 kept.\nNext steps:\n\n • Read\n • Write\n\nGo on.\n"
