"""One time of what recurs is left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.coaching import Desk, Session
from bot.coaching.promising import confirm, propose
from bot.coaching.reporting import report
from bot.coaching.skipping import skipped
from bot.domain import CommitmentStatus
from tests.coaching.conftest import ADA, Keep, Sit, said

pytestmark = pytest.mark.real_model
DROPPED = CommitmentStatus.DROPPED
MONDAY = date(2026, 3, 2)


@pytest.fixture
def runs(sit: Sit) -> Session:
    """Ada runs every day, from today on."""
    asked = propose(sit(), "I'll run every day")
    confirm(sit(), [each.commitment_id for each in asked.commitments])
    return sit()


@pytest.mark.parametrize(
    "words", ["skip today", "I'll skip it this time", "can I skip the run today?", "skip it"]
)
def test_the_next_time_is_left_out_and_the_series_goes_on(runs: Session, desk: Desk, words: str) -> None:
    assert skipped(runs, words) is not None

    report(runs, words, DROPPED)

    (left,) = desk.commitments.open(ADA)
    assert (left.text, left.due_on) == ("run", MONDAY + timedelta(days=1))


def test_a_later_time_cannot_be_left_out_yet(runs: Session, desk: Desk) -> None:
    assert said(report(runs, "skip the run tomorrow", DROPPED)).startswith(
        "Only the next time can be left out"
    )

    (left,) = desk.commitments.open(ADA)
    assert left.due_on == MONDAY


@pytest.mark.parametrize(
    "words", ["skip phase 3", "skip the essay", "I skipped lunch today", "what if I skip it?"]
)
def test_other_things_are_not_skipped(runs: Session, words: str) -> None:
    assert skipped(runs, words) is None


def test_what_is_promised_once_is_no_series(sit: Sit, keep: Keep) -> None:
    keep("write two letters", date(2026, 3, 6))

    assert skipped(sit(), "skip it") is None


def test_of_two_series_the_one_is_named(runs: Session, sit: Sit) -> None:
    asked = propose(sit(), "every Monday I'll review my notes")
    confirm(sit(), [each.commitment_id for each in asked.commitments])

    assert skipped(sit(), "skip it") is None
    found = skipped(sit(), "skip the notes this week")
    assert found is not None
    assert found.text == "review my notes"
