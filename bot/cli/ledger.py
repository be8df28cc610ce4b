"""What the commands about commitments share: store, service, whose clock it is, how things are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

from bot.config import load_settings, prepare_home
from bot.errors import BadChange

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.commitments import CommitmentService
    from bot.commitments.telling import Teller
    from bot.dates import When
    from bot.domain import Commitment
    from bot.store import Store

WhoseOption = Annotated[
    str, typer.Option("--user", metavar="U", help="Whose commitments these are; everyone has their own.")
]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One person's commitments, opened for one command."""

    store: Store
    service: CommitmentService
    clock: Clock
    local_zone: tzinfo | None  # of people who named none; None: the machine's
    person_id: str
    as_json: bool

    @property
    def now(self) -> datetime:
        """What the person's clock shows."""
        return self.service.now(self.person_id)

    @property
    def teller(self) -> Teller:
        """Says what happened."""
        from bot.commitments.telling import Teller
        from bot.prompts import bundled_prompts

        return Teller(bundled_prompts(), self.now)

    def find(self, commitment_id: str) -> Commitment:
        """Return one by its id or a part of it. Raises UnknownCommitment."""
        return self.service.identify(self.person_id, commitment_id)

    def read_when(self, words: str) -> When:
        """Return the date that `words` are. Raises BadChange for a vague one, a past one, and for none."""
        from bot.dates import read_when

        return self.sure_of(read_when(words, self.now), words)

    def sure_of(self, when: When | None, words: str) -> When:
        """Return `when` if it says a day to come. Raises BadChange, with a date to say instead."""
        from bot.commitments.telling import suggest_date
        from bot.dates import say_day

        if when is not None and when.due_on is not None and not when.past:
            return when
        suggested = f"by {say_day(suggest_date(self.now))}"
        if when is None:
            raise BadChange(f"“{words}” does not say by when. Add a date, such as “{suggested}”.")
        if when.past:
            raise BadChange(f"“{when.text}” has passed. Name a later date, such as “{suggested}”.")
        raise BadChange(f"“{when.text}” is too vague to remind you. Name a date, such as “{suggested}”.")

    def show(self, commitments: tuple[Commitment, ...], said: str) -> None:
        """Print commitments as JSON, one a line; or what is `said` about them."""
        from bot.commitments.showing import commitment_json

        if not self.as_json:
            print(said)
            return
        for each in commitments:
            print(json.dumps(commitment_json(each, self.service.zone_of(self.person_id)), ensure_ascii=False))


@contextmanager
def open_ledger(user: str, *, as_json: bool = False) -> Iterator[Ledger]:
    """Open the store and the service over it. Raises CoachError."""
    from bot.clock import clock_of, local_zone
    from bot.commitments import CommitmentService
    from bot.store import Store

    settings = load_settings()
    prepare_home(settings.home)
    clock = clock_of(settings)
    zone = local_zone(settings)
    with Store.open(settings.store_url, clock=clock) as store:
        service = CommitmentService(store, clock, local_zone=zone)
        yield Ledger(store, service, clock, zone, store.resolve_terminal(user), as_json)
