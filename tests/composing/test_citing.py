"""Marks before the full stop."""

from __future__ import annotations

import pytest

from bot.composing import join_paragraphs, with_marks


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("You may miss it.", "You may miss it [1]."),
        ("Read 'The Book.'", "Read 'The Book [1].'"),
        ("Read it (it is short).", "Read it (it is short) [1]."),
        ("Read it. (It is short.)", "Read it. (It is short [1].)"),
        ("Use C (C99)", "Use C (C99) [1]"),
        ("Run this:\n```\nmake\n```", "Run this [1]:\n\n```\nmake\n```"),
    ],
)
def test_marks_stand_before_the_full_stop(text: str, marked: str) -> None:
    assert with_marks(text, " [1]") == marked


def test_a_list_stands_in_a_paragraph_of_its_own() -> None:
    assert join_paragraphs(["One.", "These:\n- a", "Two."]) == "One.\n\nThese:\n- a\n\nTwo."
