"""`python -m eval`: asks the coach the question sets and prints what came of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from bot.domain import Chunk, Composer
from bot.errors import CoachError

from .cases import KINDS, Case, Half, read_half
from .coach import OpenCoach, open_coach
from .gates import judge, read_gates
from .metrics import Outcome, summarise
from .report import as_json, print_failures, print_half, print_summaries, print_verdicts
from .run import Replies, ask_cases


def main(arguments: Sequence[str] | None = None, *, open_coach: OpenCoach = open_coach) -> int:
    """Run the evaluation; return 0, or 1 below a gate or after a CoachError."""
    options = _parse(arguments)
    try:
        return _evaluate(options, open_coach)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1


def _evaluate(options: argparse.Namespace, open_coach: OpenCoach) -> int:
    console = Console()
    halves = list(Half) if options.half == "both" else [Half(options.half)]
    gates = read_gates(options.gate) if options.gate else []
    cases = {half: read_half(half, kinds=options.kinds) for half in halves}
    with open_coach(options.home) as (coach, chunk_of):
        outcomes = {
            half: _ask_half(coach, half, cases[half], chunk_of=chunk_of, composer=options.composer)
            for half in halves
        }
    summaries = {half: summarise(found) for half, found in outcomes.items()}
    for half, found in outcomes.items():
        print_half(console, half, found)
        if options.show_failures and _may_show(half, options):
            print_failures(console, found)
        elif options.show_failures:
            console.print(f"{half} half: its failures are not shown, for nothing is to be tuned to them.\n")
    print_summaries(console, summaries)
    verdicts = judge(gates, summaries, model_off=options.composer is Composer.EXTRACTIVE)
    if verdicts:
        print_verdicts(console, verdicts)
    if options.json:
        _write_json(options, outcomes, summaries)
    return int(any(verdict.passed is False for verdict in verdicts))


def _ask_half(
    coach: Replies,
    half: Half,
    cases: Sequence[Case],
    *,
    chunk_of: Callable[[str], Chunk | None],
    composer: Composer | None,
) -> list[Outcome]:
    asked = ask_cases(coach, cases, chunk_of=chunk_of, composer=composer)
    progress = Console(stderr=True)
    return list(
        track(
            asked,
            f"{half} half",
            len(cases),
            console=progress,
            disable=not progress.is_terminal,
            transient=True,
        )
    )


def _may_show(half: Half, options: argparse.Namespace) -> bool:
    """The check half measures what was not tuned for, so that it is shown only on purpose."""
    return half is not Half.CHECK or options.reveal_check


def _write_json(
    options: argparse.Namespace,
    outcomes: dict[Half, list[Outcome]],
    summaries: dict[Half, dict[str, float | None]],
) -> None:
    report: dict[str, Any] = {
        half: {
            "summary": summaries[half],
            "outcomes": [as_json(outcome, reveal=_may_show(half, options)) for outcome in found],
        }
        for half, found in outcomes.items()
    }
    try:
        options.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise CoachError(f"The report cannot be written to {options.json} ({error.strerror}).") from None


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Ask the coach the question sets.")
    parser.add_argument("--half", choices=[*Half, "both"], default="both", help="which question set (both)")
    parser.add_argument("--composer", type=Composer, choices=list(Composer), help="how replies are written")
    parser.add_argument(
        "--kinds", nargs="+", choices=KINDS, default=KINDS, metavar="KIND", help=", ".join(KINDS)
    )
    parser.add_argument(
        "--show-failures", action="store_true", help="print what went wrong, question by question"
    )
    parser.add_argument(
        "--reveal-check", action="store_true", help="do so for the check half too: never tune on it"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write summaries and outcomes to FILE")
    parser.add_argument("--gate", type=Path, metavar="FILE", help="exit with 1 below the bars of FILE")
    parser.add_argument(
        "--home", type=Path, metavar="FOLDER", help="use this home (default: a temporary one)"
    )
    options = parser.parse_args(arguments)
    if options.show_failures and options.half == Half.CHECK and not options.reveal_check:
        parser.error("the check half is not for tuning; --reveal-check shows its failures all the same")
    return options


if __name__ == "__main__":
    sys.exit(main())
