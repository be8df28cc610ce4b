"""How a person stands: their plan, their next steps, their progress and what they have promised."""

from __future__ import annotations

import logging

from bot.channels.slack.surfaces.home import HomeState
from bot.channels.slack.surfaces.progress import progress_of
from bot.coaching import Desk
from bot.domain import Pathway, Person
from bot.errors import BadQuestion, UnknownPathway
from bot.index.reader import Index
from bot.planning import next_steps
from bot.planning.situation import choose_pathway

_log = logging.getLogger(__name__)


class Standing:
    """Gathered from what is kept, anew each time."""

    def __init__(self, desk: Desk, index: Index, *, pathway_id: str | None = None) -> None:
        """`pathway_id` is that of people who chose none."""
        self._desk, self._index, self._pathway_id = desk, index, pathway_id

    def of(self, person_id: str) -> HomeState:
        """Return what a person's Home shows. Raises CoachError."""
        person = self._desk.store.person(person_id)
        pathway = self._pathway(person)
        session = self._desk.session(person_id, pathway)
        commitments = tuple(session.open_commitments())
        if pathway is None:
            return HomeState(person, session.now, commitments=commitments)
        try:
            plan = session.plan(pathway)
        except BadQuestion as error:  # it would outlive the person
            _log.info("A Home goes without a plan: %s", error)
            return HomeState(person, session.now, pathway.title, commitments=commitments)
        return HomeState(
            person,
            session.now,
            pathway.title,
            plan,
            tuple(next_steps(plan)),
            progress_of(plan, pathway),
            commitments,
        )

    def _pathway(self, person: Person) -> Pathway | None:
        try:
            return choose_pathway(self._index.pathways, person, configured=self._pathway_id)
        except UnknownPathway:
            return None
