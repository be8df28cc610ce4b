"""Cases, a coach that does what a test tells it to, and what it may be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from bot.commitments import CommitmentService, Draft
from bot.domain import Commitment, CommitmentStatus, Message, Reply
from eval.acting.cases import Utterance

Act = Callable[[CommitmentService, str], Sequence[Commitment]]
NOW = datetime.fromisoformat("2026-03-02T09:00:00+01:00")
FRIDAY = date(2026, 3, 6)
FRIDAY_EVENING = datetime.fromisoformat("2026-03-06T23:59:59+01:00")


class ActingCoach:
    """Answers every message by a table of action and act; the acts return the commitments of the reply."""

    def __init__(
        self, script: dict[str, tuple[str, Act | Exception]], commitments: CommitmentService
    ) -> None:
        self.script = script
        self.commitments = commitments
        self.heard: list[tuple[Message, datetime]] = []

    def reply(self, message: Message) -> Reply:
        self.heard.append((message, self.commitments.now(message.person_id)))
        action, act = self.script[message.text]
        if isinstance(act, Exception):
            raise act
        changed = act(self.commitments, message.person_id)
        return Reply(
            "So be it.",
            action,
            commitments=tuple(changed),
            thread_id=message.thread_id or f"thread {len(self.heard)}",
        )


def utterance(*actions: str, **values: Any) -> Utterance:
    """Return a case; what is not given does not matter."""
    given = {
        "case_id": "w1",
        "kind": "plain",
        "text": "say",
        "now": NOW,
        "timezone": "Europe/Oslo",
        "actions": actions,
    }
    return Utterance(**(given | values))


def nothing(service: CommitmentService, person_id: str) -> Sequence[Commitment]:
    """Change nothing."""
    return ()


def proposes(*due_on: date | None, at: time | None = None) -> Act:
    """Return what proposes something for each of the days."""

    def act(service: CommitmentService, person_id: str) -> Sequence[Commitment]:
        return service.propose(person_id, [Draft("email two people", day, at) for day in due_on])

    return act


def confirms(service: CommitmentService, person_id: str) -> Sequence[Commitment]:
    """Save all that is proposed."""
    proposals = service.proposals(person_id)
    return service.confirm(person_id, [each.commitment_id for each in proposals]).changed


def closes(*outcomes: CommitmentStatus) -> Act:
    """Return what closes the open commitments, the soonest due first, with these outcomes."""

    def act(service: CommitmentService, person_id: str) -> Sequence[Commitment]:
        pairs = list(zip(service.open(person_id), outcomes, strict=False))
        return [
            closed
            for each, outcome in pairs
            for closed in service.close(person_id, each.commitment_id, outcome).changed
        ]

    return act


def both(first: Act, second: Act) -> Act:
    """Return what does one and then the other."""
    return lambda service, person_id: [*first(service, person_id), *second(service, person_id)]
