"""What an answer ends with where the coach knows more than the documents: what is done, known or due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.coach import Coach
from bot.domain import Composer, Message, Reply

pytestmark = pytest.mark.real_model

QUESTION = "How long does Python for AI/ML take?"
STATUS = "By the way: You have one open commitment."
Say = Callable[..., Reply]


class SettableClock:
    """Says what it was set to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def coach(make_coach: Callable[..., Coach], clock: SettableClock) -> Coach:
    return make_coach("Python for AI/ML is critical and takes 8 weeks to learn.", clock=clock)


@pytest.fixture
def promised(coach: Coach) -> None:
    """Two people are to be emailed by Friday."""
    asked = coach.reply(Message("I'll email two people by Friday"))
    coach.reply(Message("yes", thread_id=asked.thread_id))


@pytest.mark.usefixtures("promised")
@pytest.mark.parametrize("day", [5, 6, 9])
def test_what_is_due_by_tomorrow_or_overdue_is_said_with_the_first_answer(
    coach: Coach, clock: SettableClock, day: int
) -> None:
    clock.now = datetime(2026, 3, day, 8, tzinfo=UTC)

    first = coach.reply(Message(QUESTION))
    second = coach.reply(Message("Which skills are critical?", thread_id=first.thread_id))

    assert STATUS in first.text
    assert first.text.startswith("Python for AI/ML is critical")
    assert "By the way" not in second.text


@pytest.mark.usefixtures("promised")
def test_what_is_due_later_is_not_spoken_of(coach: Coach, clock: SettableClock) -> None:
    clock.now = datetime(2026, 3, 4, 8, tzinfo=UTC)

    assert "By the way" not in coach.reply(Message(QUESTION)).text


@pytest.mark.usefixtures("promised")
@pytest.mark.parametrize(
    ("said", "spoken_of"),
    [
        ("Hello", True),
        ("Thank you!", False),
        ("What have I promised?", False),
        ("How did my week go?", False),
        ("I can't go on like this, I want to kill myself", False),
    ],
)
def test_it_goes_with_answers_and_greetings_alone(
    coach: Coach, clock: SettableClock, said: str, spoken_of: bool
) -> None:
    clock.now = datetime(2026, 3, 6, 8, tzinfo=UTC)

    assert ("By the way" in coach.reply(Message(said)).text) is spoken_of


@pytest.mark.usefixtures("promised")
def test_an_answer_of_the_model_is_a_mixed_one_with_it(coach: Coach, clock: SettableClock) -> None:
    before = coach.reply(Message(QUESTION, composer=Composer.LLM))
    clock.now = datetime(2026, 3, 6, 8, tzinfo=UTC)
    after = coach.reply(Message(QUESTION, composer=Composer.LLM))

    assert (before.composer, after.composer) == (Composer.LLM, Composer.MIXED)


def test_a_task_that_is_done_is_said_to_be(coach: Coach) -> None:
    coach.reply(Message("I finished the image classifier"))

    about = coach.reply(Message("Tell me about the image classifier"))
    other = coach.reply(Message("What is the first task of phase 2?"))

    assert "You marked this task as done on Monday, 2 March 2026." in about.text
    assert "marked" not in other.text


def test_a_skill_that_somebody_knows_is_said_to_be_and_only_once(coach: Coach) -> None:
    coach.reply(Message("I already know Python"))

    first = coach.reply(Message(QUESTION))
    second = coach.reply(Message("and how important is it?", thread_id=first.thread_id))
    other = coach.reply(Message("How long does RTOS take?"))

    assert "You told me that you know Python." in first.text
    assert "You told me" not in second.text
    assert "You told me" not in other.text
