"""`python -m eval`: asks the coach the question sets and prints what came of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bot.domain import Composer
from bot.errors import CoachError

from .cases import KINDS, QUESTIONS, Case, read_half, read_set
from .coach import OpenCoach, open_coach
from .command import create_parser, gather, may_show, parse, write_json
from .gates import judge, read_gates
from .lines import Half
from .metrics import Outcome, lost_in_conversation, summarise
from .report import as_json, print_failures, print_outcomes, print_summaries, print_verdicts
from .run import ask_cases, in_conversation


def main(arguments: Sequence[str] | None = None, *, open_coach: OpenCoach = open_coach) -> int:
    """Run the evaluation; return 0, or 1 below a gate or after a CoachError."""
    options = _parse(arguments)
    try:
        return _ask_set(options, open_coach) if options.set else _evaluate(options, open_coach)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1


def _evaluate(options: argparse.Namespace, open_coach: OpenCoach) -> int:
    console = Console()
    gates = read_gates(options.gate, summarise([])) if options.gate else []
    cases = {half: read_half(half, kinds=options.kinds) for half in options.halves}
    later: dict[Half, list[Outcome]] = {}
    with open_coach(options.home) as (coach, chunk_of):

        def ask(half: Half, cases: Sequence[Case]) -> list[Outcome]:
            asked = ask_cases(coach, cases, chunk_of=chunk_of, composer=options.composer)
            return gather(asked, half, total=len(cases))

        outcomes = {half: ask(half, cases[half]) for half in options.halves}
        if options.in_conversation:
            later = {half: ask(half, in_conversation(cases[half])) for half in options.halves}
    summaries = {half: summarise(found, later.get(half)) for half, found in outcomes.items()}
    for half, found in outcomes.items():
        print_outcomes(console, f"{half} half", found)
        if options.show_failures and may_show(half, options):
            print_failures(console, found)
            print_failures(console, lost_in_conversation(found, later[half]) if later else ())
        elif options.show_failures:
            console.print(f"{half} half: its failures are not shown, for nothing is to be tuned to them.\n")
    print_summaries(console, summaries)
    verdicts = judge(gates, summaries, model_off=options.composer is Composer.EXTRACTIVE)
    if verdicts:
        print_verdicts(console, verdicts)
    if options.json:
        rows = {
            half: [as_json(one, reveal=may_show(half, options)) for one in found]
            for half, found in outcomes.items()
        }
        write_json(options.json, rows, summaries)
    return int(any(verdict.passed is False for verdict in verdicts))


def _ask_set(options: argparse.Namespace, open_coach: OpenCoach) -> int:
    console = Console()
    cases = read_set(options.set)
    with open_coach(options.home) as (coach, chunk_of):
        outcomes = list(ask_cases(coach, cases, chunk_of=chunk_of, composer=options.composer))
    print_outcomes(console, options.set.name, outcomes)
    if options.show_failures:
        print_failures(console, outcomes)
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = create_parser("python -m eval", "Ask the coach the question sets.")
    parser.add_argument("--composer", type=Composer, choices=list(Composer), help="how replies are written")
    parser.add_argument(
        "--kinds", nargs="+", choices=KINDS, default=KINDS, metavar="KIND", help=", ".join(KINDS)
    )
    parser.add_argument(
        "--in-conversation",
        action="store_true",
        help="ask what stands alone again after another question, and count what is wrong only then",
    )
    parser.add_argument(
        "--set", type=Path, metavar="FILE", help="ask the cases of FILE in place of the halves"
    )
    options = parse(parser, arguments)
    if options.set and (options.gate or options.json or options.in_conversation):
        parser.error("--set goes with neither --gate, --json nor --in-conversation")
    if options.set and options.set.resolve().parent == QUESTIONS:
        parser.error("a half is asked with --half, so that the check half stays hidden")
    return options


if __name__ == "__main__":
    sys.exit(main())
