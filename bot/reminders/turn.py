"""Whose turn it is to get messages, and what came of all turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from bot.domain import CheckIn, Person, Sender


@dataclass(slots=True)
class SendReport:
    """What one call came to. The counts are of deliveries; a message may carry several."""

    messages: list[CheckIn] = field(default_factory=list)
    recovered: int = 0  # had gone out before a crash, and were only recorded now
    postponed: int = 0
    cancelled: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """Who gets messages now, through which channel."""

    person: Person
    sender: Sender
    zone: tzinfo
    now: datetime  # in `zone`
    report: SendReport
    unanswered: set[str]  # commitments whose last occurrence nobody answered for, in this call
