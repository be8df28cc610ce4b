"""What steers a terminal is taken out; what is only text stays."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.signs import escaped_in_json, in_one_line, without_steering


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b2Jgone\x07\x7f\x08", "2Jgone"),
        ("total \u202e001\u202c \u2066now\u2069", "total 001 now"),
        ("naïve “café” 👩\u200d💻 שלום", "naïve “café” 👩\u200d💻 שלום"),
    ],
)
def test_only_signs_that_steer_are_taken_out(written: str, kept: str) -> None:
    assert without_steering(written) == kept


def test_line_ends_and_tabs_stay_in_lines_and_become_spaces_in_one() -> None:
    assert without_steering("a\n\tb") == "a\n\tb"
    assert in_one_line(" a\r\n\tb\u2028c\x85d\x0be \x1b f ") == "a b c d e f"


@given(st.text())
def test_json_says_the_same_with_escapes(text: str) -> None:
    written = escaped_in_json(json.dumps({"a": text}, ensure_ascii=False, indent=1))
    assert json.loads(written) == {"a": text}
    assert without_steering(written) == written


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(in_one_line(text).splitlines()) <= 1
