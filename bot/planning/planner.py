"""The planner: a pathway, what is known and done, a person's hours and today give a dated plan. Pure.

There is nothing overdue in it: it is made anew from today whenever it is asked for, so that whoever has
fallen behind gets later dates and not a pile of tasks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from bot.domain import (
    Importance,
    Matches,
    Pathway,
    Person,
    Plan,
    PlannedTask,
    PlannedWeek,
    TaskState,
)
from bot.planning.weeks import WorkingWeek, working_weeks

_RANK: dict[Importance | None, int] = {
    importance: rank
    for rank, importance in enumerate((*Importance, None))  # most important first
}


def make_plan(pathway: Pathway, matches: Matches, person: Person, done: Collection[str], today: date) -> Plan:
    """Return the plan from `today` on, or from the day on which the person starts where that is later.

    `done` are the ids of finished tasks. A phase's hours are its weeks times the pathway's hours a week, and
    its tasks share them equally: the document does not say which of them is longer. Raises BadQuestion where
    the plan would outlive the person, ValueError for hours a week that are not positive.
    """
    weekly = person.hours_per_week if person.hours_per_week is not None else pathway.hours_per_week
    if weekly <= 0:
        raise ValueError(f"nobody can plan with {weekly} hours a week")
    ordered = list(_ordered(pathway, matches, done))
    hours = task_hours(pathway)
    weeks = working_weeks(person, max(today, person.started_on or today), Fraction(weekly))
    schedule = _Schedule(weeks)
    tasks = tuple(
        schedule.place(task, hours[task.task.task_id]) if task.state is TaskState.PLANNED else task
        for task in ordered
    )
    planned = [task for task in tasks if task.state is TaskState.PLANNED]
    return Plan(
        pathway_id=pathway.pathway_id,
        made_on=today,
        starts_on=schedule.starts_on,
        hours_per_week=float(weekly),
        assumed_hours=person.hours_per_week is None,
        tasks=tasks,
        weeks=schedule.planned_weeks(),
        ends_on=planned[-1].ends_on if planned else None,
        hours_left=float(sum((hours[task.task.task_id] for task in planned), Fraction())),
        hours_saved=float(
            sum((hours[task.task.task_id] for task in tasks if task.state is TaskState.KNOWN), Fraction())
        ),
    )


def task_hours(pathway: Pathway) -> dict[str, Fraction]:
    """Return the hours of each task, by its id, whoever does it: its share of its phase."""
    return {
        task.task_id: Fraction(phase.weeks * pathway.hours_per_week, len(phase.tasks))
        for phase in pathway.phases
        for task in phase.tasks
    }


def _ordered(pathway: Pathway, matches: Matches, done: Collection[str]) -> Iterator[PlannedTask]:
    """Yield all tasks in the order in which they are done, with their state; no dates yet.

    The order of the phases holds. Inside one it is free, so what is critical comes first, and what serves no
    rated skill last.
    """
    importances = {skill.name: skill.importance for skill in pathway.skills_to_learn}
    known = matches.known
    for phase in sorted(pathway.phases, key=lambda phase: phase.position):
        of_phase = []
        for task in phase.tasks:
            skill = matches.task_skills.get(task.task_id)
            if task.task_id in done:
                state = TaskState.DONE
            else:
                state = TaskState.KNOWN if skill in known else TaskState.PLANNED
            importance = importances.get(skill) if skill else None
            of_phase.append(PlannedTask(task, phase.position, state, importance=importance, skill=skill))
        yield from sorted(of_phase, key=lambda task: _RANK[task.importance])


@dataclass(slots=True)
class _Filled:
    """A week and what is in it already."""

    week: WorkingWeek
    used: Fraction
    tasks: dict[str, Fraction]


class _Schedule:
    """Places tasks one after another into working weeks."""

    def __init__(self, weeks: Iterator[WorkingWeek]) -> None:
        self._weeks = weeks
        self._filled: list[_Filled] = []
        first = self._open_week()
        while not first.week.days:
            self._filled.clear()  # what is left of this week has no working day: the plan begins later
            first = self._open_week()
        self.starts_on = first.week.days[0]

    def place(self, task: PlannedTask, hours: Fraction) -> PlannedTask:
        """Return `task` with its hours and dates, as early as the tasks before it allow."""
        filled = self._room()
        starts_on = ends_on = filled.week.day_of(filled.used)
        left = hours
        while left > 0:
            filled = self._room()
            taken = min(left, filled.week.hours - filled.used)
            filled.used += taken
            filled.tasks[task.task.task_id] = taken
            left -= taken
            ends_on = filled.week.day_until(filled.used)
        return replace(task, hours=float(hours), starts_on=starts_on, ends_on=max(starts_on, ends_on))

    def planned_weeks(self) -> tuple[PlannedWeek, ...]:
        """Return the weeks up to the last that has a task; one that is all holiday has no hours."""
        last = max((at for at, filled in enumerate(self._filled) if filled.tasks), default=-1)
        return tuple(
            PlannedWeek(
                filled.week.starts_on,
                float(filled.week.hours),
                {task_id: float(taken) for task_id, taken in filled.tasks.items()},
            )
            for filled in self._filled[: last + 1]
        )

    def _room(self) -> _Filled:
        """Return the week in which the next hour is, opening further ones as needed."""
        filled = self._filled[-1]
        while filled.used >= filled.week.hours:
            filled = self._open_week()
        return filled

    def _open_week(self) -> _Filled:
        self._filled.append(_Filled(next(self._weeks), Fraction(), {}))
        return self._filled[-1]
