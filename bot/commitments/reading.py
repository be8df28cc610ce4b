"""Reading a person's commitments, on their clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, time, tzinfo

from bot.clock import Clock
from bot.commitments.acts import Act
from bot.commitments.due import overdue
from bot.commitments.finding import Found, find_by_id, find_by_words
from bot.commitments.review import Review, Week, is_off, review, week_before, week_of
from bot.commitments.schedule import deliveries_for
from bot.dates import to_utc, zone_of
from bot.domain import Change, Commitment, CommitmentStatus, DeliveryKind, Person
from bot.store import Store
from bot.store.ids import new_id

_TUESDAY = 1
_LONGEST_BREAK_WEEKS = 12


class CommitmentReader:
    """Safe to share between threads and processes. Another person's commitments are unknown ones."""

    def __init__(self, store: Store, clock: Clock, *, local_zone: tzinfo | None = None) -> None:
        """`local_zone` is that of people who named none; None: the machine's."""
        self._store = store
        self._clock = clock
        self._local_zone = local_zone

    def zone(self, person: Person) -> tzinfo:
        """Return the zone of a person's wall clock."""
        named = person.timezone is not None or self._local_zone is None
        return zone_of(person.timezone) if named else self._local_zone or UTC

    def zone_of(self, person_id: str) -> tzinfo:
        """Return the zone of the wall clock of the person with this id."""
        return self._act(person_id).zone

    def now(self, person_id: str) -> datetime:
        """Return what a person's clock shows."""
        return self._act(person_id).now

    def get(self, person_id: str, commitment_id: str) -> Commitment:
        """Return one. Raises UnknownCommitment."""
        return self._store.commitments.get(person_id, commitment_id)

    def open(self, person_id: str) -> list[Commitment]:
        """Return what a person has promised and not closed, the soonest due first."""
        return self._store.commitments.open(person_id)

    def overdue(self, person_id: str) -> list[Commitment]:
        """Return what was due and is still open, oldest first."""
        return overdue(self.open(person_id), self.now(person_id))

    def proposals(self, person_id: str, *, thread_id: str | None = None) -> list[Commitment]:
        """Return what was proposed, in one thread or in any, and neither confirmed nor declined."""
        found = self._store.commitments.find(person_id, statuses=(CommitmentStatus.PROPOSED,))
        return [each for each in found if thread_id in (None, each.thread_id)]

    def identify(self, person_id: str, given: str) -> Commitment:
        """Return the one whose id is `given`, or begins or ends so. Raises UnknownCommitment."""
        return find_by_id(self._store.commitments.find(person_id), given)

    def find(
        self, person_id: str, words: str, *, statuses: Collection[CommitmentStatus] = (CommitmentStatus.OPEN,)
    ) -> Found:
        """Return those that a person may mean by `words`, such as "the email one", likeliest first."""
        candidates = self._store.commitments.find(person_id, statuses=statuses)
        return find_by_words(words, candidates, self.now(person_id))

    def history(self, person_id: str, commitment_id: str) -> list[Change]:
        """Return all that happened to one, oldest first."""
        return self._store.history.changes(person_id, subject="commitment", subject_id=commitment_id)

    def review(self, person_id: str, week: Week | None = None) -> Review:
        """Return what became of a week: without one, until Tuesday of the last one, then of this one."""
        act = self._act(person_id)
        if week is None and act.now.weekday() <= _TUESDAY:
            return self.last_review(person_id)
        week = week or week_of(act.now.date())
        return review(
            self._store.commitments.find(person_id),
            self._store.history.changes(
                person_id, subject="commitment", since=to_utc(week[0], time(), act.zone)
            ),
            act.person,
            zone=act.zone,
            week=week,
        )

    def last_review(self, person_id: str) -> Review:
        """Return what became of the last week; after holidays without anything, of the week before them."""
        act = self._act(person_id)
        week = week_before(act.now.date())
        found = last = self.review(person_id, week)
        for _ in range(_LONGEST_BREAK_WEEKS):
            if found.total or not is_off(week, act.person):
                return found
            week = week_before(week[0])
            found = self.review(person_id, week)
        return last

    def remind_at(self, commitment: Commitment) -> datetime | None:
        """Return when the next reminder of one comes, on the person's clock; None for none."""
        act = self._act(commitment.person_id)
        for each in deliveries_for(commitment, act.person, act.zone, act.now):
            if each.kind is DeliveryKind.REMINDER:
                return each.due_at.astimezone(act.zone)
        return None

    def _act(self, person_id: str) -> Act:
        person = self._store.person(person_id)
        zone = self.zone(person)
        return Act(person, zone, self._clock().astimezone(zone), new_id())
