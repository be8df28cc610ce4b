"""Which phase somebody speaks of, and whether they say that all of it is done."""

from __future__ import annotations

import pytest

from bot.coaching import Desk
from bot.coaching.phases import finished_phases, phase_of
from bot.coaching.reporting import report
from bot.domain import CommitmentStatus
from tests.coaching.conftest import ADA, EDGE, Sit, said

DONE = CommitmentStatus.DONE


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("phase 3", 3),
        ("when do I reach the second stage", 2),
        ("the last phase", 5),
        ("the deployment projects", 4),
        ("phase 9", None),
        ("the kitchen", None),
    ],
)
def test_a_phase_is_named_by_number_or_name(words: str, position: int | None) -> None:
    phase = phase_of(words, EDGE)

    assert (phase.position if phase else None) == position


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        ("I finished phase 1!", [1]),
        ("yay, I'm through with the second phase", [2]),
        ("Phase 3 is finally done", [3]),
        ("completed all of stage two yesterday", [2]),
        ("I finished phases 1 and 2", [1, 2]),
        ("I have done phase 1 to 3", [1, 2, 3]),
        ("phase 1 and phase 2 are done", [1, 2]),
        ("I finished the first two phases", [1, 2]),
        ("I finished phases 4 to 9", []),
        ("I finished phases 1 to 2 and 4", []),
        ("I finished phase 1 of the rocket", []),
        ("I finished the course of phase 1", []),
        ("my sister finished phase 1", []),
        ("I finished lunch", []),
    ],
)
def test_whole_phases_are_done_only_where_nothing_else_is_named(words: str, positions: list[int]) -> None:
    assert [phase.position for phase in finished_phases(words, EDGE)] == positions


@pytest.mark.real_model
def test_several_finished_phases_are_marked_and_taken_back_together(sit: Sit, desk: Desk) -> None:
    finding = report(sit(), "I finished phases 1 and 2", DONE)

    assert len(desk.store.progress.done_tasks(ADA)) == 6
    assert "all of phase 1" in said(finding)
    assert "all of phase 2" in said(finding)
    assert len(desk.commitments.undo(ADA)) == 6
    assert not desk.store.progress.done_tasks(ADA)


@pytest.mark.real_model
def test_all_tasks_of_a_finished_phase_are_marked_and_taken_back_together(sit: Sit, desk: Desk) -> None:
    finding = report(sit(), "I finished phase 1!", DONE)

    assert finding.action == "finish_task"
    assert {done.task_id for done in desk.store.progress.done_tasks(ADA)} == {"1.1", "1.2", "1.3"}
    assert "all of phase 1" in said(finding)
    assert len(desk.commitments.undo(ADA)) == 3
    assert not desk.store.progress.done_tasks(ADA)


@pytest.mark.real_model
@pytest.mark.real_model
@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("I finished everything in phase 1 except the book", ["1.1", "1.2"]),
        ("done with phase 1 apart from the image classifier", ["1.1", "1.3"]),
        ("done with phase 1 apart from the unicorn", []),
    ],
)
def test_what_is_left_out_of_a_finished_phase_stays_open(
    sit: Sit, desk: Desk, words: str, done: list[str]
) -> None:
    report(sit(), words, DONE)

    assert [each.task_id for each in desk.store.progress.done_tasks(ADA)] == done


def test_a_task_of_a_phase_that_is_named_is_sought_in_that_phase(sit: Sit, desk: Desk) -> None:
    report(sit(), "I finished the course of phase 1", DONE)

    assert {done.task_id for done in desk.store.progress.done_tasks(ADA)} <= {"1.1", "1.2", "1.3"}


@pytest.mark.real_model
def test_of_several_phases_the_one_task_that_is_left_out_stays_open(sit: Sit, desk: Desk) -> None:
    finding = report(sit(), "I finished phases 1 and 2 except the image classifier", DONE)

    done = {each.task_id for each in desk.store.progress.done_tasks(ADA)}
    assert done == {"1.1", "1.3", "2.1", "2.2", "2.3"}
    assert "all of phase 2" in said(finding)
