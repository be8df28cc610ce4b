"""What was: the open promises, the week in review, the last change taken back, reminders off and on."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.coaching import Desk
from bot.coaching.knowing import profile
from bot.coaching.looking_back import list_commitments, look_back, remind, review_week, undo
from bot.coaching.promising import confirm, propose
from bot.coaching.reporting import close, finish_task, report
from bot.commitments.review import week_of
from bot.domain import CommitmentStatus, Person
from tests.coaching.conftest import ADA, EDGE, OSLO, Keep, SetClock, Sit, said

pytestmark = pytest.mark.real_model
TUESDAY, FRIDAY, NEXT_FRIDAY = date(2026, 3, 3), date(2026, 3, 6), date(2026, 3, 13)
DONE, MISSED, PARTLY = CommitmentStatus.DONE, CommitmentStatus.MISSED, CommitmentStatus.PARTLY


def test_without_promises_the_list_says_so(sit: Sit) -> None:
    assert said(list_commitments(sit(), "what did I promise?")) == "You have no open commitments."


def test_the_list_has_what_is_open_the_soonest_first(sit: Sit, keep: Keep) -> None:
    keep("finish the essay", NEXT_FRIDAY)
    keep("email Ana", TUESDAY, time(18))

    finding = list_commitments(sit(), "what did I promise?")

    assert [each.text for each in finding.commitments] == ["email Ana", "finish the essay"]
    assert "- email Ana, due Tuesday, 3 March 2026, 18:00 (tomorrow)" in said(finding)


def test_what_waits_to_be_saved_is_asked_for_again(sit: Sit, keep: Keep) -> None:
    keep("finish the essay", NEXT_FRIDAY)
    asked = propose(sit(), "I'll email Ana by Friday")

    finding = list_commitments(sit(pending=asked.pending), "what did I just promise?")

    assert "finish the essay" in said(finding)
    assert "I understood: email Ana, by Friday, 6 March 2026" in said(finding)
    assert finding.pending == asked.pending


def test_what_is_due_by_a_day_is_listed_alone(sit: Sit, keep: Keep) -> None:
    keep("finish the essay", NEXT_FRIDAY)
    keep("email Ana", TUESDAY)

    finding = list_commitments(sit(), "anything due this week?")

    assert [each.text for each in finding.commitments] == ["email Ana"]


def test_where_nothing_is_due_by_a_day_the_rest_is_spoken_of(sit: Sit, keep: Keep) -> None:
    keep("finish the essay", NEXT_FRIDAY)

    finding = list_commitments(sit(), "anything due this week?")

    assert said(finding).startswith("Nothing is due by Sunday, 8 March 2026.\nYou have one open commitment.")


def test_a_review_counts_what_the_store_holds(sit: Sit, keep: Keep, clock: SetClock) -> None:
    close(sit(), keep("email Ana", TUESDAY).commitment_id, DONE)
    keep("finish the essay", FRIDAY)
    report(sit(), "didn't finish the essay because I was ill", MISSED)
    keep("call Bo", FRIDAY)
    clock.now = datetime(2026, 3, 8, 20, tzinfo=OSLO)  # the Sunday

    finding = look_back(sit(), "how did my week go?")

    assert "1 kept, 0 partly done, 1 missed, 0 dropped, 1 still open." in said(finding)
    assert "Missed: finish the essay (I was ill)." in said(finding)
    assert "Next steps:" in said(finding)
    sums = review_week(sit(), week_of(FRIDAY))
    assert (len(sums.kept), len(sums.missed), len(sums.still_open)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("day", "words", "first"),
    [
        (9, "weekly review", "Monday, 2 March 2026"),  # on a Monday, the week that is over
        (9, "how is this week going?", "Monday, 9 March 2026"),
        (12, "weekly review", "Monday, 9 March 2026"),
        (12, "how did last week go?", "Monday, 2 March 2026"),
    ],
)
def test_the_week_that_is_reviewed_is_the_one_that_is_meant(
    sit: Sit, clock: SetClock, day: int, words: str, first: str
) -> None:
    clock.now = datetime(2026, 3, day, 9, tzinfo=OSLO)

    assert f"week from {first} to " in said(look_back(sit(), words))


def test_undo_takes_a_confirmation_back(sit: Sit, desk: Desk) -> None:
    (proposal,) = propose(sit(), "I'll email Ana by Friday").commitments
    confirm(sit(), [proposal.commitment_id])

    finding = undo(sit())

    assert said(finding) == "Undone: “email Ana” is a proposal again, and not saved."
    assert desk.commitments.open(ADA) == []


def test_undo_takes_back_a_report_a_task_and_a_profile(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("email Ana", FRIDAY)
    close(sit(), kept.commitment_id, DONE)
    undo(sit())
    assert desk.commitments.get(ADA, kept.commitment_id).status is CommitmentStatus.OPEN

    finish_task(sit(), "1.1")
    assert said(undo(sit())) == "Undone: the task is open again."
    assert desk.store.progress.done_tasks(ADA, EDGE.pathway_id) == []

    profile(sit(), "I have 6 hours a week")
    assert said(undo(sit())) == "Undone: your profile is as it was."
    assert desk.store.person(ADA) == Person(ADA, timezone="Europe/Oslo")


def test_where_nothing_was_changed_there_is_nothing_to_undo(sit: Sit) -> None:
    assert said(undo(sit())) == "There is nothing to undo."


def test_reminders_stop_at_once_and_come_again(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("email Ana", FRIDAY)
    later = datetime(2026, 4, 1, tzinfo=OSLO)
    assert desk.store.deliveries.due(later)

    off = remind(sit(), on=False)
    assert desk.store.deliveries.due(later) == []
    on = remind(sit(), on=True)

    assert desk.store.deliveries.due(later)
    assert said(off).startswith("I will send you no more reminders.")
    assert said(on).startswith("I will remind you again")
