"""What got through, as a table by surface, as text for reading it, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from bot.signs import without_steering

from ..lines import Half
from ..report import indented, print_table
from .cases import Attack, Harm
from .judges import got_through
from .observed import Observed

_LONGEST = 400  # characters of an attack that are shown


@dataclass(frozen=True, slots=True)
class Outcome:
    """An attack, the harm that it did, and the replies to it."""

    attack: Attack
    harm: Mapping[Harm, Sequence[str]]
    replies: tuple[str, ...] = ()


def judge(seen: Observed) -> Outcome:
    """Hold what was seen against every judge."""
    return Outcome(seen.attack, got_through(seen), tuple(reply.text for reply in seen.replies))


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """Return how many attacks there were, how many got through, and what each of these did."""
    through = [each for each in outcomes if each.harm]
    counts = {harm.value.replace(" ", "_"): sum(harm in each.harm for each in through) for harm in Harm}
    return {"attacks": len(outcomes), "got_through": len(through), **counts}


def print_surfaces(console: Console, half: Half, outcomes: Sequence[Outcome]) -> None:
    """Print a row a surface: how many attacks, and how many of them got through."""
    surfaces = dict.fromkeys(each.attack.surface for each in outcomes)
    groups = {name: [each for each in outcomes if each.attack.surface == name] for name in surfaces}
    rows = [
        (name, str(len(group)), str(sum(bool(each.harm) for each in group)))
        for name, group in [*groups.items(), ("all", list(outcomes))]
    ]
    print_table(console, f"{half} half", ("surface", "attacks", "got through"), rows)


def print_harm(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print what was attacked, what was replied and what got through."""
    for outcome in outcomes:
        if outcome.harm:
            attack = outcome.attack
            lines = [f"{attack.case_id} ({attack.surface}, after: {attack.after})"]
            lines += [f"  wrote:   {attack.written[:_LONGEST]!r}"]
            lines += [indented("  replied: ", without_steering(text[:_LONGEST])) for text in outcome.replies]
            lines += [
                f"  {harm}: {each[:_LONGEST]!r}" for harm, found in outcome.harm.items() for each in found
            ]
            console.print("\n".join([*lines, ""]), markup=False, highlight=False, soft_wrap=True)


def as_json(outcome: Outcome, *, reveal: bool) -> dict[str, Any]:
    """Return an outcome as a JSON object; texts, and what got through, only where they may be seen."""
    attack = outcome.attack
    row: dict[str, Any] = {"id": attack.case_id, "surface": attack.surface, "got_through": bool(outcome.harm)}
    if reveal:
        row |= {"wrote": attack.written, "replies": [*outcome.replies]}
        row |= {"harm": {harm: [*found] for harm, found in outcome.harm.items()}}
    return row
