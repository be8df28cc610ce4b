"""What a question restricts itself to and what it leaves out."""

from __future__ import annotations

import pytest

from bot.answering.conditions import (
    horizons,
    importances,
    left_out,
    phase_reach,
    phases,
    places,
    resource_kinds,
)
from bot.answering.negation import known, refused
from bot.answering.records import Kind
from bot.answering.view import PathwayView
from bot.domain import Horizon, Importance, ResourceKind

CRITICAL, IMPORTANT, NICE = Importance


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ("the critical skills", {CRITICAL}),
        ("skills that aren't critical", {IMPORTANT, NICE}),
        ("count of non-critical skills", {IMPORTANT, NICE}),
        ("everything except the nice-to-have ones", {CRITICAL, IMPORTANT}),
        ("if we forget about everything that's just nice to have", {CRITICAL, IMPORTANT}),
        ("leave the optional ones out", {CRITICAL, IMPORTANT}),
        ("importance above nice-to-have", {CRITICAL, IMPORTANT}),
        ("skills merely labelled 'important'", {IMPORTANT}),
        ("which is more important", set()),
    ],
)
def test_importances_are_read_with_negation_and_rank(
    said: str, levels: set[Importance], made_up_view: PathwayView
) -> None:
    assert set(importances(said, made_up_view.lexicon)) == levels


@pytest.mark.parametrize(
    ("said", "positions"),
    [
        ("phases 1, 2 and 3", (1, 2, 3)),
        ("sum of stage number 1 and 3", (1, 3)),
        ("stage 2 through 3", (2, 3)),
        ("the last phase", (3,)),
        ("first phase plus last phase", (1, 3)),
        ("the second stage against the closing one", (2, 3)),
        ("the first 2 phases", (1, 2)),
        ("how many weeks without the last phase", (1, 2)),
        ("phase 2 onwards", (2, 3)),
    ],
)
def test_phases_are_read_by_number_and_place(
    said: str, positions: tuple[int, ...], made_up_view: PathwayView
) -> None:
    assert phases(said, made_up_view) == positions


@pytest.mark.parametrize(
    ("said", "reach"),
    [
        ("i finished phase 2, how many weeks are left", (3, 4, 5)),
        ("phase 2 is completed. remaining weeks?", (3, 4, 5)),
        ("how many weeks will have elapsed when phase 2 begins", (1,)),
        ("from phase 2 to the end", (2, 3, 4, 5)),
        ("how long is phase 2", None),
    ],
)
def test_a_stretch_of_the_roadmap_is_read_from_one_phase(said: str, reach: tuple[int, ...] | None) -> None:
    assert phase_reach(said, [2], 5) == reach


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("all skills except Queen Rearing: total weeks?", {"Queen Rearing"}),
        ("I already know Queen Rearing, how many weeks remain?", {"Queen Rearing"}),
        ("total without queen rearing and honey extraction", {"Queen Rearing", "Honey Extraction"}),
        ("is queen rearing critical", set()),
        ("can I keep bees without queen rearing", set()),
        ("how long does queen rearing take", set()),
    ],
)
def test_a_skill_is_left_out_where_the_question_says_so(
    said: str, names: set[str], made_up_view: PathwayView
) -> None:
    out = left_out(said, made_up_view.names.find(said), made_up_view)

    assert {record.name for record in out if record.kind is Kind.SKILL} == names


def test_a_refused_kind_of_resource_is_not_a_wanted_one(made_up_view: PathwayView) -> None:
    wanted, unwanted = resource_kinds("courses, but not the books", made_up_view.lexicon)

    assert (wanted, unwanted) == ((ResourceKind.COURSE,), (ResourceKind.BOOK,))


def test_every_horizon_that_is_named_counts(made_up_view: PathwayView) -> None:
    assert horizons("this week, this month and the 90 days", made_up_view.lexicon) == tuple(Horizon)


def test_a_question_that_opens_with_a_negation_refuses_nothing() -> None:
    text = "isn't the critical one first?"
    assert not refused(text, text.index("critical"), text.index("critical") + 8)


def test_what_the_person_has_done_is_known() -> None:
    text = "i did carpentry for years. what is left?"
    assert known(text, text.index("carpentry"), text.index("carpentry") + 9)


def test_words_are_found_where_an_apostrophe_is_curly() -> None:
    text = "what about it, i’m 40"
    assert [text[start:end] for start, end in places(text)] == ["what", "about", "it", "i’m", "40"]
