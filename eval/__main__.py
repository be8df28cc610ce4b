"""`python -m eval`: asks the coach the question sets and prints what came of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bot.domain import Composer
from bot.errors import CoachError

from .asking import Asked, ask_halves
from .cases import KINDS, QUESTIONS, read_half, read_set
from .coach import OpenCoach, open_coach, open_subjects
from .command import create_parser, may_show, parse, write_json
from .comparing import run_comparison
from .gates import Gate, judge, read_gates
from .metrics import intervals, lost_in_conversation, summarise
from .records import as_row
from .report import print_failures, print_outcomes, print_summaries, print_verdicts
from .report.command import add_options, check_options, publish
from .run import ask_cases


def main(arguments: Sequence[str] | None = None, *, open_coach: OpenCoach = open_coach) -> int:
    """Run the evaluation; return 0, or 1 below a gate or after a CoachError."""
    options = _parse(arguments)
    try:
        if options.set:
            return _ask_set(options, open_coach)
        cases = {half: read_half(half, kinds=options.kinds)[:: options.every] for half in options.halves}
        if options.compare:
            run_comparison(options, open_coach, cases)
            return 0
        gates = read_gates(options.gate, summarise([])) if options.gate else []
        asked = ask_halves(
            open_coach,
            options.home,
            cases,
            composer=options.composer,
            in_conversation=options.in_conversation,
        )
        return _tell(options, asked, gates)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1


def _tell(options: argparse.Namespace, asked: Asked, gates: list[Gate]) -> int:
    """Print, write and judge what was found; return 1 if it is below a gate."""
    console, outcomes, later = Console(), asked.outcomes, asked.later
    summaries = {half: summarise(found, later.get(half)) for half, found in outcomes.items()}
    for half, found in outcomes.items():
        print_outcomes(console, f"{half} half", found)
        if options.show_failures and may_show(half, options):
            print_failures(console, found)
            print_failures(console, lost_in_conversation(found, later[half]) if later else ())
        elif options.show_failures:
            console.print(f"{half} half: its failures are not shown, for nothing is to be tuned to them.\n")
    print_summaries(console, summaries, {half: intervals(found) for half, found in outcomes.items()})
    verdicts = judge(gates, summaries, model_off=options.composer is Composer.EXTRACTIVE)
    if verdicts:
        print_verdicts(console, verdicts)
    if options.json:
        rows = {
            half: [as_row(one, reveal=may_show(half, options)) for one in found]
            for half, found in outcomes.items()
        }
        write_json(options.json, rows, summaries)
    if options.report:
        lost = {half: lost_in_conversation(outcomes[half], found) for half, found in later.items()}
        publish(options, outcomes, summaries, verdicts, lost=lost)
    return int(any(verdict.passed is False for verdict in verdicts))


def _ask_set(options: argparse.Namespace, open_coach: OpenCoach) -> int:
    console = Console()
    cases = read_set(options.set)
    with open_subjects(open_coach, options.home, cases) as subject_of:
        outcomes = list(ask_cases(subject_of, cases, composer=options.composer))
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
        "--every", type=_count, default=1, metavar="N", help="ask every Nth case alone, to be quicker"
    )
    parser.add_argument(
        "--in-conversation",
        action="store_true",
        help="ask what stands alone again after another question, and count what is wrong only then",
    )
    parser.add_argument(
        "--set", type=Path, metavar="FILE", help="ask the cases of FILE in place of the halves"
    )
    parser.add_argument(
        "--compare",
        nargs=2,
        metavar=("A", "B"),
        help="run both and print what differs: composers, settings as model.path=FILE, or files of --json",
    )
    add_options(parser)
    options = parse(parser, arguments)
    check_options(parser, options)
    if options.set and (options.gate or options.json or options.in_conversation or options.report):
        parser.error("--set goes with neither --gate, --json, --report nor --in-conversation")
    if options.compare and (options.set or options.gate or options.json):
        parser.error("--compare goes with neither --set, --gate nor --json")
    if options.set and options.set.resolve().parent == QUESTIONS:
        parser.error("a half is asked with --half, so that the check half stays hidden")
    return options


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
