"""What a run found, as tables in a terminal, as text for reading failures, and as JSON."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.domain import Composer

from ..cases import FEEDBACK, KINDS
from ..gates import Verdict
from ..lines import Half
from ..metrics import Interval, Outcome, is_right, median_ms, percentile_ms, share
from .complaints import complaints

_HEAD = ("kind", "cases", "right", *Composer, "median ms", "p95 ms")
_VERDICTS = {True: "passed", False: "FAILED", None: "not measured"}


def print_outcomes(console: Console, title: str, outcomes: Sequence[Outcome]) -> None:
    """Print a set's table: right replies per kind, and per composer as "right/replies"."""
    kinds = (*KINDS, FEEDBACK)
    present = [kind for kind in kinds if any(outcome.case.kind == kind for outcome in outcomes)]
    rows = [_row(kind, [outcome for outcome in outcomes if outcome.case.kind == kind]) for kind in present]
    print_table(console, title, _HEAD, [*rows, _row("all", outcomes)])


def print_summaries(
    console: Console,
    summaries: Mapping[Half, Mapping[str, float | None]],
    bounds: Mapping[Half, Mapping[str, Interval | None]] | None = None,
) -> None:
    """Print every metric, a column a half, and beside those in `bounds` their 95 % intervals."""
    names = list(next(iter(summaries.values())))
    columns: list[tuple[str, ...]] = [("metric", *names)]
    for half, summary in summaries.items():
        columns.append((half, *(figure(name, summary[name]) for name in names)))
        if bounds:
            columns.append(("95 % interval", *(_between(name, bounds[half].get(name)) for name in names)))
    head, *rows = zip(*columns, strict=True)
    print_table(console, "metrics", head, rows)


def print_verdicts(console: Console, verdicts: Sequence[Verdict]) -> None:
    """Print how every gate was met."""
    rows = [
        (str(verdict.gate), figure(verdict.gate.metric, verdict.value), _VERDICTS[verdict.passed])
        for verdict in verdicts
    ]
    print_table(console, "gates", ("gate", "value", "verdict"), rows)


def print_failures(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print question, reply and what was wrong, for every outcome that is not clean."""
    for outcome in outcomes:
        if wrong := complaints(outcome):
            lines = [f"{outcome.case.case_id}", *(f"  earlier: {text}" for text in outcome.case.history)]
            lines += [f"  asked:   {outcome.case.question}", indented("  replied: ", outcome.reply.text)]
            lines += [f"  by:      {outcome.reply.action}, {outcome.reply.composer}"]
            lines += [f"  wrong:   {complaint}" for complaint in wrong]
            console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


def as_json(outcome: Outcome, *, reveal: bool) -> dict[str, Any]:
    """Return an outcome as a JSON object; texts only where they may be seen."""
    row: dict[str, Any] = {
        "id": outcome.case.case_id,
        "kind": outcome.case.kind,
        "right": is_right(outcome),
        "composer": outcome.reply.composer,
        "elapsed_ms": round(outcome.elapsed_ms, 1),
    }
    if reveal:
        row |= {
            "history": list(outcome.case.history),
            "question": outcome.case.question,
            "answer": outcome.reply.text,
            "action": outcome.reply.action,
            "wrong": complaints(outcome),
        }
    return row


def figure(metric: str, value: float | None) -> str:
    """Return a metric as it is printed: shares with three places, counts and times with none."""
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) and not metric.endswith("_ms") else f"{value:.0f}"


def print_table(console: Console, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a drawn table on a terminal, aligned columns elsewhere."""
    if console.is_terminal:
        table = Table(*head, title=title, title_justify="left")
        for row in rows:
            table.add_row(*row)
        console.print(table)
        return
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in (head, *rows)]
    console.print("\n".join((title, *lines, "")), markup=False, highlight=False, soft_wrap=True)


def indented(label: str, text: str) -> str:
    """Return a text with a label before its first line, and the others under it."""
    return textwrap.indent(text, " " * len(label)).replace(" " * len(label), label, 1)


def _between(metric: str, bounds: Interval | None) -> str:
    return f"{figure(metric, bounds.low)} to {figure(metric, bounds.high)}" if bounds else ""


def _row(name: str, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    replies = Counter(outcome.reply.composer for outcome in outcomes)
    right = Counter(outcome.reply.composer for outcome in outcomes if is_right(outcome))
    return (
        name,
        str(len(outcomes)),
        figure("right", share(outcomes, is_right)),
        *(f"{right[composer]}/{replies[composer]}" if replies[composer] else "-" for composer in Composer),
        figure("median_ms", median_ms(outcomes)),
        figure("p95_ms", percentile_ms(outcomes, 95)),
    )
