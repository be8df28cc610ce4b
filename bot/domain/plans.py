"""The words of plans: what is done, what is known already, and what comes when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.pathways import Importance, Task


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task of the roadmap that a person has finished. `task_id` is unique in its pathway."""

    person_id: str
    pathway_id: str
    task_id: str
    done_at: datetime
    evidence_url: str | None = None


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """What a person says they know, and the skill of the pathway that it is. `score` is 0 to 1."""

    said: str
    skill: str | None  # the name in skills_to_learn or transferable_skills; None: the pathway has none such
    score: float
    to_learn: bool = False  # one of skills_to_learn, whose weeks it saves
    in_part: bool = False  # only a part of the skill was named: "Python" of "Python for AI/ML"


@dataclass(frozen=True, slots=True)
class Matches:
    """What the matcher hands to the planner: it reads meaning, the planner only counts.

    `task_skills` says which skill to learn a task serves, by task id; a task that serves none is missing.
    """

    skills: tuple[SkillMatch, ...] = ()
    task_skills: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        """The skills to learn that the person has already."""
        return frozenset(match.skill for match in self.skills if match.to_learn and match.skill)


class TaskState(StrEnum):
    """Every task of a roadmap is in one of these."""

    DONE = "done"
    KNOWN = "known"  # it serves a skill that the person has
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task of the roadmap as it stands for one person; dates and hours only where it is still planned."""

    task: Task
    phase: int  # its phase's position, from 1
    state: TaskState
    hours: float = 0.0
    importance: Importance | None = None  # of the skill that it serves
    skill: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """What one week holds: hours by task id, never more than the person has in it."""

    starts_on: date  # a Monday, or the day the plan begins
    hours: float  # that are available
    tasks: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """A dated plan. `ends_on` is None where nothing is left to do."""

    pathway_id: str
    made_on: date
    starts_on: date
    hours_per_week: float
    assumed_hours: bool  # the person named none: these are the pathway's
    tasks: tuple[PlannedTask, ...]  # all of the roadmap, in the order they are done
    weeks: tuple[PlannedWeek, ...]
    ends_on: date | None
    hours_left: float
    hours_saved: float  # by what is known already
