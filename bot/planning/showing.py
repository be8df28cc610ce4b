"""Plans as JSON, for other programs. Dates are ISO 8601, hours are numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.domain import Plan, PlannedTask
from bot.planning.deadline import DeadlineAnswer
from bot.planning.next_steps import NextStep


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as `plan --json` prints it."""
    return {
        "pathway_id": plan.pathway_id,
        "made_on": plan.made_on.isoformat(),
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": _day(plan.ends_on),
        "hours_per_week": plan.hours_per_week,
        "assumed_hours": plan.assumed_hours,
        "hours_left": _hours(plan.hours_left),
        "hours_saved": _hours(plan.hours_saved),
        "tasks": [task_json(task) for task in plan.tasks],
        "weeks": [
            {
                "starts_on": week.starts_on.isoformat(),
                "hours": _hours(week.hours),
                "tasks": {task_id: _hours(hours) for task_id, hours in week.tasks.items()},
            }
            for week in plan.weeks
        ],
    }


def task_json(task: PlannedTask) -> dict[str, Any]:
    """Return one task of a plan; hours and dates are those of a planned one."""
    return {
        "task_id": task.task.task_id,
        "text": task.task.text,
        "phase": task.phase,
        "state": task.state,
        "skill": task.skill,
        "importance": task.importance,
        "hours": _hours(task.hours),
        "starts_on": _day(task.starts_on),
        "ends_on": _day(task.ends_on),
    }


def step_json(step: NextStep) -> dict[str, Any]:
    """Return a next step: its task, the hours to spend on it now, and why."""
    return {**task_json(step.planned), "hours_now": _hours(step.hours), "reasons": list(step.reasons)}


def deadline_json(answer: DeadlineAnswer) -> dict[str, Any]:
    """Return the plan, the day that was asked for, and what it would take to be done by then."""
    return {
        **plan_json(answer.plan),
        "target": answer.target.isoformat(),
        "feasible": answer.feasible,
        "hours_needed": answer.hours_needed,
        "ends_on_then": _day(answer.ends_on_then),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _hours(hours: float) -> float:
    return round(hours, 2)
