"""What to do next, and why: the first open tasks of a plan, or what fits into the hours at hand. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import Importance, Plan, PlannedTask, TaskState


class Reason(StrEnum):
    """Why a task comes now."""

    FIRST_OF_PHASE = "first_of_phase"  # nothing of its phase is done yet
    PHASE_BEGUN = "phase_begun"  # the first open one of a phase of which something is done
    NEXT = "next"  # it follows on the step before
    CRITICAL = "critical"  # it serves a skill of this importance
    IMPORTANT = "important"
    NICE_TO_HAVE = "nice_to_have"
    FITS = "fits"  # all of it fits into the hours at hand
    PART = "part"  # a part of it does


@dataclass(frozen=True, slots=True)
class NextStep:
    """A task to do now. `hours` are those to spend on it: of the time at hand, else of its first week."""

    planned: PlannedTask
    hours: float
    reasons: tuple[Reason, ...]

    @property
    def share(self) -> float:
        """The part of the task that the hours are, 0 to 1."""
        return self.hours / self.planned.hours if self.planned.hours else 1.0


_BY_IMPORTANCE = {
    Importance.CRITICAL: Reason.CRITICAL,
    Importance.IMPORTANT: Reason.IMPORTANT,
    Importance.NICE_TO_HAVE: Reason.NICE_TO_HAVE,
}


def next_steps(plan: Plan, *, most: int = 3, hours: float | None = None) -> list[NextStep]:
    """Return the next steps in order, at most `most`; none where the plan is done.

    With `hours`, the time at hand, those that fit into it: the last may be a part of a task. Raises
    ValueError where that is no time at all.
    """
    if hours is not None and hours <= 0:
        raise ValueError(f"nothing fits into {hours} hours")
    planned = [task for task in plan.tasks if task.state is TaskState.PLANNED][:most]
    spent = _first_weeks(plan) if hours is None else _filled(planned, hours)
    steps = []
    for task in planned:
        now = spent.get(task.task.task_id, 0.0)
        if hours is not None and not now:
            break
        reasons = [*_reasons(plan, task)]
        if hours is not None:
            reasons.append(Reason.FITS if now >= task.hours else Reason.PART)
        steps.append(NextStep(task, now, tuple(reasons)))
    return steps


def _filled(planned: list[PlannedTask], hours: float) -> dict[str, float]:
    spent: dict[str, float] = {}
    for task in planned:
        spent[task.task.task_id] = min(task.hours, hours)
        hours -= spent[task.task.task_id]
    return spent


def _first_weeks(plan: Plan) -> dict[str, float]:
    """Return how many hours each task has in the first week that it is in."""
    spent: dict[str, float] = {}
    for week in plan.weeks:
        spent = dict(week.tasks) | spent
    return spent


def _reasons(plan: Plan, task: PlannedTask) -> Iterator[Reason]:
    of_phase = [other for other in plan.tasks if other.phase == task.phase]
    opening = next(other for other in of_phase if other.state is TaskState.PLANNED)
    if task is not opening:
        yield Reason.NEXT
    elif any(other.state is TaskState.DONE for other in of_phase):
        yield Reason.PHASE_BEGUN
    else:
        yield Reason.FIRST_OF_PHASE
    if task.importance is not None:
        yield _BY_IMPORTANCE[task.importance]
