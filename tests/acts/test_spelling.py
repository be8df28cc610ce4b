"""Short forms written out, misspelt words mended, and all else left as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.spelling import Speller, slips
from bot.prompts import bundled_prompts

SPELLER = Speller(bundled_prompts().spelling_patterns, (text for text, _ in bundled_prompts().act_examples))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ill finsh teh chaptr tommorow", "ill finish the chapter tomorrow"),
        ("remnid me tmrw 2 call ana", "remind me tomorrow 2 call ana"),
        ("need 2 apply b4 wensday", "need to apply before wednesday"),
        ("done w the book, w/ notes", "done with the book, with notes"),
        ("i dont hav time nxt wk", "i don't have time next week"),
        ("wana prctice evry mornin", "wanna practice every morning"),
        ("pospone it til satruday", "postpone it until saturday"),
        ("u r right, im done n happy", "you are right, i'm done and happy"),
        ("i read the chapterr, bymonday the rest", "i read the chapter, by monday the rest"),
        ("Tommorow I'll finsh it", "Tomorrow I'll finish it"),
    ],
)
def test_what_is_written_as_in_a_chat_is_mended(written: str, meant: str) -> None:
    assert SPELLER.mend(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "We ate gingerbread, biryani and a wobbly shallot.",  # ordinary English, however rare
        "Ask Amira, Okafor and Situnayake about Krakow.",  # names
        "My backend has postgres, numpy and onnx.",
        "See https://teh.example/finsh or mail me at teh@finsh.example",
        "It is 2 o'clock, w/o doubt.",
        "qzxv asdfgh",  # near nothing
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert SPELLER.mend(text) == text


def test_what_the_documents_name_is_right_and_is_mended_towards() -> None:
    names = frozenset({"hydralics", "zephyrus"})
    assert SPELLER.mend("read hydralics and zephyrsu", names=names) == "read hydralics and zephyrus"


def test_slips_of_the_pen_cost_less_than_other_letters() -> None:
    assert slips("finsih", "finish") < 1  # swapped
    assert slips("calll", "call") < slips("calls", "call")  # doubled
    assert slips("wekend", "weekend") < slips("weend", "weekend")
    assert slips("dinish", "finish") > slips("finigh", "finish")  # the first letter is mostly right


@given(st.text(max_size=60))
def test_mended_text_needs_no_mending(text: str) -> None:
    once = SPELLER.mend(text)
    assert SPELLER.mend(once) == once
