"""Says every utterance to a coach: each by a person of their own, at its own time, all in one store."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.commitments import CommitmentService, Draft
from bot.domain import Composer, Message, Person, Reply
from bot.errors import CoachError
from bot.store import Store
from bot.store.ids import new_id

from ..metrics import FAILED
from ..run import Replies
from .cases import Utterance
from .metrics import Ledger, Outcome

_EARLIER = timedelta(days=1)  # so long before the message, and before it was due, a commitment was made


class SetClock:
    """A clock that stands where it was set."""

    def __init__(self) -> None:
        self._at = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        """Let it be `at`, which is aware."""
        self._at = at.astimezone(UTC)


@dataclass(frozen=True)
class Stage:
    """A coach, and what it works with: both look at the one clock."""

    coach: Replies
    store: Store
    clock: SetClock

    @property
    def commitments(self) -> CommitmentService:
        """Commitments by the stage's clock."""
        return CommitmentService(self.store, self.clock)


def act_out(stage: Stage, cases: Iterable[Utterance]) -> Iterator[Outcome]:
    """Yield what came of every case, in order."""
    for case in cases:
        yield _act_out(stage, case)


def _act_out(stage: Stage, case: Utterance) -> Outcome:
    person_id = new_id()
    stage.store.save_person(Person(person_id, timezone=case.timezone))
    ledger, started_s = Ledger(), time.perf_counter()
    try:
        _promise_before(stage, case, person_id)
        stage.clock.set(case.now)
        thread_id = None
        for text in case.history:
            thread_id = stage.coach.reply(_message(person_id, text, thread_id)).thread_id
        ledger, started_s = _ledger(stage.store, person_id), time.perf_counter()
        reply = stage.coach.reply(_message(person_id, case.text, thread_id))
    except CoachError as error:  # what cannot be answered is a wrong reply, not the end of the run
        reply = Reply(text=f"{type(error).__name__}: {error}", action=FAILED)
    elapsed_ms = 1000 * (time.perf_counter() - started_s)
    return Outcome(case, reply, ledger, _ledger(stage.store, person_id), elapsed_ms=elapsed_ms)


def _promise_before(stage: Stage, case: Utterance, person_id: str) -> None:
    """Make the commitments of the setup, on a day on which none of them was due yet."""
    if not case.setup:
        return
    zone = ZoneInfo(case.timezone)
    first_due = datetime.combine(min(each.due_on for each in case.setup), datetime.min.time(), zone)
    stage.clock.set(min(case.now, first_due) - _EARLIER)
    drafts = [Draft(each.text, due_on=each.due_on, due_time=each.due_time) for each in case.setup]
    proposals = stage.commitments.propose(person_id, drafts)
    stage.commitments.confirm(person_id, [each.commitment_id for each in proposals])


def _ledger(store: Store, person_id: str) -> Ledger:
    commitments = {each.commitment_id: each for each in store.commitments.find(person_id)}
    return Ledger(commitments, tuple(store.history.changes(person_id)))


def _message(person_id: str, text: str, thread_id: str | None) -> Message:
    return Message(text=text, person_id=person_id, thread_id=thread_id, composer=Composer.EXTRACTIVE)
