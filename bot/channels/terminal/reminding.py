"""Messages that come without a question, printed: by `pathcoach remind`, and between the lines of a chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from bot.domain import CheckIn, Person


class TerminalSender:
    """Prints. What was printed cannot be looked up, so after a crash a message may be seen twice."""

    channel = "terminal"

    def __init__(
        self,
        out: TextIO,
        *,
        reaches: Callable[[Person], bool],
        write: Callable[[CheckIn], str] | None = None,
    ) -> None:
        """`reaches` tells who sits at this terminal, or has no other channel; `write` what is printed."""
        self._out = out
        self._reaches = reaches
        self._write = write or _text

    def reaches(self, person: Person) -> bool:
        return self._reaches(person)

    def send(self, check_in: CheckIn) -> None:
        print(self._write(check_in), file=self._out, flush=True)

    def was_sent(self, message_id: str, person: Person) -> bool | None:
        return None


def _text(check_in: CheckIn) -> str:
    return f"{check_in.text}\n"
