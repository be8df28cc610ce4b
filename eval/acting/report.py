"""What a run found, as tables, as text for reading failures, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console

from bot.domain import CommitmentStatus

from ..lines import Half
from ..report import figure, indented, print_table
from .cases import ACTIONS, KINDS
from .metrics import (
    Outcome,
    action,
    acts_right,
    closed,
    due,
    dues,
    is_due_right,
    is_outcome_right,
    is_right,
    outcomes,
    proposes_from_negative,
    right,
    unwanted,
    unwanted_changes,
)

_METRICS: dict[str, Callable[[Sequence[Outcome]], float | None]] = {
    "right": right,
    "action": action,
    "due": due,
    "closed": closed,
    "unwanted": unwanted_changes,
}


def print_half(console: Console, half: Half, found: Sequence[Outcome]) -> None:
    """Print a half's tables: a row a kind, a row an action that is right, and what was done in its place."""
    by_kind = [(kind, [one for one in found if one.case.kind == kind]) for kind in KINDS]
    by_action = [(name, [one for one in found if name in one.case.actions]) for name in ACTIONS]
    for head, groups in (("kind", by_kind), ("action", by_action)):
        rows = [_row(name, group) for name, group in [*groups, ("all", list(found))] if group]
        print_table(console, f"{half} half", (head, "cases", *_METRICS), rows)
    wrong = Counter(
        (" or ".join(one.case.actions), one.reply.action) for one in found if not acts_right(one)
    ).most_common()
    if wrong:
        rows = [(*pair, str(count)) for pair, count in wrong]
        print_table(console, f"{half} half, wrong actions", ("in place of", "is", "cases"), rows)


def print_failures(console: Console, found: Sequence[Outcome]) -> None:
    """Print message, reply and what was wrong, for every outcome that is not right."""
    for outcome in found:
        if wrong := complaints(outcome):
            case, reply = outcome.case, outcome.reply
            lines = [f"{case.case_id} ({case.kind}), {_shown(case.now)}, {case.timezone}"]
            lines += [f"  open:    {each.text}, due {each.due_on:%a} {each.due_on}" for each in case.setup]
            lines += [f"  earlier: {text}" for text in case.history]
            lines += [
                f"  said:    {case.text}",
                indented("  replied: ", reply.text),
                f"  by:      {reply.action}",
            ]
            lines += [f"  wrong:   {complaint}" for complaint in wrong]
            lines += [f"  note:    {case.note}"] if case.note else []
            console.print("\n".join([*lines, ""]), markup=False, highlight=False, soft_wrap=True)


def complaints(outcome: Outcome) -> list[str]:
    """Return what is wrong, in words; nothing where all is right."""
    case, reply, found = outcome.case, outcome.reply, []
    if not acts_right(outcome):
        only_said = " without doing it" if reply.action in case.actions else ""
        found.append(f"is {reply.action}{only_said} in place of {' or '.join(case.actions)}")
    if case.due is not None and not is_due_right(outcome):
        found.append(f"is due {_all_shown(dues(outcome))} in place of {_all_shown(case.due)}")
    if not is_outcome_right(outcome):
        found.append(f"is closed as {', '.join(outcomes(outcome)) or 'nothing'} in place of {case.outcome}")
    if proposes_from_negative(outcome):
        found.append("takes it for a promise")
    return found + [f"changes a {change.subject}: {change.kind}" for change in unwanted(outcome)]


def as_json(outcome: Outcome, *, reveal: bool) -> dict[str, Any]:
    """Return an outcome as a JSON object; texts, and what was wrong, only where they may be seen.

    `proposed` and `open` are how many commitments stood so before and after the message.
    """
    row: dict[str, Any] = {
        "id": outcome.case.case_id,
        "kind": outcome.case.kind,
        "right": is_right(outcome),
        "proposed": [ledger.count(CommitmentStatus.PROPOSED) for ledger in (outcome.before, outcome.after)],
        "open": [ledger.count(CommitmentStatus.OPEN) for ledger in (outcome.before, outcome.after)],
        "elapsed_ms": round(outcome.elapsed_ms, 1),
    }
    if reveal:
        row |= {
            "history": list(outcome.case.history),
            "text": outcome.case.text,
            "answer": outcome.reply.text,
            "action": outcome.reply.action,
            "wrong": complaints(outcome),
        }
    return row


def _row(name: str, found: Sequence[Outcome]) -> tuple[str, ...]:
    return (name, str(len(found)), *(figure(metric, measure(found)) for metric, measure in _METRICS.items()))


def _all_shown(moments: Sequence[datetime | None]) -> str:
    return ", ".join(_shown(moment) if moment else "no date" for moment in moments) or "never"


def _shown(moment: datetime) -> str:
    return f"{moment:%a} {moment.isoformat(sep=' ', timespec='seconds')}"
