"""What waits for the screen is shown once, or surely not at all."""

from __future__ import annotations

import threading

import pytest

from bot.channels.terminal.outbox import Outbox
from bot.domain import CheckIn, Person
from bot.errors import NotSent

ADA = Person("ada")
CHECK_IN = CheckIn("m-1", ADA, "How did it go?", ())


def _ignored() -> None:
    """Nobody shows anything."""


def test_what_is_sent_is_on_the_screen_when_that_returns() -> None:
    shown: list[str] = []
    outbox = Outbox("ada", show=shown.append, knock=lambda: outbox.show_waiting())

    outbox.send(CHECK_IN)

    assert shown == ["How did it go?"]
    assert outbox.was_sent("m-1", ADA)


def test_it_waits_for_whoever_writes_on_the_screen() -> None:
    shown: list[str] = []
    knocked = threading.Event()
    outbox = Outbox("ada", show=shown.append, knock=knocked.set)
    sending = threading.Thread(target=outbox.send, args=(CHECK_IN,))

    sending.start()
    knocked.wait(timeout=60)
    before = list(shown)
    outbox.show_waiting()
    sending.join(timeout=60)

    assert (before, shown) == ([], ["How did it go?"])
    assert not sending.is_alive()


def test_what_could_not_be_shown_in_time_never_is() -> None:
    shown: list[str] = []
    outbox = Outbox("ada", show=shown.append, knock=_ignored, patience_s=0.0)

    with pytest.raises(NotSent, match="could not be shown"):
        outbox.send(CHECK_IN)
    outbox.show_waiting()

    assert shown == []
    assert outbox.was_sent("m-1", ADA) is False


def test_a_chat_that_has_ended_takes_nothing() -> None:
    outbox = Outbox("ada", show=lambda text: None, knock=lambda: outbox.show_waiting())
    outbox.close()

    assert not outbox.reaches(ADA)
    with pytest.raises(NotSent):
        outbox.send(CHECK_IN)
    assert outbox.was_sent("m-1", ADA) is False


def test_a_terminal_that_is_gone_has_shown_nothing() -> None:
    def show(text: str) -> None:
        raise BrokenPipeError("the other end is closed")

    outbox = Outbox("ada", show=show, knock=lambda: outbox.show_waiting())

    with pytest.raises(NotSent, match="the other end is closed"):
        outbox.send(CHECK_IN)
    assert outbox.was_sent("m-1", ADA) is False


def test_it_reaches_one_person_and_knows_nothing_of_messages_before_it() -> None:
    outbox = Outbox("ada", show=lambda text: None, knock=_ignored)

    assert outbox.reaches(ADA)
    assert not outbox.reaches(Person("bob"))
    assert outbox.was_sent("m-0", ADA) is None
