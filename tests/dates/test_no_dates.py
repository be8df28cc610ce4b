"""What says by when only vaguely, and what is no date at all."""

from __future__ import annotations

import pytest

from tests.dates.conftest import Shortly

VAGUE = [
    ("soon", "vague"),
    ("I'll do it soon.", "vague"),
    ("sooner or later", "vague"),
    ("as soon as possible", "vague"),
    ("asap", "vague"),
    ("later", "vague"),
    ("I'll do it later", "vague"),
    ("later on", "vague"),
    ("some day", "vague"),
    ("someday", "vague"),
    ("one day", "vague"),
    ("one of these days", "vague"),
    ("eventually", "vague"),
    ("at some point", "vague"),
    ("in the future", "vague"),
    ("in due course", "vague"),
    ("in a while", "vague"),
    ("in a few days", "vague"),
    ("over the next few weeks", "vague"),
    ("in the coming weeks", "vague"),
    ("when I have time", "vague"),
    ("when I get around to it", "vague"),
    ("once I have more time", "vague"),
    ("whenever I can", "vague"),
    ("in the summer", "vague"),
    ("by next spring", "vague"),
]


@pytest.mark.parametrize(("text", "meant"), VAGUE)
def test_vague_words_are_found_as_vague(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant


NOTHING = [
    ("one by one", "none"),
    ("from one to ten", "none"),
    ("I've only got saturdays", "none"),
    ("three weekends of work", "none"),
    ("on 3/4 of the tasks", "none"),
    ("by 1.5 points", "none"),
    ("in the 90 days", "none"),
    ("in the sixth week", "none"),
    ("tell April about it", "none"),
    ("in demand these days", "none"),
    ("whenever I join the course", "none"),
    ("the first thing I do", "none"),
    ("if I can finish it", "none"),
    ("I may do it", "none"),
    ("I may 2 do", "none"),
    ("we march on", "none"),
    ("I want to march on", "none"),
    ("I march 3 miles", "none"),
    ("I sat down in the sun", "none"),
    ("sat the exam", "none"),
    ("wait a second", "none"),
    ("the second task", "none"),
    ("on the first try", "none"),
    ("the 3rd task", "none"),
    ("in phase 2", "none"),
    ("2 courses", "none"),
    ("it takes 8 weeks", "none"),
    ("for two weeks", "none"),
    ("an 8 week course", "none"),
    ("version 1.2", "none"),
    ("python 3.11", "none"),
    ("v1.2.3", "none"),
    ("C++ 11", "none"),
    ("24/7", "none"),
    ("I got 9/10", "none"),
    ("step 2 of 5", "none"),
    ("week 10", "none"),
    ("by day 5", "none"),
    ("see you later", "none"),
    ("talk to you later", "none"),
    ("two weeks later", "none"),
    ("how soon", "none"),
    ("as soon as I finish", "none"),
    ("later phases", "none"),
    ("I have some time", "none"),
    ("only one day", "none"),
    ("every time", "none"),
    ("every step", "none"),
    ("my weekly review", "none"),
    ("the daily standup", "none"),
    ("at 5 companies", "none"),
    ("by 3 people", "none"),
    ("from 2 to 4 courses", "none"),
    ("https://example.org/2026-05-01/friday", "none"),
    ("me@friday.org", "none"),
    ("by the end of phase 2", "none"),
    ("until further notice", "none"),
]


@pytest.mark.parametrize(("text", "meant"), NOTHING)
def test_other_words_and_numbers_are_no_dates(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant
