"""For the tests of reminders: a channel that remembers, a clock that can be set, someone in Oslo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commitments import CommitmentService, Draft
from bot.domain import CheckIn, Commitment, Person, Recurrence
from bot.errors import StorageError
from bot.prompts import bundled_prompts
from bot.reminders import Courier
from bot.store import Store

OSLO = ZoneInfo("Europe/Oslo")
ADA = "ada"


class SetClock:
    """Says `now` until it is set to something else."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class RecordingSender:
    """Remembers what it sent. It can be made to fail, to die before or after sending, and to forget."""

    channel = "recording"

    def __init__(self, *, readable: bool = True) -> None:
        self.sent: list[CheckIn] = []
        self.readable = readable
        self.fails: Callable[[CheckIn], bool] = lambda check_in: False
        self.before: Callable[[CheckIn], None] = lambda check_in: None
        self.after: Callable[[CheckIn], None] = lambda check_in: None
        self.unreachable: set[str] = set()

    def reaches(self, person: Person) -> bool:
        return person.person_id not in self.unreachable

    def send(self, check_in: CheckIn) -> None:
        self.before(check_in)
        if self.fails(check_in):
            raise StorageError("The channel is closed. Try again later.")
        self.sent.append(check_in)
        self.after(check_in)

    def was_sent(self, message_id: str, person: Person) -> bool | None:
        return any(each.message_id == message_id for each in self.sent) if self.readable else None

    @property
    def texts(self) -> list[str]:
        return [check_in.text for check_in in self.sent]


@pytest.fixture
def clock() -> SetClock:
    """Monday, 2 March 2026, nine in the morning in Oslo."""
    return SetClock(datetime(2026, 3, 2, 9, tzinfo=OSLO))


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=clock) as opened:
        opened.save_person(Person(ADA, timezone="Europe/Oslo"))
        yield opened


@pytest.fixture
def service(store: Store, clock: SetClock) -> CommitmentService:
    return CommitmentService(store, clock)


@pytest.fixture
def sender() -> RecordingSender:
    return RecordingSender()


@pytest.fixture
def courier_of(store: Store, clock: SetClock) -> Callable[..., Courier]:
    """`courier_of(sender, …)`: another one each time, as another process has."""

    def make(*senders: RecordingSender, **options: object) -> Courier:
        return Courier(store, senders, clock, prompts=bundled_prompts(), lease_s=60, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def courier(courier_of: Callable[..., Courier], sender: RecordingSender) -> Courier:
    return courier_of(sender)


@pytest.fixture
def promise(service: CommitmentService) -> Callable[..., Commitment]:
    """`promise("read", date(2026, 3, 6), time(18), rule="FREQ=WEEKLY")` proposes, confirms and returns it."""

    def keep(
        text: str,
        due_on: date,
        due_time: time | None = None,
        *,
        rule: str | None = None,
        if_then: str | None = None,
        person_id: str = ADA,
    ) -> Commitment:
        recurrence = Recurrence(rule) if rule else None
        draft = Draft(text, due_on, due_time, recurrence, if_then)
        (proposal,) = service.propose(person_id, [draft])
        (kept,) = service.confirm(person_id, [proposal.commitment_id]).changed
        return kept

    return keep
