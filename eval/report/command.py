"""`--report FOLDER`: the options of the report, and how a run becomes one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.clock import clock_of
from bot.config import load_settings

from ..command import gather, may_show
from ..comparison import Comparison as Found
from ..gates import Verdict
from ..judge.judging import ratable, rate
from ..judge.key import KEY, take_key
from ..lines import Half
from ..metrics import Outcome
from .comparisons import comparison_of
from .filling import part_of
from .opinions import opinions_of
from .page import Opinions, Page

Summaries = Mapping[Half, Mapping[str, float | None]]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the report and of its judge."""
    parser.add_argument(
        "--report", type=Path, metavar="FOLDER", help="write report.html and report.md into FOLDER"
    )
    judge = "let a model on this OpenAI-compatible server rate the replies, in a section of its own; its key"
    parser.add_argument("--judge-url", metavar="URL", help=f"{judge} is read from {KEY}")
    parser.add_argument("--judge-model", metavar="NAME", help="the name of that model")


def check_options(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Exit with 2 where the options do not go together; the judge's key becomes one (`judge_key`)."""
    options.judge_key = take_key()
    if bool(options.judge_url) != bool(options.judge_model):
        parser.error("--judge-url and --judge-model go together")
    if options.judge_url and not options.report:
        parser.error("--judge-url goes with --report, where its opinion stands")
    if options.judge_url and options.compare:
        parser.error("--judge-url does not go with --compare")


def publish(
    options: argparse.Namespace,
    outcomes: Mapping[Half, Sequence[Outcome]],
    summaries: Summaries,
    verdicts: Sequence[Verdict],
    *,
    lost: Mapping[Half, Sequence[Outcome]],
) -> None:
    """Write the report of a run, and once more when the judge has spoken. Raises CoachError.

    `lost` are those that are right alone and wrong in conversation, where that was asked.
    """
    from .about import run_of
    from .files import write_report

    settings = load_settings({"home": options.home} if options.home else None)
    sets = {_title(half): found for half, found in outcomes.items()}
    page = Page(
        run=run_of(settings, sets, composer=options.composer, clock=clock_of(settings)),
        parts=tuple(
            part_of(
                _title(half),
                found,
                summaries[half],
                reveal=may_show(half, options),
                verdicts=[verdict for verdict in verdicts if verdict.gate.half == half],
                lost=lost.get(half, ()),
            )
            for half, found in outcomes.items()
        ),
    )
    write_report(options.report, page)
    if options.judge_url:
        write_report(options.report, replace(page, opinions=tuple(_opinions(options, outcomes))))


def publish_comparison(
    options: argparse.Namespace, before: str, after: str, compared: Mapping[Half, Found]
) -> None:
    """Write the report of two runs. Raises CoachError."""
    from .about import comparing_run_of
    from .files import write_report

    settings = load_settings({"home": options.home} if options.home else None)
    comparisons = tuple(
        comparison_of(f"comparison, {_title(half)}", before, after, found, reveal=may_show(half, options))
        for half, found in compared.items()
    )
    run = comparing_run_of(before, after, clock=clock_of(settings))
    write_report(options.report, Page(run, comparisons=comparisons))


def _opinions(options: argparse.Namespace, outcomes: Mapping[Half, Sequence[Outcome]]) -> Iterator[Opinions]:
    from ..judge.server import asker

    ask = asker(options.judge_url, options.judge_model, key=options.judge_key)
    for half, found in outcomes.items():
        rated = ratable(found)
        ratings = gather(rate(rated, ask), half, total=len(rated))
        yield opinions_of(options.judge_model, _title(half), ratings)


def _title(half: Half) -> str:
    return f"{half} half"
