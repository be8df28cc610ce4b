"""`python -m eval.composing`: has code and the model write the same answers, and says who does better."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from rich.console import Console

from bot.composing import AnswerKind
from bot.domain import Composer
from bot.errors import CoachError, SettingsError
from bot.prompts import bundled_prompts

from ..asking import ask_halves
from ..cases import KINDS, Case, read_half
from ..coach import OpenCoach, open_coach
from ..lines import Half
from ..metrics import Outcome
from ..report import print_table
from ..variants import read_variant
from .table import Measured, measure, recommend, with_row

_HEAD = (
    "kind", "composer", "cases", "right", "facts", "unsupported", "words", "ease", "repeated", "list lines",
    "fragments", "ms", "written",
)  # fmt: skip
_OPEN = ("open_advice", "reality_check")


def main(arguments: Sequence[str] | None = None, *, open_coach: OpenCoach = open_coach) -> int:
    """Run the comparison; return 0, or 1 after a CoachError."""
    options = _parse(arguments)
    try:
        settings = read_variant(options.settings).settings if options.settings else {}
        cases = read_half(options.half, kinds=options.kinds)[:: options.every]
        with contextlib.ExitStack() as stack:
            home = options.home or Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix="pathcoach-eval-"))
            )
            replies = {
                composer: _ask(open_coach, home, options.half, cases, composer, settings)
                for composer in options.composers
            }
        return _compare(options, replies)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1


def _compare(options: argparse.Namespace, replies: Mapping[Composer, Sequence[Outcome]]) -> int:
    """Print what was measured and what is recommended, and write that if so asked. Raises SettingsError."""
    measured = _measure(replies)
    print_table(
        Console(), f"{options.half} half", _HEAD, [_row(each) for of in measured.values() for each in of]
    )
    chosen = {kind: recommend(of) for kind, of in measured.items()}
    model = next((one.reply.model for of in replies.values() for one in of if one.reply.model), None)
    if model is None:
        print("The model wrote nothing, so that there is no row to recommend.")
        return 0
    table = with_row(bundled_prompts().composers, model, chosen)
    print(f"Recommended for {model}: {', '.join(f'{kind} {name}' for kind, name in table[model].items())}")
    if options.write:
        _write(bundled_prompts().folder / "composers.yaml", table)
    return 0


def _ask(
    open_coach: OpenCoach,
    home: Path,
    half: Half,
    cases: Sequence[Case],
    composer: Composer,
    settings: Mapping[str, object],
) -> list[Outcome]:
    return ask_halves(open_coach, home, {half: cases}, composer=composer, settings=settings).outcomes[half]


def _measure(replies: Mapping[Composer, Sequence[Outcome]]) -> dict[AnswerKind, list[Measured]]:
    """Return what every composer's answers are like, kind by kind; abstentions are all the code's."""
    found: dict[AnswerKind, list[Measured]] = defaultdict(list)
    for kind in AnswerKind:
        for composer, outcomes in replies.items():
            of_kind = [
                one for one in outcomes if one.reply.trace.kind == kind and one.reply.action == "answer"
            ]
            if of_kind:
                found[kind].append(measure(kind, composer, of_kind))
    return found


def _row(found: Measured) -> tuple[str, ...]:
    recall = "–" if found.fact_recall is None else f"{found.fact_recall:.3f}"
    return (
        found.kind, found.composer, str(found.cases), f"{found.right:.3f}", recall, str(found.unsupported),
        f"{found.sentence_words:.1f}", f"{found.reading_ease:.1f}", str(found.repeated),
        str(found.list_lines), str(found.fragments), f"{found.median_ms:.0f}", f"{found.written:.2f}",
    )  # fmt: skip


def _write(path: Path, table: Mapping[str, Mapping[str, str]]) -> None:
    """Write the table below the remark that its file opens with. Raises SettingsError."""
    rows = yaml.safe_dump({name: dict(row) for name, row in table.items()}, sort_keys=False)
    try:
        remark = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        path.write_text("\n".join([*remark, rows]), encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"The table cannot be written to {path} ({error.strerror}).") from None


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m eval.composing", description="Which answers is a model to write?"
    )
    parser.add_argument("--half", type=Half, choices=list(Half), default=Half.WORK, help="which set (work)")
    parser.add_argument(
        "--kinds",
        nargs="+",
        choices=KINDS,
        default=_OPEN,
        metavar="KIND",
        help="of questions (the open ones)",
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask every Nth question alone")
    parser.add_argument(
        "--composers", nargs="+", type=Composer, choices=list(Composer), default=list(Composer),
        metavar="COMPOSER", help="extractive and those to compare with it (all)",
    )  # fmt: skip
    parser.add_argument("--settings", metavar="KEY=VALUE", help="such as model.path=FILE, for another model")
    parser.add_argument(
        "--home", type=Path, metavar="FOLDER", help="use this home (default: a temporary one)"
    )
    parser.add_argument("--write", action="store_true", help="write the row into prompts/composers.yaml")
    options = parser.parse_args(arguments)
    if Composer.EXTRACTIVE not in options.composers:
        parser.error("--composers needs extractive, which the others are compared with")
    return options


if __name__ == "__main__":
    sys.exit(main())
