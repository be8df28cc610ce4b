"""The first lines: what the coach does, what to try, where things are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.channels.terminal.greeting import first_greeting, next_greeting, questions_to_try
from bot.domain import Pathway, Thread
from bot.pathways.markdown import read_markdown
from bot.prompts import bundled_prompts
from tests.answering.conftest import KEEPER

HOME = Path("/home/ana/pathcoach")


@pytest.fixture(scope="module")
def keeper() -> Pathway:
    pathway = read_markdown(KEEPER, name="keeper.md").pathway
    assert pathway is not None
    return pathway


def test_the_greeting_has_three_lines(keeper: Pathway) -> None:
    does, tries, kept = first_greeting([keeper], bundled_prompts(), home=HOME)
    assert "the move from Line Cook to Beekeeper" in does
    assert tries.count("?”") == 3
    assert "“What should I do next?” “I'll email two people by Friday.”" in tries
    assert str(HOME) in kept


def test_the_questions_are_about_what_the_pathway_holds(keeper: Pathway) -> None:
    assert questions_to_try([keeper], bundled_prompts()) == [
        "Which skills are critical?",
        "How long does Queen Rearing take?",
    ]


def test_a_pathway_without_critical_skills_is_not_asked_for_them(keeper: Pathway) -> None:
    bare = replace(keeper, skills_to_learn=())
    assert questions_to_try([bare], bundled_prompts()) == [
        "What will I miss as a Beekeeper?",
        "What comes after Bee Biology?",
    ]


def test_several_pathways_take_turns(keeper: Pathway) -> None:
    other = replace(keeper, pathway_id="b", to_role="Apiarist")
    assert questions_to_try([keeper, other], bundled_prompts()) == [
        "Which skills are critical?",
        "How long does Queen Rearing take?",
    ]


def test_many_pathways_are_counted_and_not_all_named(keeper: Pathway) -> None:
    many = [replace(keeper, pathway_id=str(number)) for number in range(5)]
    assert "5 career moves" in first_greeting(many, bundled_prompts(), home=HOME)[0]


def test_without_pathways_the_greeting_says_how_to_get_one() -> None:
    assert "pathcoach index FILE" in first_greeting([], bundled_prompts(), home=HOME)[0]


def _thread(title: str) -> Thread:
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    return Thread("t-1", "ana", "terminal", None, title, at, at)


def test_somebody_who_comes_back_is_told_where_they_stand_and_then_what_was_last() -> None:
    stands, last = next_greeting(
        _thread("Which skills are critical?"),
        bundled_prompts(),
        status="You have 2 open commitments. One is overdue.",
        zone=ZoneInfo("Europe/Oslo"),
    )
    assert stands == "Welcome back. You have 2 open commitments. One is overdue."
    assert last.startswith("Last time, Monday, 2 March 2026, 09:00, you began with: ")
    assert "“Which skills are critical?” /resume goes on with it" in last


def test_without_commitments_one_line_is_enough() -> None:
    (line,) = next_greeting(_thread("Which skills are critical?"), bundled_prompts(), status="", zone=UTC)
    assert line.startswith("Welcome back. Last time, ")


def test_a_long_title_is_cut() -> None:
    (line,) = next_greeting(_thread("word " * 12), bundled_prompts(), status="", zone=UTC)
    assert "word…”" in line
