"""How far a roadmap is done, by phase, as bars of text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.slack.surfaces.text import quoted
from bot.domain import Pathway, Plan, TaskState
from bot.prompts import Prompts

_CELLS = 10
_NAME = 80  # characters
_FULL, _EMPTY = "▰", "▱"


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """A phase of a roadmap: how many of its tasks are done, or known already."""

    position: int
    name: str
    done: int
    total: int


def progress_of(plan: Plan, pathway: Pathway) -> tuple[PhaseProgress, ...]:
    """Return how far each phase of a plan is done, in the roadmap's order."""
    return tuple(
        PhaseProgress(
            phase.position,
            phase.name,
            sum(task.phase == phase.position and task.state is not TaskState.PLANNED for task in plan.tasks),
            sum(task.phase == phase.position for task in plan.tasks),
        )
        for phase in pathway.phases
    )


def phase_lines(phases: Sequence[PhaseProgress], prompts: Prompts) -> list[str]:
    """Return each phase as a bar, how much of it is done, and its name; a phase without tasks has none."""
    return [
        prompts.say(
            "slack_phase",
            bar=_bar(phase),
            position=phase.position,
            name=quoted(phase.name, _NAME),
            done=phase.done,
            total=phase.total,
        )
        for phase in phases
        if phase.total
    ]


def _bar(phase: PhaseProgress) -> str:
    """Return a bar that is full only when all is done, and empty only when nothing is."""
    cells = phase.done * _CELLS // phase.total
    cells = max(cells, 1) if phase.done else 0
    return _FULL * cells + _EMPTY * (_CELLS - cells)
