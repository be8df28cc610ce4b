"""Who sits across the table: the services that coaching takes, and one person's turn with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.acts import ActReader
from bot.answering.finding import Finding, Statement
from bot.commitments import CommitmentService
from bot.commitments.telling import Teller
from bot.domain import (
    NO_OFFER,
    Commitment,
    DeliveryKind,
    Fact,
    Offer,
    Pathway,
    Pending,
    Person,
    Plan,
)
from bot.language import words
from bot.matching import Matcher
from bot.planning.situation import Situation, situation_of
from bot.profile import ProfileReader, ProfileService
from bot.prompts import Prompts
from bot.store import Store

_CHECK_IN_COUNTS = timedelta(hours=20)  # so long "done" answers a check-in that was sent


@dataclass(frozen=True)
class Desk:
    """What coaching takes. Made once; threads may share it."""

    store: Store
    prompts: Prompts
    acts: ActReader
    matcher: Matcher
    commitments: CommitmentService
    profiles: ProfileService
    profile_reader: ProfileReader

    def session(
        self,
        person_id: str,
        pathway: Pathway | None,
        *,
        pending: Pending | None = None,
        spoken_of: Sequence[str] = (),
        offer: Offer = NO_OFFER,
    ) -> Session:
        """Return a person's turn, now.

        `pending` is what the coach asked them last in this thread, `spoken_of` the ids of the commitments
        that it spoke of, in that order, `offer` what it named as things to do.
        """
        person = self.store.person(person_id)
        now = self.commitments.now(person_id)
        session = Session(self, person, now, pathway, pending, tuple(spoken_of), offer)
        return session if pending else replace(session, pending=session.asked_by_check_in())


@dataclass(frozen=True)
class Session:
    """One turn of one person. `now` is what their clock shows."""

    desk: Desk
    person: Person
    now: datetime
    pathway: Pathway | None
    pending: Pending | None = None
    spoken_of: tuple[str, ...] = ()
    offer: Offer = NO_OFFER

    @property
    def person_id(self) -> str:
        """Whose turn it is."""
        return self.person.person_id

    @property
    def prompts(self) -> Prompts:
        """The wording."""
        return self.desk.prompts

    @property
    def tell(self) -> Teller:
        """Says what is known of commitments."""
        return Teller(self.prompts, self.now)

    def renewed(self) -> Session:
        """Return the same turn with the person and the clock as the store has them now."""
        now = self.desk.commitments.now(self.person_id)
        return replace(self, person=self.desk.store.person(self.person_id), now=now)

    def mended(self, message: str) -> str:
        """Return a message with its spelling mended; the pathway and the promises are spelt right."""
        texts = [each.text for each in self.open_commitments()]
        if self.pathway:
            texts += [task.text for phase in self.pathway.phases for task in phase.tasks]
            texts += [skill.name for skill in self.pathway.skills_to_learn]
        names = frozenset(word for text in texts for word in words(text))
        return self.desk.acts.speller.mend(message, names=names)

    def say(self, name: str, /, **values: object) -> Statement:
        """Return a fixed sentence as a statement that rests on nothing but the store."""
        return Statement(self.prompts.say(name, **values), ())

    def open_commitments(self) -> list[Commitment]:
        """Return what the person has promised and not closed, the soonest due first."""
        return self.desk.commitments.open(self.person_id)

    def situation(self, pathway: Pathway) -> Situation:
        """Return where the person stands on a pathway, with what the store knows now."""
        return situation_of(
            self.desk.store, self.desk.matcher, pathway, person=self.person, today=self.now.date()
        )

    def plan(self, pathway: Pathway) -> Plan:
        """Return the plan as it stands now. Raises BadQuestion where it would outlive the person."""
        return self.situation(pathway).plan

    def has_begun(self) -> bool:
        """Tell whether anything is known of the person that makes a plan their own."""
        person = self.person
        told = (person.hours_per_week, person.started_on, person.known_skills or None)
        return any(each is not None for each in told) or bool(
            self.desk.store.progress.done_tasks(self.person_id)
        )

    def asked_by_check_in(self) -> Pending | None:
        """Return what the last check-in asked, while it may still be answered."""
        since = self.now - _CHECK_IN_COUNTS
        sent = self.desk.store.deliveries.sent(self.person_id, since=since)
        if not sent:
            return None
        message_id = sent[-1].message_id
        asked = [
            each.commitment_id
            for each in sent
            if each.message_id == message_id and each.kind is DeliveryKind.CHECK_IN and each.commitment_id
        ]
        still_open = {each.commitment_id for each in self.open_commitments()}
        ids = tuple(each for each in asked if each in still_open)
        return Pending("report", ids) if ids else None


def find(
    action: str,
    *said: Statement | str,
    commitments: Sequence[Commitment] = (),
    pending: Pending | None = None,
    understood: str = "",
) -> Finding:
    """Return a finding that says these, one after the other; empty texts are left out."""
    statements = tuple(Statement(each, ()) if isinstance(each, str) else each for each in said)
    return Finding(
        action,
        tuple(each for each in statements if each.text),
        commitments=tuple(commitments),
        pending=pending,
        understood=understood,
    )


def resting_on(text: str, fact: Fact | None) -> Statement:
    """Return a statement with the fact of a document that it rests on, if there is one."""
    return Statement(text, (fact,) if fact else ())
