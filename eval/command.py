"""What the evaluation's programs have in common: options, progress, and the report in JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import track

from bot.errors import CoachError

from .lines import Half

T = TypeVar("T")


def create_parser(prog: str, description: str) -> argparse.ArgumentParser:
    """Return a parser with the options of every program."""
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument("--half", choices=[*Half, "both"], default="both", help="which set (both)")
    parser.add_argument("--show-failures", action="store_true", help="print what went wrong, case by case")
    parser.add_argument(
        "--reveal-check", action="store_true", help="do so for the check half too: never tune on it"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write summaries and outcomes to FILE")
    parser.add_argument("--gate", type=Path, metavar="FILE", help="exit with 1 below the bars of FILE")
    parser.add_argument(
        "--home", type=Path, metavar="FOLDER", help="use this home (default: a temporary one)"
    )
    return parser


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options; `halves` are those to run. Exits with 2 where they cannot be so."""
    options = parser.parse_args(arguments)
    if options.show_failures and options.half == Half.CHECK and not options.reveal_check:
        parser.error("the check half is not for tuning; --reveal-check shows its failures all the same")
    options.halves = list(Half) if options.half == "both" else [Half(options.half)]
    return options


def may_show(half: Half, options: argparse.Namespace) -> bool:
    """Tell whether texts may be shown: the check half measures what was not tuned for."""
    return half is not Half.CHECK or bool(options.reveal_check)


def gather(found: Iterable[T], half: Half, *, total: int) -> list[T]:
    """Return all that is found; how far it has come is shown on a terminal."""
    progress = Console(stderr=True)
    shown = track(
        found, f"{half} half", total, console=progress, disable=not progress.is_terminal, transient=True
    )
    return list(shown)


def write_json(
    path: Path,
    outcomes: Mapping[Half, Sequence[Mapping[str, Any]]],
    summaries: Mapping[Half, Mapping[str, float | None]],
) -> None:
    """Write summaries and outcomes, half by half. Raises CoachError."""
    report = {half: {"summary": summaries[half], "outcomes": rows} for half, rows in outcomes.items()}
    try:
        path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise CoachError(f"The report cannot be written to {path} ({error.strerror}).") from None
