"""The facts of a pathway that a plan rests on, so that what is said of it can be cited."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering.records import Kind, list_records
from bot.domain import Fact, Pathway, Plan, PlannedTask
from bot.prompts import Prompts


class RoadmapFacts:
    """Finds the main fact of a task, a phase or a skill. Raises KeyError for one that the pathway lacks."""

    def __init__(self, pathway: Pathway, prompts: Prompts) -> None:
        records = list_records(pathway, prompts)
        self.pathway = pathway
        self._by_id = {record.record_id: record.fact for record in records}
        skills = (Kind.TRANSFERABLE, Kind.SKILL)  # where a name is in both, the one to learn
        self._skills = {
            record.name: record.fact for kind in skills for record in records if record.kind is kind
        }

    def task(self, task: PlannedTask) -> Fact:
        """Return the fact that a phase has this task."""
        return self._by_id[f"task/{task.task.task_id}"]

    def phase(self, position: int) -> Fact:
        """Return the fact how long a phase takes."""
        return self._by_id[f"phase/{position}"]

    def skill(self, name: str) -> Fact:
        """Return what is said first of a skill, to be learnt or brought along."""
        return self._skills[name]

    def phases(self, tasks: Iterable[PlannedTask]) -> tuple[Fact, ...]:
        """Return the facts of the phases that these tasks are of: their hours come from there."""
        return tuple(self.phase(position) for position in sorted({task.phase for task in tasks}))

    def whole(self, plan: Plan) -> tuple[Fact, ...]:
        """Return the facts that the whole plan rests on."""
        return self.phases(plan.tasks)
