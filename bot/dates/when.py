"""What a date expression in a text means. Not for finding one: see `finding`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.domain.commitments import Recurrence


@dataclass(frozen=True, slots=True)
class When:
    """A date expression. All of it is wall clock in the zone of the person who said it.

    `start` and `end` span it in the text with its preposition: "by Friday". `due_on` is the last day on which
    it counts, None where `vague`. `due_time` None means by the end of the day. `first_on` is the first day of
    it: Saturday of "this weekend", the day itself of "on Friday", None of "by Friday". With a `recurrence`,
    `due_on` is its first occurrence. `past`: it lies back.
    """

    start: int
    end: int
    text: str
    due_on: date | None
    due_time: time | None = None
    first_on: date | None = None
    recurrence: Recurrence | None = None
    vague: bool = False
    past: bool = False
