"""Profiles: read, changed with an entry in the history, and joined with another's by a code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.clock import Clock
from bot.dates import zone_of
from bot.domain import Change, ChangeKind, LinkCode, Person
from bot.errors import StaleChange
from bot.profile.update import ProfileUpdate, apply_update, changed_fields, times_messages
from bot.store import Store
from bot.store.ids import new_id

_TRIES = 5  # where others change the same profile at the same time


class ProfileService:
    """Safe to share between threads and processes.

    `on_schedule_change` is called with a person's id when it may have changed when they are written to, after
    the change is kept. It is called for an update that changes nothing, too: whoever repeats an act that was
    killed half-way gets all of it.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        on_schedule_change: Callable[[str], None] = lambda person_id: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._on_schedule_change = on_schedule_change

    def get(self, person_id: str) -> Person:
        """Return what is known of a person; of a stranger that is nothing but the id."""
        return self._store.person(person_id)

    def update(self, person_id: str, update: ProfileUpdate) -> Person:
        """Change a profile, so that `undo` can take it back, and return it.

        Raises ProfileError, and keeps nothing, where a value cannot be so or is none of our business.
        """
        for remaining in reversed(range(_TRIES)):
            before = self.get(person_id)
            after = apply_update(before, update, today=self._today(before))
            try:
                self._keep(before, after)
                break
            except StaleChange:  # somebody else was first: what was asked for is done to what is there now
                if not remaining:
                    raise
        if times_messages(update):
            self._on_schedule_change(person_id)
        return after

    def create_link_code(self, person_id: str) -> LinkCode:
        """Make a code that joins this person with whoever redeems it; the one before no longer works."""
        return self._store.create_link_code(person_id, now=self._clock())

    def redeem_link_code(self, code: str, person_id: str) -> Person:
        """Make `person_id` one with the person who made `code`; return that person. Raises LinkRefused."""
        joined = self._store.redeem_link_code(code, person_id=person_id, now=self._clock())
        self._on_schedule_change(joined.person_id)
        return joined

    def _keep(self, before: Person, after: Person) -> None:
        names = changed_fields(before, after)
        if not names:
            return
        kind, subject_id = ChangeKind.CHANGED, before.person_id
        change = Change(
            new_id(), new_id(), subject_id, "profile", subject_id, kind, self._clock(), before, after
        )
        self._store.history.record([change])

    def _today(self, person: Person) -> date:
        return self._clock().astimezone(zone_of(person.timezone)).date()
