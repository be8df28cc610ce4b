"""`python -m eval.acting`: says to the coach what people say, and prints what it did with that."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rich.console import Console

from bot.errors import CoachError

from ..command import create_parser, gather, may_show, parse, write_json
from ..gates import judge, read_gates
from ..report import print_summaries, print_verdicts
from .cases import read_half
from .coach import OpenStage, open_stage
from .metrics import intervals, summarise
from .report import as_json, print_failures, print_half
from .run import act_out


def main(arguments: Sequence[str] | None = None, *, open_stage: OpenStage = open_stage) -> int:
    """Run the evaluation; return 0, or 1 below a gate or after a CoachError."""
    options = parse(create_parser("python -m eval.acting", "Say to the coach what people say."), arguments)
    try:
        return _evaluate(options, open_stage)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1


def _evaluate(options: argparse.Namespace, open_stage: OpenStage) -> int:
    console = Console()
    gates = read_gates(options.gate, summarise([])) if options.gate else []
    cases = {half: read_half(half) for half in options.halves}
    with open_stage(options.home) as stage:
        outcomes = {
            half: gather(act_out(stage, cases[half]), half, total=len(cases[half])) for half in options.halves
        }
    summaries = {half: summarise(found) for half, found in outcomes.items()}
    for half, found in outcomes.items():
        print_half(console, half, found)
        if options.show_failures and may_show(half, options):
            print_failures(console, found)
        elif options.show_failures:
            console.print(f"{half} half: its failures are not shown, for nothing is to be tuned to them.\n")
    print_summaries(console, summaries, {half: intervals(found) for half, found in outcomes.items()})
    verdicts = judge(gates, summaries)
    if verdicts:
        print_verdicts(console, verdicts)
    if options.json:
        rows = {
            half: [as_json(one, reveal=may_show(half, options)) for one in found]
            for half, found in outcomes.items()
        }
        write_json(options.json, rows, summaries)
    return int(any(verdict.passed is False for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
