"""For the tests of coaching: a desk over a real store, a clock that can be set, one person in Oslo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.acts import ActReader
from bot.answering.finding import Finding
from bot.bundled import bundled_folder
from bot.coaching import Desk, Session
from bot.commitments import CommitmentService, Draft
from bot.domain import Commitment, Pathway, Pending, Person
from bot.embedding import MiniLMEmbedder
from bot.matching import Matcher
from bot.profile import ProfileReader, ProfileService
from bot.prompts import bundled_prompts
from bot.store import Store
from tests.answering.conftest import pathway_of

ADA = "ada"
OSLO = ZoneInfo("Europe/Oslo")
EDGE = pathway_of(
    (Path(bundled_folder("knowledge")) / "backend-developer-to-edge-ai-engineer.md").read_text(
        encoding="utf-8"
    ),
    "backend-developer-to-edge-ai-engineer.md",
)
Sit = Callable[..., Session]
Keep = Callable[..., Commitment]


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


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher(MiniLMEmbedder())


@pytest.fixture
def desk(store: Store, clock: SetClock, act_reader: ActReader, matcher: Matcher) -> Desk:
    prompts, commitments = bundled_prompts(), CommitmentService(store, clock)
    return Desk(
        store,
        prompts,
        act_reader,
        matcher,
        commitments,
        ProfileService(store, clock, on_schedule_change=commitments.reschedule),
        ProfileReader(prompts.telling_patterns),
    )


@pytest.fixture
def sit(desk: Desk) -> Sit:
    """`sit()`: the person's turn, now, on the bundled pathway; `sit(pathway=None)` on none."""

    def down(
        pending: Pending | None = None, *, pathway: Pathway | None = EDGE, spoken_of: Sequence[str] = ()
    ) -> Session:
        return desk.session(ADA, pathway, pending=pending, spoken_of=spoken_of)

    return down


@pytest.fixture
def keep(desk: Desk) -> Keep:
    """`keep("email Ana", date(2026, 3, 6))` opens a commitment and returns it."""

    def open_one(
        text: str, due_on: date | None = None, due_time: time | None = None, **more: Any
    ) -> Commitment:
        (proposal,) = desk.commitments.propose(ADA, [Draft(text, due_on, due_time, **more)])
        (kept,) = desk.commitments.confirm(ADA, [proposal.commitment_id]).changed
        return kept

    return open_one


def said(finding: Finding) -> str:
    """Return all that a finding says."""
    return "\n".join(line for each in finding.statements for line in (each.text, *each.items))
