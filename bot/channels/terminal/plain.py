"""The conversation without a keyboard or a screen: lines in, plain text out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from bot.composing import gap_between
from bot.domain import Message, Reply
from bot.errors import BadQuestion, Cancelled
from bot.prompts import Prompts

if TYPE_CHECKING:
    from bot.coach import Coach

_FAREWELLS = frozenset({"/quit", "/exit", "quit", "exit"})


def converse(coach: Coach, message: Message, *, lines: Iterable[str], out: TextIO) -> None:
    """Answer `lines` one after the other in one thread; each takes its text's place in `message`."""
    for line in lines:
        if line.strip().lower() in _FAREWELLS:
            return
        if not line.strip():
            continue
        try:
            reply = answer(coach, replace(message, text=line), out)
        except BadQuestion as error:
            print(error, file=out)
            continue
        except Cancelled:
            continue
        message = replace(message, thread_id=reply.thread_id)


def answer(coach: Coach, message: Message, out: TextIO) -> Reply:
    """Print the reply as it comes, and its sources below. Raises CoachError."""
    shown = ""
    reply: Reply | None = None
    for event in coach.stream(message):
        if event.kind == "sentence":
            print(f"{gap_between(shown, event.text)}{event.text}", end="", file=out, flush=True)
            shown = event.text
        else:
            reply = event.reply
    assert reply is not None
    print(file=out)
    line = sources_line(reply, coach.knowledge.prompts)
    print(f"\n{line}\n" if line else "", file=out, flush=True)
    return reply


def sources_line(reply: Reply, prompts: Prompts) -> str:
    """Return the sources in one line: "Sources: [1] Skills to learn › Python"; "" for none."""
    listed = "; ".join(
        prompts.say("source", number=each.number, heading=each.heading) for each in reply.citations
    )
    return prompts.say("sources", sources=listed) if listed else ""


def standard_input() -> Iterator[str]:
    """Yield the lines of standard input. Raises BadQuestion for bytes that are no UTF-8 text."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise BadQuestion(
                f"Line {number} of standard input is not UTF-8 text. Convert it, for example with iconv."
            ) from None
