"""A check-in that was sent is answered in the conversation, in whatever thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.coach import Coach
from bot.domain import CheckIn, Commitment, CommitmentStatus, Message, Person
from bot.prompts import bundled_prompts
from bot.reminders import Courier

pytestmark = pytest.mark.real_model

PROMISED = datetime(2026, 3, 2, 8, tzinfo=UTC)
NEXT_WEEK = datetime(2026, 3, 9, 10, tzinfo=UTC)


class Clock:
    """Says what it was set to."""

    def __init__(self) -> None:
        self.now = PROMISED

    def __call__(self) -> datetime:
        return self.now


class Mailbox:
    """A channel that keeps what was sent."""

    channel = "terminal"

    def __init__(self) -> None:
        self.sent: list[CheckIn] = []

    def reaches(self, person: Person) -> bool:
        return True

    def send(self, check_in: CheckIn) -> None:
        self.sent.append(check_in)

    def was_sent(self, message_id: str, person: Person) -> bool | None:
        return None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def coach(make_coach: Callable[..., Coach], clock: Clock) -> Coach:
    """Somebody has promised to email two people by Friday."""
    coach = make_coach(clock=clock)
    asked = coach.reply(Message("I'll email two people by Friday"))
    coach.reply(Message("yes", thread_id=asked.thread_id))
    return coach


@pytest.fixture
def check_in(coach: Coach, clock: Clock) -> CheckIn:
    """On the Monday after, the coach asks how it went."""
    clock.now = NEXT_WEEK
    mailbox = Mailbox()
    Courier(coach.store, [mailbox], clock, prompts=bundled_prompts()).send_due()
    (sent,) = mailbox.sent
    assert "How did it go?" in sent.text
    return sent


def _commitment(coach: Coach) -> Commitment:
    (commitment,) = coach.store.commitments.find("local")
    return commitment


@pytest.mark.usefixtures("check_in")
@pytest.mark.parametrize(
    ("said", "status", "due_on"),
    [
        ("done", CommitmentStatus.DONE, date(2026, 3, 6)),
        ("Done!", CommitmentStatus.DONE, date(2026, 3, 6)),
        ("half of it", CommitmentStatus.PARTLY, date(2026, 3, 6)),
        ("partly", CommitmentStatus.PARTLY, date(2026, 3, 6)),
        ("no", CommitmentStatus.MISSED, date(2026, 3, 6)),
        ("not yet", CommitmentStatus.MISSED, date(2026, 3, 6)),
        ("Didn't get to it", CommitmentStatus.MISSED, date(2026, 3, 6)),
        ("move it to Wednesday", CommitmentStatus.OPEN, date(2026, 3, 11)),
        ("tomorrow", CommitmentStatus.OPEN, date(2026, 3, 10)),
    ],
)
def test_the_answer_in_a_fresh_thread_is_taken_for_one(
    coach: Coach, said: str, status: CommitmentStatus, due_on: date
) -> None:
    coach.reply(Message(said))

    kept = _commitment(coach)
    assert (kept.status, kept.due_on) == (status, due_on)


@pytest.mark.usefixtures("check_in")
def test_a_question_in_between_does_not_take_the_answer_away(coach: Coach) -> None:
    asked = coach.reply(Message("Which skills are critical?"))
    coach.reply(Message("done", thread_id=asked.thread_id))

    assert _commitment(coach).status is CommitmentStatus.DONE


def test_a_check_in_that_came_after_a_question_of_the_coach_is_what_is_answered(
    coach: Coach, clock: Clock
) -> None:
    asked = coach.reply(Message("I'll read a chapter by Saturday"))
    clock.now = NEXT_WEEK
    Courier(coach.store, [Mailbox()], clock, prompts=bundled_prompts()).send_due()

    coach.reply(Message("done", thread_id=asked.thread_id))

    statuses = {each.text: each.status for each in coach.store.commitments.find("local")}
    assert statuses["email two people"] is CommitmentStatus.DONE


def test_without_a_check_in_a_bare_no_closes_nothing(coach: Coach, clock: Clock) -> None:
    clock.now = NEXT_WEEK

    coach.reply(Message("no"))

    assert _commitment(coach).status is CommitmentStatus.OPEN
