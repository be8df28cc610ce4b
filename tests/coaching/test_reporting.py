"""Reports: what became of a promise, or that a task of the roadmap is finished."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.coaching import Desk
from bot.coaching.reporting import close, finish_task, report, why_said
from bot.domain import CommitmentStatus, Pending, Recurrence
from tests.coaching.conftest import ADA, EDGE, OSLO, Keep, SetClock, Sit, said

pytestmark = pytest.mark.real_model
DONE, PARTLY, MISSED, DROPPED = (
    CommitmentStatus.DONE,
    CommitmentStatus.PARTLY,
    CommitmentStatus.MISSED,
    CommitmentStatus.DROPPED,
)
FRIDAY, SUNDAY = date(2026, 3, 6), date(2026, 3, 8)


def test_a_report_closes_the_promise_whose_words_it_has(sit: Sit, keep: Keep, desk: Desk) -> None:
    letters, essay = keep("write two letters", FRIDAY), keep("finish the essay", SUNDAY)

    finding = report(sit(), "the letters are written", DONE)

    assert finding.action == "close_commitment"
    assert said(finding) == "Done: write two letters."
    assert desk.commitments.get(ADA, letters.commitment_id).status is DONE
    assert [each.commitment_id for each in desk.commitments.open(ADA)] == [essay.commitment_id]


@pytest.mark.parametrize("words", ["did it", "all done", "sent them both"])
def test_the_only_promise_is_meant_whatever_is_said(sit: Sit, keep: Keep, desk: Desk, words: str) -> None:
    keep("email two people", FRIDAY)

    report(sit(), words, DONE)

    assert desk.commitments.open(ADA) == []


def test_the_rest_of_what_was_done_in_part_ends_it(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("send 3 applications", FRIDAY)
    keep("finish the essay", SUNDAY)

    assert "partly done" in said(report(sit(), "sent one application", DONE))
    report(sit(), "sent the other two", DONE)

    assert desk.commitments.get(ADA, kept.commitment_id).status is DONE
    assert [each.text for each in desk.commitments.open(ADA)] == ["finish the essay"]


def test_of_several_that_fit_one_is_asked_for(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("email Ana", FRIDAY)
    keep("email Bo", SUNDAY)

    finding = report(sit(), "I emailed one of them", PARTLY)

    assert said(finding).startswith("Which one do you mean?")
    assert "1. email Ana" in said(finding)
    assert finding.pending is not None
    assert (finding.pending.kind, finding.pending.action) == ("choose", "partly")
    assert len(desk.commitments.open(ADA)) == 2


@pytest.mark.parametrize("outcome", [PARTLY, MISSED])
def test_what_was_not_kept_whole_may_be_planned_anew(sit: Sit, keep: Keep, outcome: CommitmentStatus) -> None:
    kept = keep("email two people", FRIDAY)

    finding = report(sit(), "the emails: not all of it", outcome)

    assert "for another day?" in said(finding)
    assert finding.pending == Pending("date", (kept.commitment_id,), action="move")


def test_what_kept_somebody_is_noted(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("email two people", FRIDAY)

    report(sit(), "didn't email them because I was ill", MISSED)

    assert desk.commitments.history(ADA, kept.commitment_id)[-1].why == "I was ill"


def test_a_link_is_kept_as_evidence(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("publish the essay", FRIDAY)

    report(sit(), "published the essay: https://example.org/essay.", DONE)

    assert desk.commitments.get(ADA, kept.commitment_id).evidence_url == "https://example.org/essay"


def test_a_recurring_promise_comes_up_again_and_nothing_is_asked(sit: Sit, keep: Keep) -> None:
    monday = date(2026, 3, 2)
    keep("rehearse", monday, recurrence=Recurrence("FREQ=WEEKLY;BYDAY=MO", anchor_on=monday))

    finding = report(sit(), "I didn't rehearse", MISSED)

    assert "Next time: Monday, 9 March 2026." in said(finding)
    assert finding.pending is None


def test_a_second_miss_is_met_with_a_smaller_step(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("email two people", FRIDAY)
    report(sit(), "didn't do it", MISSED)
    desk.commitments.move(ADA, kept.commitment_id, SUNDAY)

    finding = report(sit(), "didn't do it", MISSED)

    assert "smaller step" in said(finding)


def test_dropping_closes_without_a_question(sit: Sit, keep: Keep) -> None:
    keep("email two people", FRIDAY)

    finding = report(sit(), "drop the emails", DROPPED)

    assert said(finding) == "Dropped: email two people."
    assert finding.pending is None


def test_what_is_closed_is_said_to_be(sit: Sit, keep: Keep) -> None:
    kept = keep("email two people", FRIDAY)
    close(sit(), kept.commitment_id, DONE)

    finding = report(sit(), "I emailed two people", DONE)

    assert said(finding).startswith("That is closed already: email two people")


def test_a_missed_one_may_be_reported_as_done_later(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("email two people", FRIDAY)
    close(sit(), kept.commitment_id, MISSED)

    report(sit(), "I emailed two people after all", DONE)

    assert desk.commitments.get(ADA, kept.commitment_id).status is DONE


def test_a_report_about_nothing_shows_what_is_open(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("write two letters", FRIDAY)
    keep("finish the essay", SUNDAY)

    finding = report(sit(pathway=None), "I watered the tulips", DONE)

    assert said(finding).startswith("I know of no commitment like that.")
    assert "- finish the essay" in said(finding)
    assert len(desk.commitments.open(ADA)) == 2


def test_the_answer_to_a_check_in_is_about_what_it_asked(sit: Sit, keep: Keep, desk: Desk) -> None:
    asked = keep("write to Ana", FRIDAY)
    keep("write to Bo", FRIDAY)

    report(sit(Pending("report", (asked.commitment_id,))), "wrote it", DONE)

    assert desk.commitments.get(ADA, asked.commitment_id).status is DONE


def test_a_finished_task_is_marked_and_the_next_one_named(sit: Sit, desk: Desk) -> None:
    finding = report(sit(), "I finished the image classifier", DONE)

    assert finding.action == "finish_task"
    assert said(finding).startswith("Marked as done: train a simple image classifier")
    assert "Next: " in said(finding)
    (done,) = desk.store.progress.done_tasks(ADA, EDGE.pathway_id)
    assert done.task_id == "1.2"


def test_a_task_that_is_done_is_said_to_be_with_its_day(sit: Sit, clock: SetClock) -> None:
    finish_task(sit(), "1.2")
    clock.now = datetime(2026, 3, 4, 9, tzinfo=OSLO)

    finding = finish_task(sit(), "1.2")

    assert said(finding).startswith("This was marked as done already, on Monday, 2 March 2026")


def test_a_promise_about_a_task_comes_before_the_task(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("train the image classifier", FRIDAY, pathway_id=EDGE.pathway_id, task_id="1.2")

    finding = report(sit(), "I trained the image classifier", DONE)

    assert said(finding).startswith("Done: train the image classifier.")
    assert "Is that task done as a whole?" in said(finding)
    assert finding.pending is not None
    assert (finding.pending.kind, finding.pending.choices) == ("agree", ("1.2",))
    assert not desk.store.progress.done_tasks(ADA, EDGE.pathway_id)


def test_a_task_that_is_done_is_not_asked_about_again(sit: Sit, keep: Keep) -> None:
    finish_task(sit(), "1.2")
    keep("train the image classifier", FRIDAY, pathway_id=EDGE.pathway_id, task_id="1.2")

    assert report(sit(), "I trained the image classifier", DONE).pending is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("didn't do it because I was away", "I was away"),
        ("missed it, was ill", "was ill"),
        ("not done, no time this week!", "no time this week"),
        ("couldn't, cuz the kiln broke.", "the kiln broke"),
        ("didn't do it", None),
        ("half of it", None),
    ],
)
def test_why_is_what_follows_because_or_stands_for_it(words: str, why: str | None) -> None:
    assert why_said(words) == why


def test_a_report_that_names_another_thing_closes_nothing(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("send the resume", date(2026, 3, 6))

    finding = report(sit(), "I finished the marathon", CommitmentStatus.DONE)

    assert said(finding).startswith("I know of no commitment like that.")
    assert [each.commitment_id for each in desk.commitments.open(ADA)] == [kept.commitment_id]


@pytest.mark.parametrize(
    ("words", "said_as", "kept_as"),
    [
        ("sorry, blanked on the essay", DONE, MISSED),
        ("the essay's finished", PARTLY, DONE),
        ("the essay is half finished", PARTLY, PARTLY),
    ],
)
def test_plain_words_count_for_more_than_what_they_sound_like(
    sit: Sit, keep: Keep, desk: Desk, words: str, said_as: CommitmentStatus, kept_as: CommitmentStatus
) -> None:
    essay = keep("write the essay", FRIDAY)

    report(sit(), words, said_as)

    assert desk.commitments.get(ADA, essay.commitment_id).status is kept_as


def test_an_id_of_another_closes_nothing_even_where_there_is_one_promise(
    sit: Sit, keep: Keep, desk: Desk
) -> None:
    keep("email two people", FRIDAY)

    report(sit(), "done with 1k14zzhf0s3e3rj2tma", DONE)

    assert len(desk.commitments.open(ADA)) == 1
