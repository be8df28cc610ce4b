"""Answers to what the coach has asked are done; what is no answer changes nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.coaching import Desk
from bot.coaching.promising import propose
from bot.coaching.reporting import report
from bot.coaching.settling import promised_beside, reads_as_answer, settle
from bot.coaching.shifting import move
from bot.domain import CommitmentStatus, Pending
from tests.coaching.conftest import ADA, EDGE, OSLO, Keep, Sit, said

pytestmark = pytest.mark.real_model
FRIDAY, SUNDAY = date(2026, 3, 6), date(2026, 3, 8)
OPEN, MISSED, DONE = CommitmentStatus.OPEN, CommitmentStatus.MISSED, CommitmentStatus.DONE


def _open(desk: Desk) -> list[tuple[str, date | None]]:
    return [(each.text, each.due_on) for each in desk.commitments.open(ADA)]


def test_nothing_is_an_answer_where_nothing_was_asked(sit: Sit) -> None:
    assert not reads_as_answer(sit(), "yes")
    assert said(settle(sit(), "yes")) == "I have not asked you anything just now."


def test_a_question_is_no_answer(sit: Sit) -> None:
    pending = propose(sit(), "I'll email two people by Friday").pending

    assert not reads_as_answer(sit(pending), "which skills are critical?")
    assert reads_as_answer(sit(pending), "yes")


@pytest.mark.parametrize(
    ("answer", "action", "opened"),
    [
        ("yes please", "confirm_commitment", [("email two people", FRIDAY)]),
        ("yes but make it Sunday", "confirm_commitment", [("email two people", SUNDAY)]),
        ("yep, only at 6pm instead", "confirm_commitment", [("email two people", FRIDAY)]),
        ("no", "decline_commitment", []),
        ("Sunday then", "propose_commitment", []),
    ],
)
def test_a_proposal_is_saved_dated_or_declined(
    sit: Sit, desk: Desk, answer: str, action: str, opened: list[tuple[str, date]]
) -> None:
    pending = propose(sit(), "I'll email two people by Friday").pending

    finding = settle(sit(pending), answer)

    assert finding.action == action
    assert _open(desk) == opened


def test_yes_to_by_when_is_asked_again_and_loses_nothing(sit: Sit, desk: Desk) -> None:
    pending = propose(sit(), "I'll email two people").pending
    assert pending is not None
    assert reads_as_answer(sit(pending), "yes")

    finding = settle(sit(pending), "yes")

    assert "By when?" in said(finding)
    assert finding.pending == pending
    assert settle(sit(finding.pending), "by Friday").action == "propose_commitment"


@pytest.mark.parametrize(
    ("answer", "opened"),
    [
        ("both", [("call Ana", FRIDAY), ("call Bo", SUNDAY)]),
        ("only the second", [("call Bo", SUNDAY)]),
        ("yes but not the second", [("call Ana", FRIDAY)]),
        ("yes to the second, not the first", [("call Bo", SUNDAY)]),
        ("neither", []),
    ],
)
def test_of_two_proposals_those_that_are_meant_are_saved(
    sit: Sit, desk: Desk, answer: str, opened: list[tuple[str, date]]
) -> None:
    pending = propose(sit(), "I'll call Ana by Friday\nI'll call Bo by Sunday").pending

    settle(sit(pending), answer)

    assert _open(desk) == opened


def test_a_day_for_an_undated_promise_leads_to_the_question_whether_to_save_it(sit: Sit, desk: Desk) -> None:
    first = propose(sit(), "I'll email two people soon")

    second = settle(sit(first.pending), "Friday")
    third = settle(sit(second.pending), "ok")

    assert second.pending is not None
    assert second.pending.kind == "confirm"
    assert third.action == "confirm_commitment"
    assert _open(desk) == [("email two people", FRIDAY)]


def test_no_to_by_when_declines(sit: Sit, desk: Desk) -> None:
    pending = propose(sit(), "I'll email two people soon").pending

    assert settle(sit(pending), "no, forget it").action == "decline_commitment"
    assert desk.commitments.proposals(ADA) == []


def test_after_a_miss_a_day_plans_it_anew(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("email two people", FRIDAY)
    pending = report(sit(), "didn't get to the emails", MISSED).pending

    finding = settle(sit(pending), "Sunday")

    assert finding.action == "move_commitment"
    assert _open(desk) == [("email two people", SUNDAY)]


def test_after_a_miss_no_leaves_it(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("email two people", FRIDAY)
    pending = report(sit(), "didn't get to the emails", MISSED).pending

    assert said(settle(sit(pending), "no")) == "Then it stays as it is."
    assert _open(desk) == []


def test_after_a_miss_a_reason_is_noted_and_the_day_asked_for_again(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("email two people", FRIDAY)
    pending = report(sit(), "didn't get to the emails", MISSED).pending

    finding = settle(sit(pending), "I was ill all week")

    assert desk.commitments.history(ADA, kept.commitment_id)[-1].why == "I was ill all week"
    assert finding.pending == Pending("date", (kept.commitment_id,), action="move")


@pytest.mark.parametrize(("answer", "left"), [("the second one", "email Ana"), ("1", "email Bo")])
def test_one_of_several_is_closed_by_its_place(
    sit: Sit, keep: Keep, desk: Desk, answer: str, left: str
) -> None:
    keep("email Ana", FRIDAY)
    keep("email Bo", SUNDAY)
    pending = report(sit(), "I emailed one of them", DONE).pending

    settle(sit(pending), answer)

    assert [text for text, _ in _open(desk)] == [left]


def test_one_of_several_is_moved_to_the_day_that_was_named_before(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("email Ana", FRIDAY)
    keep("email Bo", SUNDAY)
    pending = move(sit(), "move the email to Thursday").pending

    settle(sit(pending), "2")

    assert ("email Bo", date(2026, 3, 5)) in _open(desk)
    assert ("email Ana", FRIDAY) in _open(desk)


def test_one_of_two_alike_is_moved_by_its_place(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("email Ana", FRIDAY)
    keep("email Ana", SUNDAY)
    pending = move(sit(), "move the email to Thursday").pending

    settle(sit(pending), "2")

    assert _open(desk) == [("email Ana", date(2026, 3, 5)), ("email Ana", FRIDAY)]


def test_none_of_several_leaves_all(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("email Ana", FRIDAY)
    keep("email Bo", SUNDAY)
    pending = report(sit(), "I emailed one of them", DONE).pending

    assert said(settle(sit(pending), "none of them")) == "Then it stays as it is."
    assert len(_open(desk)) == 2


@pytest.mark.parametrize(("answer", "done"), [("yes", ["1.2"]), ("not yet", [])])
def test_the_task_that_a_kept_promise_served_is_done_if_the_person_says_so(
    sit: Sit, keep: Keep, desk: Desk, answer: str, done: list[str]
) -> None:
    keep("train the image classifier", FRIDAY, pathway_id=EDGE.pathway_id, task_id="1.2")
    pending = report(sit(), "I trained the image classifier", DONE).pending

    settle(sit(pending), answer)

    assert [each.task_id for each in desk.store.progress.done_tasks(ADA, EDGE.pathway_id)] == done


@pytest.mark.parametrize(
    ("answer", "status", "due_on"),
    [("yes", DONE, FRIDAY), ("no, I was ill", MISSED, FRIDAY), ("Sunday", OPEN, SUNDAY)],
)
def test_a_check_in_is_answered(
    sit: Sit, keep: Keep, desk: Desk, answer: str, status: CommitmentStatus, due_on: date
) -> None:
    kept = keep("email two people", FRIDAY)

    settle(sit(Pending("report", (kept.commitment_id,))), answer)

    after = desk.commitments.get(ADA, kept.commitment_id)
    assert (after.status, after.due_on) == (status, due_on)


def test_yes_to_a_check_in_about_two_asks_which_one(sit: Sit, keep: Keep, desk: Desk) -> None:
    ids = [keep(text, FRIDAY).commitment_id for text in ("email Ana", "call Bo")]

    finding = settle(sit(Pending("report", tuple(ids))), "yes")

    assert finding.pending == Pending("choose", action="done", choices=tuple(ids), why="yes")
    assert len(_open(desk)) == 2


def test_a_reminder_is_put_off_for_as_long_as_is_answered(sit: Sit, keep: Keep) -> None:
    kept = keep("email two people", FRIDAY)

    (snoozed,) = settle(
        sit(Pending("date", (kept.commitment_id,), action="snooze")), "for two hours"
    ).commitments

    assert snoozed.snoozed_until == datetime(2026, 3, 2, 11, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("answer", "due"),
    [
        ("a day later", date(2026, 3, 7)),
        ("no, the week after", date(2026, 3, 13)),
        ("give me one week more", date(2026, 3, 13)),
    ],
)
def test_a_proposal_is_put_off_by_so_much(sit: Sit, desk: Desk, answer: str, due: date) -> None:
    pending = propose(sit(), "I'll email two people by Friday").pending

    finding = settle(sit(pending), answer)

    assert finding.action == "propose_commitment"
    assert [each.due_on for each in finding.commitments] == [due]


def test_what_a_button_has_settled_is_not_asked_for_any_more(sit: Sit, desk: Desk) -> None:
    proposed = propose(sit(), "I'll email two people by Friday")
    desk.commitments.confirm(ADA, [each.commitment_id for each in proposed.commitments])

    assert "already" in said(settle(sit(proposed.pending), "yes"))
    assert not reads_as_answer(sit(proposed.pending), "Sunday then")
    assert _open(desk) == [("email two people", FRIDAY)]


@pytest.mark.parametrize(
    "message",
    ["and I'll call Bob by Sunday", "I'll call Bob by Sunday", "oh and I will ring Bob on Sunday too"],
)
def test_what_is_promised_next_stands_beside_what_was_asked(sit: Sit, desk: Desk, message: str) -> None:
    pending = propose(sit(), "I'll email Ana by Friday").pending

    assert reads_as_answer(sit(pending), message)
    assert not promised_beside(sit(pending), message)
    both = settle(sit(pending), message)
    settle(sit(both.pending), "yes")

    saved = _open(desk)
    assert saved[0] == ("email Ana", FRIDAY)
    assert "Bob" in saved[1][0]
    assert saved[1][1] == SUNDAY


@pytest.mark.parametrize(
    "message", ["no, I'll do it by Sunday", "I'll need until Sunday", "I'll email Ana and Eve by Sunday"]
)
def test_what_is_said_anew_of_the_same_replaces_it(sit: Sit, desk: Desk, message: str) -> None:
    pending = propose(sit(), "I'll email Ana by Friday").pending
    session = sit(pending)

    again = settle(session, message) if reads_as_answer(session, message) else propose(session, message)
    settle(sit(again.pending), "yes")

    assert [day for _, day in _open(desk)] == [SUNDAY]


def test_a_promise_beside_a_yes_has_its_own_date(sit: Sit, desk: Desk) -> None:
    pending = propose(sit(), "I'll email Ana by Friday").pending
    message = "yes and I'll call Bob by Sunday"

    beside = promised_beside(sit(pending), message)
    settle(sit(pending), message)

    assert "call Bob" in beside
    assert _open(desk) == [("email Ana", FRIDAY)]


def test_a_part_of_what_was_proposed_can_be_kept_alone(sit: Sit, desk: Desk) -> None:
    pending = propose(sit(), "I'll read chapter 1 and chapter 2 by Sunday").pending

    again = settle(sit(pending), "no just chapter 1")
    settle(sit(again.pending), "yes")

    assert _open(desk) == [("read chapter 1", SUNDAY)]


def test_one_of_several_can_be_kept_by_its_name(sit: Sit, desk: Desk) -> None:
    both = propose(sit(), "I'll call Ana on Friday and Bob on Sunday")

    settle(sit(both.pending), "only Bob")

    assert _open(desk) == [("call Bob", SUNDAY)]


def test_what_is_promised_instead_takes_back_what_was_asked(sit: Sit, desk: Desk) -> None:
    pending = propose(sit(), "I'll email Ana by Friday").pending

    again = settle(sit(pending), "I'll call Bob by Sunday instead")
    settle(sit(again.pending), "yes")

    assert _open(desk) == [("call Bob", SUNDAY)]


def test_what_is_kept_whole_is_saved(sit: Sit, desk: Desk) -> None:
    pending = propose(sit(), "I'll email Ana by Friday").pending

    settle(sit(pending), "just email Ana")

    assert _open(desk) == [("email Ana", FRIDAY)]
