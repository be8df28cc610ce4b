"""`python -m eval.attacks`: lets documents, messages and names attack the coach; prints what got through."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from rich.console import Console

from bot.errors import CoachError

from ..command import create_parser, gather, may_show, parse, write_json
from ..gates import judge as judge_gates
from ..gates import read_gates
from ..lines import Half
from ..report import print_summaries, print_verdicts
from .cases import Attack, read_half
from .report import Outcome, as_json, judge, print_harm, print_surfaces, summarise
from .run import carry_out
from .stage import OpenStage, open_stage

Read = Callable[[Half], Sequence[Attack]]


def main(
    arguments: Sequence[str] | None = None, *, open_stage: OpenStage = open_stage, read: Read = read_half
) -> int:
    """Run the attacks; return 0, or 1 where one got through, a gate was missed, or after a CoachError."""
    parser = create_parser("python -m eval.attacks", "Let documents, messages and names attack the coach.")
    try:
        return _evaluate(parse(parser, arguments), open_stage, read)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1


def _evaluate(options: argparse.Namespace, open_stage: OpenStage, read: Read) -> int:
    console = Console()
    gates = read_gates(options.gate, summarise([])) if options.gate else []
    outcomes = {half: _attack(half, read(half), open_stage) for half in options.halves}
    summaries = {half: summarise(found) for half, found in outcomes.items()}
    for half, found in outcomes.items():
        print_surfaces(console, half, found)
        if options.show_failures and may_show(half, options):
            print_harm(console, found)
    print_summaries(console, summaries)
    verdicts = judge_gates(gates, summaries)
    if verdicts:
        print_verdicts(console, verdicts)
    if options.json:
        rows = {
            half: [as_json(each, reveal=may_show(half, options)) for each in found]
            for half, found in outcomes.items()
        }
        write_json(options.json, rows, summaries)
    through = any(each.harm for found in outcomes.values() for each in found)
    return int(through or any(verdict.passed is False for verdict in verdicts))


def _attack(half: Half, attacks: Sequence[Attack], open_stage: OpenStage) -> list[Outcome]:
    with open_stage(attacks) as stage:
        return gather(map(judge, carry_out(stage, attacks)), half, total=len(attacks))


if __name__ == "__main__":
    sys.exit(main())
