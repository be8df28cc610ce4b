"""Asks the halves of the question set, by whatever opens a coach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain import Composer

from .cases import Case
from .coach import OpenCoach, open_subjects
from .command import gather
from .lines import Half
from .metrics import Outcome
from .run import ask_cases
from .run import in_conversation as put_in_conversation


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of the cases, half by half, and of the same cases `later` in a conversation, if so asked."""

    outcomes: dict[Half, list[Outcome]] = field(default_factory=dict)
    later: dict[Half, list[Outcome]] = field(default_factory=dict)


def ask_halves(
    open_coach: OpenCoach,
    home: Path | None,
    cases: Mapping[Half, Sequence[Case]],
    *,
    composer: Composer | None = None,
    settings: Mapping[str, Any] | None = None,
    in_conversation: bool = False,
) -> Asked:
    """Ask every case once, and those that stand alone once more with `in_conversation`."""
    asked = Asked()
    every = [case for of_half in cases.values() for case in of_half]
    with open_subjects(open_coach, home, every, settings=settings or {}) as subject_of:

        def ask(half: Half, cases: Sequence[Case]) -> list[Outcome]:
            return gather(ask_cases(subject_of, cases, composer=composer), half, total=len(cases))

        for half, of_half in cases.items():
            asked.outcomes[half] = ask(half, of_half)
        for half, of_half in cases.items() if in_conversation else ():
            asked.later[half] = ask(half, put_in_conversation(of_half))
    return asked
