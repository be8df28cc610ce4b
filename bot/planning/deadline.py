""" "Can I be done by September?", and what moves the day on which a plan ends. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from bot.domain import EVERY_DAY, Matches, Pathway, Person, Plan
from bot.planning.planner import make_plan
from bot.planning.weeks import working_days_between

MOST_HOURS = 60.0  # a week; whoever needs more is told that it is too late
_STEP = 0.5  # hours a week are given in halves


@dataclass(frozen=True, slots=True)
class DeadlineAnswer:
    """Whether a plan ends by `target`, and what it would take.

    `hours_needed` a week is the least, in half hours, that ends by then, on `ends_on_then`; None where
    no pace of up to MOST_HOURS does. `plan` is the plan as it stands.
    """

    target: date
    plan: Plan
    feasible: bool
    hours_needed: float | None
    ends_on_then: date | None

    @property
    def ends_on(self) -> date | None:
        """When the plan ends as it stands; None where nothing is left."""
        return self.plan.ends_on


@dataclass(frozen=True, slots=True)
class Shift:
    """What another number of hours a week does to the end. `days` is negative where it comes earlier."""

    hours_per_week: float
    ends_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands against the one that was made on the first day: behind where `days` is positive."""

    began_on: date
    first_end: date
    ends_on: date
    days: int


def by(
    pathway: Pathway, matches: Matches, person: Person, done: Collection[str], today: date, target: date
) -> DeadlineAnswer:
    """Tell whether the plan ends by `target`, that day included."""
    plan = make_plan(pathway, matches, person, done, today)
    if plan.ends_on is None:
        return DeadlineAnswer(target, plan, feasible=True, hours_needed=None, ends_on_then=None)
    feasible = plan.ends_on <= target
    days = working_days_between(person, plan.starts_on, target) if target >= plan.starts_on else 0
    if not days:
        return DeadlineAnswer(target, plan, feasible=False, hours_needed=None, ends_on_then=None)
    weekdays = len(set(person.working_days) or set(EVERY_DAY))
    needed = max(_STEP, ceil(plan.hours_left * weekdays / days / _STEP) * _STEP)
    while needed <= MOST_HOURS:
        faster = make_plan(pathway, matches, replace(person, hours_per_week=needed), done, today)
        if faster.ends_on is not None and faster.ends_on <= target:
            return DeadlineAnswer(target, plan, feasible, needed, faster.ends_on)
        needed += _STEP
    return DeadlineAnswer(target, plan, feasible, None, None)


def what_moves_it(
    pathway: Pathway,
    matches: Matches,
    person: Person,
    done: Collection[str],
    today: date,
    *,
    hours: float = 2.0,
) -> tuple[Shift, ...]:
    """Return what `hours` more and less a week do to the end; nothing where nothing is left to do."""
    plan = make_plan(pathway, matches, person, done, today)
    if plan.ends_on is None:
        return ()
    shifts = []
    for other in (plan.hours_per_week + hours, plan.hours_per_week - hours):
        if 0 < other <= MOST_HOURS:
            moved = make_plan(pathway, matches, replace(person, hours_per_week=other), done, today).ends_on
            if moved is not None:
                shifts.append(Shift(other, moved, (moved - plan.ends_on).days))
    return tuple(shifts)


def standing(
    pathway: Pathway, matches: Matches, person: Person, done: Collection[str], today: date
) -> Standing | None:
    """Return how the plan stands against that of the day on which the person started, with today's knowledge.

    None where no start is known or still to come, or where nothing is left to do.
    """
    if person.started_on is None or person.started_on > today:
        return None
    first = make_plan(pathway, matches, person, (), person.started_on).ends_on
    now = make_plan(pathway, matches, person, done, today).ends_on
    if first is None or now is None:
        return None
    return Standing(person.started_on, first, now, (now - first).days)
