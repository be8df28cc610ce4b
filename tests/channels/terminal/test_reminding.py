"""The terminal as a channel for what comes without a question."""

from __future__ import annotations

import io

from bot.channels.terminal.reminding import TerminalSender
from bot.domain import CheckIn, Person

ADA = Person("ada")


def test_a_message_is_printed_with_a_line_after_it_at_once() -> None:
    out = io.StringIO()

    TerminalSender(out, reaches=lambda person: True).send(CheckIn("m1", ADA, "Read today.", ()))

    assert out.getvalue() == "Read today.\n\n"


def test_it_may_be_printed_in_another_form() -> None:
    out = io.StringIO()

    sender = TerminalSender(out, reaches=lambda person: True, write=lambda check_in: check_in.message_id)
    sender.send(CheckIn("m1", ADA, "Read today.", ()))

    assert out.getvalue() == "m1\n"


def test_it_reaches_whom_it_is_told_to_and_cannot_be_looked_into() -> None:
    sender = TerminalSender(io.StringIO(), reaches=lambda person: person == ADA)

    assert sender.reaches(ADA)
    assert not sender.reaches(Person("bob"))
    assert sender.was_sent("m1", ADA) is None
