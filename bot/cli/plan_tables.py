"""A plan as tables: a bar a phase over the whole time, every task, and the hours week by week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.cli.tables import print_table
from bot.domain import Pathway, Plan, PlannedTask, TaskState

_WIDTH = 24  # characters of a bar
_WEEKS = 8  # that are shown; the others are in --json
_BUSY, _FREE = "█", "·"


def print_plan_tables(plan: Plan, pathway: Pathway) -> None:
    """Print the phases, the tasks and the next weeks of a plan."""
    print()
    print_table(("phase", "", "when", "hours", "name"), list(_phases(plan, pathway)))
    print()
    print_table(("task", "", "when", "hours", "what"), [_task(task) for task in plan.tasks])
    if plan.weeks:
        print()
        most = max(week.hours for week in plan.weeks) or 1
        rows = [
            (
                _short(week.starts_on),
                _filled(round(_WIDTH * sum(week.tasks.values()) / most)),
                f"{sum(week.tasks.values()):.3g} of {week.hours:.3g}",
                ", ".join(week.tasks),
            )
            for week in plan.weeks[:_WEEKS]
        ]
        print_table(("week of", "", "hours", "tasks"), rows)


def _phases(plan: Plan, pathway: Pathway) -> Iterator[tuple[str, ...]]:
    for phase in pathway.phases:
        tasks = [task for task in plan.tasks if task.phase == phase.position]
        days = [day for task in tasks for day in (task.starts_on, task.ends_on) if day]
        hours = f"{sum(task.hours for task in tasks):.3g}" if days else ""
        when = _span(min(days), max(days)) if days else ""
        yield str(phase.position), _bar(plan, days), when, hours, phase.name


def _task(task: PlannedTask) -> tuple[str, ...]:
    if task.starts_on is None or task.ends_on is None:
        return task.task.task_id, task.state.value, "", "", task.task.text
    state = "" if task.state is TaskState.PLANNED else task.state.value
    return task.task.task_id, state, _span(task.starts_on, task.ends_on), f"{task.hours:.3g}", task.task.text


def _bar(plan: Plan, days: list[date]) -> str:
    """Return where these days lie in the whole time of the plan."""
    if not days or plan.ends_on is None:
        return _FREE * _WIDTH
    whole = (plan.ends_on - plan.starts_on).days + 1
    start = _WIDTH * (min(days) - plan.starts_on).days // whole
    end = max(start + 1, round(_WIDTH * ((max(days) - plan.starts_on).days + 1) / whole))
    return _FREE * start + _BUSY * (end - start) + _FREE * (_WIDTH - end)


def _filled(width: int) -> str:
    return _BUSY * width + _FREE * (_WIDTH - width)


def _span(first: date, last: date) -> str:
    return _short(first) if first == last else f"{_short(first)} to {_short(last)}"


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
