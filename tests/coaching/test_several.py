"""Reports on several promises at once, by their places or by their words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coaching import Desk
from bot.coaching.reporting import report
from bot.coaching.several import reported
from bot.domain import CommitmentStatus, Pending
from tests.coaching.conftest import ADA, Keep, Sit, said

pytestmark = pytest.mark.real_model
DONE = CommitmentStatus.DONE
LETTERS = {"done": "d", "partly": "p", "missed": "m", "dropped": "x"}


@pytest.fixture
def kept(keep: Keep) -> list[str]:
    """Three promises, asked about in this order."""
    texts = ("write to Mr Haugen", "read the union leaflet", "sketch the landing page")
    return [keep(text, date(2026, 3, 2 + at)).commitment_id for at, text in enumerate(texts)]


def _short(found: dict[str, CommitmentStatus], kept: list[str]) -> str:
    """Return the outcome of each as a letter, "-" for none."""
    return "".join(LETTERS[found[each].value] if each in found else "-" for each in kept)


@pytest.mark.parametrize(
    ("words", "outcomes"),
    [
        ("1 and 3 are done", "d-d"),
        ("first one yes, second no", "dm-"),
        ("all done", "ddd"),
        ("none of them", "mmm"),
        ("2 done, other two no", "mdm"),
        ("all of them except the last", "dd-"),
        ("everything but the second", "d-d"),
        ("Nailed the first, got partway into the second, haven't touched the third.", "dpm"),
        ("#1 ✅ #2 ❌", "dm-"),
        ("wrote to Haugen, the leaflet not", "dm-"),
        ("✅ landing page ❌ leaflet", "-md"),
        ("Haugen: done, leaflet: half, landing page - nope", "dpm"),
        ("the first and the last", "---"),  # nothing is said of them
        ("the leaflet is read", "---"),  # one of them, for others to read
        ("is 1 done?", "---"),
        ("1 done, 2 moves to Friday", "---"),
    ],
)
def test_each_gets_the_outcome_that_is_said_of_it(
    sit: Sit, kept: list[str], words: str, outcomes: str
) -> None:
    assert _short(reported(sit(Pending("report", tuple(kept))), words), kept) == outcomes


def test_places_mean_nothing_where_no_list_was_shown(sit: Sit, kept: list[str]) -> None:
    assert reported(sit(), "1 and 3 are done") == {}
    assert _short(reported(sit(spoken_of=kept), "1 and 3 are done"), kept) == "d-d"


def test_all_that_is_reported_is_closed_in_one_reply(sit: Sit, desk: Desk, kept: list[str]) -> None:
    finding = report(sit(Pending("report", tuple(kept))), "1 and 3 are done", DONE)

    assert said(finding) == "Done: write to Mr Haugen.\nDone: sketch the landing page."
    assert [each.commitment_id for each in desk.commitments.open(ADA)] == [kept[1]]


def test_fewer_than_there_were_are_a_part(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("record four voice samples", date(2026, 3, 2))

    report(sit(), "I recorded two of the four", DONE)

    assert desk.commitments.get(ADA, kept.commitment_id).status is CommitmentStatus.PARTLY


def test_a_chapter_goes_by_its_own_number_and_not_by_its_place(sit: Sit, keep: Keep) -> None:
    second, third = keep("finish chapter 2", date(2026, 3, 6)), keep("read chapter 3", date(2026, 3, 6))
    session = sit(spoken_of=[second.commitment_id, third.commitment_id])

    assert reported(session, "done with chapter 2") in ({}, {second.commitment_id: CommitmentStatus.DONE})
    assert reported(session, "2 is done") == {third.commitment_id: CommitmentStatus.DONE}
