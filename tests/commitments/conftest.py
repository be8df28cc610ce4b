"""For the tests of commitments: a clock that can be set, a store, the service, someone in Oslo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commitments import CommitmentService, Draft
from bot.domain import Commitment, CommitmentStatus, Person, Recurrence
from bot.store import Store

OSLO = ZoneInfo("Europe/Oslo")
ADA = "ada"


class SetClock:
    """Says `now` until it is set to something else."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


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
def promise(service: CommitmentService) -> Callable[..., Commitment]:
    """`promise("read", date(2026, 3, 6), time(18), rule="FREQ=WEEKLY")` proposes, confirms and returns it."""

    def keep(
        text: str,
        due_on: date | None = None,
        due_time: time | None = None,
        *,
        rule: str | None = None,
        counted_from: str = "due",
        **more: object,
    ) -> Commitment:
        recurrence = Recurrence(rule, counted_from) if rule else None  # type: ignore[arg-type]
        draft = Draft(text, due_on, due_time, recurrence, **more)  # type: ignore[arg-type]
        (proposal,) = service.propose(ADA, [draft])
        (kept,) = service.confirm(ADA, [proposal.commitment_id]).changed
        return kept

    return keep


@pytest.fixture
def opened() -> Callable[..., Commitment]:
    """`opened(due_on=…, due_time=…)`: an open commitment that is in no store."""

    def make(**fields: object) -> Commitment:
        return Commitment(
            **{  # type: ignore[arg-type]
                "commitment_id": "c1",
                "person_id": ADA,
                "text": "read",
                "due_on": date(2026, 3, 6),
                "status": CommitmentStatus.OPEN,
                **fields,
            }
        )

    return make
