"""Where one person stands on one pathway: all that a plan is made of, gathered once for one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.domain import Matches, Pathway, Person, Plan
from bot.errors import UnknownPathway
from bot.matching import Matcher
from bot.planning.deadline import DeadlineAnswer, Shift, Standing, by, standing, what_moves_it
from bot.planning.planner import make_plan
from bot.planning.progress import done_ids
from bot.store import Store


@dataclass(frozen=True)
class Situation:
    """A person on a pathway, with what they know and have done, on one day. `today` is in their timezone."""

    pathway: Pathway
    matches: Matches
    person: Person
    done: frozenset[str]
    today: date

    @cached_property
    def plan(self) -> Plan:
        """The plan as it stands. Raises BadQuestion where it would take a hundred years."""
        return make_plan(self.pathway, self.matches, self.person, self.done, self.today)

    def by(self, target: date) -> DeadlineAnswer:
        """Tell whether the plan ends by `target`."""
        return by(self.pathway, self.matches, self.person, self.done, self.today, target)

    def what_moves_it(self) -> tuple[Shift, ...]:
        """Return what more and fewer hours a week do to the end."""
        return what_moves_it(self.pathway, self.matches, self.person, self.done, self.today)

    def standing(self) -> Standing | None:
        """Return how the plan stands against that of the first day, where there is one."""
        return standing(self.pathway, self.matches, self.person, self.done, self.today)

    def with_done(self, *task_ids: str) -> Situation:
        """Return the situation in which these tasks are finished, too."""
        return replace(self, done=self.done | frozenset(task_ids))


def situation_of(
    store: Store, matcher: Matcher, pathway: Pathway, *, person: Person, today: date
) -> Situation:
    """Return where `person` stands on `pathway`, with what the store knows now."""
    return Situation(
        pathway,
        matcher.matches(person.known_skills, pathway),
        person,
        done_ids(store, person.person_id, pathway.pathway_id),
        today,
    )


def choose_pathway(
    indexed: Mapping[str, Pathway], person: Person, *, asked: str | None = None, configured: str | None = None
) -> Pathway:
    """Return the pathway to plan: the one asked for, the person's own, the configured one, or the only one.

    Raises UnknownPathway, with the ids that there are.
    """
    wanted = asked or person.pathway_id or configured
    if wanted is not None and wanted in indexed:
        return indexed[wanted]
    if wanted is None and len(indexed) == 1:
        return next(iter(indexed.values()))
    ids = ", ".join(sorted(indexed)) or "none"
    if wanted is None:
        raise UnknownPathway(f"Which pathway? Name one by --pathway ID; these are indexed: {ids}.")
    raise UnknownPathway(f"No pathway {wanted} is indexed. Name another by --pathway ID; there are: {ids}.")
