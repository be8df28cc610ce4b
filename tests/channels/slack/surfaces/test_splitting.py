from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.slack.surfaces.splitting import SHORTEST, split_markdown

WORDS = st.sampled_from(["Learn", "Python", "first.", "Then", "C!", "why?", "12", "&amp;", "x" * 90, "[1]"])
LINES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ITEMS = st.lists(st.tuples(st.sampled_from(["- ", "* ", "12. ", "  - "]), LINES).map("".join), min_size=1)
CODE = st.lists(st.sampled_from(["a = 1", "", "    b = 2  # <x>", "y" * 120, "~~", "``"]), max_size=8)
FENCES = st.tuples(st.sampled_from(["```", "````", "~~~"]), CODE).map(
    lambda fence: "\n".join([fence[0], *fence[1], fence[0]])
)
TEXTS = st.lists(st.one_of(LINES, ITEMS.map("\n".join), FENCES), max_size=8).map("\n\n".join)
ANYTHING = st.text(alphabet="ab.&;#`~\n -*1", max_size=600)


def kept(text: str) -> str:
    """The characters that must not be lost: all but whitespace and the marks of fences."""
    return re.sub(r"\s|`{3,}|~{3,}", "", text)


def is_balanced(part: str) -> bool:
    mark = ""
    for line in part.split("\n"):
        found = re.match(r"\s*(`{3,8}|~{3,8})([^`]*)$", line)
        if not mark and found:
            mark = found[1]
        elif mark and found and found[1].startswith(mark) and not found[2].strip():
            mark = ""
    return not mark


@given(TEXTS, st.integers(SHORTEST, 400))
def test_parts_fit_lose_nothing_and_close_their_fences(text: str, limit: int) -> None:
    parts = split_markdown(text, limit)

    assert kept("".join(parts)) == kept(text)
    assert all(0 < len(part) <= limit for part in parts)
    assert all(map(is_balanced, parts))


@given(ANYTHING, st.integers(SHORTEST, 120))
@example("```", 64)
@example("x ```\n" * 40, 64)
@example(f"```{'i' * 200}\nb", 64)
@settings(max_examples=300)
def test_no_text_is_too_strange_to_be_split(text: str, limit: int) -> None:
    parts = split_markdown(text, limit)

    assert re.sub(r"[\s`~]", "", "".join(parts)) == re.sub(r"[\s`~]", "", text)
    assert all(0 < len(part) <= limit for part in parts)
    assert all(map(is_balanced, parts))


@given(st.lists(LINES, min_size=2, max_size=30), st.integers(1_200, 1_600))
def test_a_list_item_that_fits_is_never_broken(items: list[str], limit: int) -> None:
    listed = [f"- {item}\n  and more" for item in items]

    parts = split_markdown("\n".join(listed), limit)

    assert [f"- {item}" for part in parts for item in re.split(r"^- |\n- ", part)[1:]] == listed


@given(st.lists(LINES, min_size=2, max_size=20))
def test_a_paragraph_that_fits_is_never_broken(paragraphs: list[str]) -> None:
    parts = split_markdown("\n\n".join(paragraphs), 1_200)

    assert [paragraph for part in parts for paragraph in part.split("\n\n")] == paragraphs


def test_a_long_paragraph_is_cut_between_its_sentences() -> None:
    parts = split_markdown("This is a sentence of eight words, really. " * 20, 200)

    assert all(part.endswith("really.") for part in parts)


def test_a_cut_fence_is_closed_and_opened_anew() -> None:
    first, second = split_markdown("```python\n" + "a = 1\n" * 20 + "```", 100)

    assert first.startswith("```python\na = 1")
    assert second.startswith("```\na = 1")
    assert first.endswith("\n```")
    assert second.endswith("\n```")


@pytest.mark.parametrize(
    "text", ["word " * 12_000, "x" * 60_000, "- item\n" * 8_600, "```\n" + "c\n" * 30_000]
)
def test_sixty_thousand_characters_arrive(text: str) -> None:
    parts = split_markdown(text, 3_600)

    assert kept("".join(parts)) == kept(text)
    assert len(parts) <= len(text) // 3_500 + 2


def test_what_a_cut_makes_a_fence_is_closed() -> None:
    assert split_markdown("a" * 54 + " ``` b c", 64) == ["a" * 54, "``` b c\n```"]


def test_entities_stay_whole() -> None:
    assert all(not re.search(r"&\w*$", part) for part in split_markdown("&amp;" * 1_000, 101))


def test_nothing_makes_no_part_and_a_tiny_limit_is_refused() -> None:
    assert split_markdown(" \n\n ", 100) == []
    with pytest.raises(ValueError, match="10 characters"):
        split_markdown("x", 10)
