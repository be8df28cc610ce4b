"""What the check says of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain import Fact


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is supported, by which facts, and if not, why not."""

    supported: bool
    facts: tuple[Fact, ...] = ()
    reason: str = ""
