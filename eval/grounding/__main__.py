"""`python -m eval.grounding`: holds sentences against their evidence, and says how often that is right."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bot.errors import CoachError

from ..command import create_parser, may_show, parse, write_json
from ..gates import judge as judge_gates
from ..gates import read_gates
from ..lines import Half
from ..report import print_summaries, print_verdicts
from .metrics import Judged, bounds, judge, summarise
from .pairs import KINDS, read_half


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the evaluation; return 0, or 1 below a gate or after a CoachError."""
    parser = create_parser("python -m eval.grounding", "Hold sentences against their evidence.")
    options = parse(parser, arguments)
    console = Console()
    try:
        gates = read_gates(options.gate, summarise([])) if options.gate else []
        judged = {half: [judge(pair) for pair in read_half(half)] for half in options.halves}
        summaries = {half: summarise(found) for half, found in judged.items()}
        for half, found in judged.items():
            _print_kinds(console, half, found)
            if options.show_failures and may_show(half, options):
                _print_failures(console, found)
        print_summaries(console, summaries, {half: bounds(found) for half, found in judged.items()})
        verdicts = judge_gates(gates, summaries)
        if verdicts:
            print_verdicts(console, verdicts)
        if options.json:
            write_json(options.json, {half: _rows(found) for half, found in judged.items()}, summaries)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1
    return int(any(verdict.passed is False for verdict in verdicts))


def _print_kinds(console: Console, half: Half, judged: Sequence[Judged]) -> None:
    table = Table(
        "kind", "pairs", "supported, passed", "not supported, stopped", title=f"{half} half", box=None
    )
    for kind in KINDS:
        of_kind = [each for each in judged if each.pair.kind == kind]
        if not of_kind:
            continue
        sides = [[each for each in of_kind if each.pair.supported is side] for side in (True, False)]
        shares = [f"{sum(each.right for each in side)}/{len(side)}" for side in sides]
        table.add_row(kind, str(len(of_kind)), *shares)
    console.print(table)
    console.print()


def _print_failures(console: Console, judged: Sequence[Judged]) -> None:
    for each in judged:
        if not each.right:
            passed = "passes" if each.verdict.supported else f"is stopped: {each.verdict.reason}"
            console.print(f"{each.pair.case_id} {passed}\n  {each.pair.sentence}", markup=False)
            for fact in each.pair.evidence:
                console.print(f"  - {fact}", markup=False)


def _rows(judged: Sequence[Judged]) -> list[dict[str, object]]:
    return [
        {
            "id": each.pair.case_id,
            "kind": each.pair.kind,
            "supported": each.pair.supported,
            "passed": each.verdict.supported,
        }
        for each in judged
    ]


if __name__ == "__main__":
    sys.exit(main())
