"""Promises are shown first, and saved when the person agrees."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.coaching import Desk
from bot.coaching.promising import confirm, decline, propose, redate
from bot.dates import When, read_when
from bot.domain import CommitmentStatus, Pending, Recurrence
from tests.coaching.conftest import ADA, EDGE, Keep, Sit, said

pytestmark = pytest.mark.real_model


def _when(sit: Sit, text: str) -> When:
    when = read_when(text, sit().now)
    assert when is not None
    return when


def test_a_promise_is_shown_with_its_day_and_zone_and_not_saved_yet(sit: Sit, desk: Desk) -> None:
    finding = propose(sit(), "I'll email two people by Friday")

    assert said(finding) == (
        "I understood: email two people, by Friday, 6 March 2026 (Europe/Oslo). Shall I save it?"
    )
    (proposal,) = finding.commitments
    assert (proposal.status, proposal.due_on) == (CommitmentStatus.PROPOSED, date(2026, 3, 6))
    assert finding.pending == Pending("confirm", (proposal.commitment_id,))
    assert desk.commitments.open(ADA) == []


def test_two_promises_are_shown_and_asked_about_together(sit: Sit) -> None:
    finding = propose(sit(), "I'll email Ana by Wednesday\nand I'll call Bo on Friday at 6pm")

    assert "- email Ana, by Wednesday, 4 March 2026." in said(finding)
    assert "- call Bo, by Friday, 6 March 2026, 18:00." in said(finding)
    assert finding.pending == Pending("confirm", tuple(each.commitment_id for each in finding.commitments))


def test_a_weekday_behind_a_later_one_is_in_the_week_after_and_a_bare_chapter_has_the_verb_before_it(
    sit: Sit,
) -> None:
    finding = propose(sit(), "by Thursday I'll finish chapter 2 and by Tuesday chapter 3")

    assert "- finish chapter 2, by Thursday, 5 March 2026." in said(finding)
    assert "- finish chapter 3, by Tuesday, 10 March 2026." in said(finding)


def test_without_a_date_the_day_is_asked_for_and_one_is_suggested(sit: Sit) -> None:
    finding = propose(sit(), "I'll write to the guild soon")

    assert said(finding).endswith("By when? For example by Friday, 6 March 2026.")
    assert finding.pending is not None
    assert finding.pending.kind == "date"


def test_a_pronoun_alone_is_no_promise(sit: Sit) -> None:
    finding = propose(sit(), "I'll do it by Friday")

    assert finding.action == "propose_commitment"
    assert finding.commitments == ()
    assert "did not find a promise" in said(finding)


def test_what_is_promised_already_is_not_proposed_again(sit: Sit, keep: Keep) -> None:
    keep("email two people", date(2026, 3, 6))

    finding = propose(sit(), "I'll email two people by Friday")

    assert said(finding).startswith("You have that already: email two people")
    assert finding.pending is None


def test_the_same_for_another_day_is_a_promise_of_its_own(sit: Sit, keep: Keep) -> None:
    keep("email two people", date(2026, 3, 6))

    assert propose(sit(), "I'll email two people by Sunday").pending is not None


def test_a_promise_that_serves_the_roadmap_is_linked_to_its_task(sit: Sit) -> None:
    finding = propose(sit(), "I'll train a simple image classifier with TensorFlow by Friday")

    (proposal,) = finding.commitments
    assert (proposal.pathway_id, proposal.task_id) == (EDGE.pathway_id, "1.2")
    assert "It serves task 1.2 of the roadmap." in said(finding)
    (fact,) = finding.facts
    assert fact.chunk_id == proposal.chunk_id


def test_without_a_pathway_a_promise_serves_none(sit: Sit) -> None:
    (proposal,) = propose(sit(pathway=None), "I'll train an image classifier by Friday").commitments

    assert proposal.task_id is None


def test_a_recurring_promise_says_how_it_comes_back(sit: Sit) -> None:
    finding = propose(sit(), "every Monday at 7pm I'll rehearse for an hour")

    assert "rehearse for an hour, every Monday, first by Monday, 2 March 2026, 19:00" in said(finding)


def test_an_if_then_plan_is_said_back(sit: Sit) -> None:
    (proposal,) = propose(sit(), "If it is 20:00 on a weekday, I'll open the course").commitments

    assert proposal.if_then == "If it is 20:00 on a weekday, I'll open the course"


def test_a_day_is_set_and_asked_about_again(sit: Sit) -> None:
    proposed = propose(sit(), "I'll write to the guild")
    assert proposed.pending is not None

    finding = redate(sit(), proposed.pending.commitment_ids, _when(sit, "Thursday"))

    assert "write to the guild, by Thursday, 5 March 2026" in said(finding)
    assert finding.pending == Pending("confirm", proposed.pending.commitment_ids)


def test_a_day_is_given_to_the_first_promise_that_has_none(sit: Sit) -> None:
    ids = [each.commitment_id for each in propose(sit(), "I'll call Ana\nI'll call Bo").commitments]

    finding = redate(sit(), ids, _when(sit, "Thursday"))

    assert [each.due_on for each in finding.commitments] == [date(2026, 3, 5), None]
    assert finding.pending == Pending("date", tuple(ids))


def test_another_day_is_given_to_the_promise_that_was_picked(sit: Sit) -> None:
    proposed = propose(sit(), "I'll call Ana by Friday\nI'll call Bo by Friday").commitments
    ids = [each.commitment_id for each in proposed]

    finding = redate(sit(), ids, _when(sit, "Sunday"), picked=ids[1:])

    assert [each.due_on for each in finding.commitments] == [date(2026, 3, 6), date(2026, 3, 8)]
    assert finding.pending == Pending("confirm", tuple(ids))


def test_a_recurring_promise_moves_with_its_day_and_keeps_its_time(sit: Sit) -> None:
    (proposal,) = propose(sit(), "every Monday at 7pm I'll rehearse").commitments

    (moved,) = redate(sit(), [proposal.commitment_id], _when(sit, "Tuesday")).commitments

    assert (moved.due_on, moved.due_time) == (date(2026, 3, 3), time(19))
    assert isinstance(moved.recurrence, Recurrence)
    assert moved.recurrence.rule == "FREQ=WEEKLY;BYDAY=TU"


def test_yes_saves_and_says_by_when(sit: Sit, desk: Desk) -> None:
    (proposal,) = propose(sit(), "I'll email two people by Friday").commitments

    finding = confirm(sit(), [proposal.commitment_id])

    assert said(finding) == "Saved: email two people, by Friday, 6 March 2026."
    assert [each.text for each in desk.commitments.open(ADA)] == ["email two people"]
    assert finding.pending is None


def test_yes_twice_saves_once(sit: Sit, desk: Desk) -> None:
    (proposal,) = propose(sit(), "I'll email two people by Friday").commitments
    confirm(sit(), [proposal.commitment_id])

    finding = confirm(sit(), [proposal.commitment_id])

    assert said(finding) == "“email two people” is saved already."
    assert len(desk.commitments.open(ADA)) == 1


def test_yes_with_another_day_saves_for_that_day(sit: Sit, desk: Desk) -> None:
    (proposal,) = propose(sit(), "I'll email two people by Friday").commitments

    confirm(sit(), [proposal.commitment_id], when=_when(sit, "Saturday"))

    assert [each.due_on for each in desk.commitments.open(ADA)] == [date(2026, 3, 7)]


def test_yes_to_a_promise_without_a_day_asks_for_the_day(sit: Sit, desk: Desk) -> None:
    (proposal,) = propose(sit(), "I'll email two people").commitments

    finding = confirm(sit(), [proposal.commitment_id])

    assert finding.pending == Pending("date", (proposal.commitment_id,))
    assert desk.commitments.open(ADA) == []


def test_no_saves_nothing(sit: Sit, desk: Desk) -> None:
    (proposal,) = propose(sit(), "I'll email two people by Friday").commitments

    finding = decline(sit(), [proposal.commitment_id])

    assert said(finding) == "Not saved: email two people."
    assert desk.commitments.open(ADA) == []
    assert desk.commitments.proposals(ADA) == []


def test_no_to_one_of_two_asks_about_the_other(sit: Sit) -> None:
    proposed = propose(sit(), "I'll call Ana by Friday\nI'll call Bo by Sunday").commitments
    first, second = (each.commitment_id for each in proposed)

    finding = decline(sit(), [first], rest=[second])

    assert "Not saved: call Ana." in said(finding)
    assert "call Bo, by Sunday, 8 March 2026" in said(finding)
    assert finding.pending == Pending("confirm", (second,))
