"""`python -m eval --compare A B`: runs both, or reads former runs, and prints what differs."""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from .asking import ask_halves
from .cases import Case
from .coach import OpenCoach
from .command import may_show
from .comparison import compare, print_comparison
from .lines import Half
from .records import Records, as_record, read_records
from .report.command import publish_comparison
from .variants import Variant, read_variant


def run_comparison(
    options: argparse.Namespace, open_coach: OpenCoach, cases: Mapping[Half, Sequence[Case]]
) -> None:
    """Print a comparison a half, and write it where a report is wanted. Raises CoachError.

    Both variants share one home, so that the index is built once.
    """
    console = Console()
    first, second = [read_variant(name) for name in options.compare]
    with contextlib.ExitStack() as stack:
        home = options.home or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="pathcoach-eval-"))
        )
        before, after = [_run(options, open_coach, home, cases, each) for each in (first, second)]
    compared = {half: compare(before.get(half, ()), after.get(half, ())) for half in options.halves}
    for half, found in compared.items():
        title = f"{half} half: {first.name} → {second.name}"
        print_comparison(console, title, found, reveal=may_show(half, options))
    if options.report:
        publish_comparison(options, first.name, second.name, compared)


def _run(
    options: argparse.Namespace,
    open_coach: OpenCoach,
    home: Path,
    cases: Mapping[Half, Sequence[Case]],
    variant: Variant,
) -> Records:
    if variant.path is not None:
        return read_records(variant.path)
    composer = variant.composer or options.composer
    asked = ask_halves(open_coach, home, cases, composer=composer, settings=variant.settings)
    return {
        half: [as_record(outcome, reveal=may_show(half, options)) for outcome in found]
        for half, found in asked.outcomes.items()
    }
