"""`pathcoach bench`: how fast is this installation, and how near to what the machine can do?"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.config import load_settings
from bot.errors import StorageError

if TYPE_CHECKING:
    from bot.benchmark import Report

_STANDARD_OUTPUT = Path("-")


def bench(
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write every figure to this file; - prints them alone."),
    ] = None,
    plot_file: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw latency by prompt size into this SVG file."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Measure less, in about half a minute.")] = False,
) -> None:
    """Measure how fast answers come, beside bare llama.cpp and against the memory's own bandwidth.

    Questions are asked of the index that is there; nobody's threads are touched. It takes up to three
    minutes, longer with a large model, and wants a machine that does nothing else.

    \b
    Examples:
      pathcoach bench
      pathcoach bench --quick --json bench.json --plot latency.svg
    """
    from bot.benchmark import QUICK, WHOLE, measure
    from bot.machine import Sensors, read_machine

    for path in (json_file, plot_file):
        if path is not None and path != _STANDARD_OUTPUT:
            _check_place(path)
    with _progress() as tell, closing(Sensors()) as sensors:
        report = measure(
            load_settings(),
            QUICK if quick else WHOLE,
            quick=quick,
            read_machine=read_machine,
            sensors=sensors,
            tell=tell,
        )
    if json_file != _STANDARD_OUTPUT:
        _print(report)
    _write(report, json_file, plot_file)


def _check_place(path: Path) -> None:
    """Raise StorageError where no file can be written, before anything is measured."""
    if path.is_dir():
        raise StorageError(f"{path} is a folder. Name a file in it.")
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StorageError(f"There is no folder {folder}. Create it, or name a file elsewhere.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageError(f"Nothing can be written in {folder}. Name a file elsewhere.")


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show on a terminal what is being measured."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    # Drawn seldom: it must not take from what is measured.
    with Console(stderr=True).status("", refresh_per_second=2) as status:
        yield lambda words: status.update(f"{words} …")


def _print(report: Report) -> None:
    from bot.benchmark.table import remarks, rows
    from bot.cli.tables import print_table, print_wrapped
    from bot.prompts import bundled_prompts

    prompts = bundled_prompts()
    columns = [prompts.say(f"bench_column_{name}") for name in ("what", "figure", "remark")]
    print_table(columns, rows(report, prompts))
    for remark in remarks(report, prompts):
        print_wrapped(remark)


def _write(report: Report, json_file: Path | None, plot_file: Path | None) -> None:
    """Write what was asked for, each file whole or not at all. Raises StorageError."""
    from bot.benchmark.plot import plot
    from bot.benchmark.report import as_json
    from bot.prompts import bundled_prompts

    say = bundled_prompts().say
    text = json.dumps(as_json(report), ensure_ascii=False, indent=1)
    if json_file == _STANDARD_OUTPUT:
        print(json.dumps(as_json(report), ensure_ascii=False))
    elif json_file is not None:
        _replace(json_file, f"{text}\n")
    if plot_file is None:
        return
    if not report.by_size or report.model is None:
        reason = report.left_out.get("by_size") or report.left_out.get("model", "")
        print(say("bench_plot_nothing", reason=reason), file=sys.stderr)
        return
    _replace(plot_file, plot(report.by_size, bundled_prompts(), model=report.model.name))


def _replace(path: Path, content: str) -> None:
    from bot.files import write_atomically
    from bot.prompts import bundled_prompts

    try:
        write_atomically(path, content.encode())
    except OSError as error:
        raise StorageError(f"{path} cannot be written ({error.strerror}). Name a file elsewhere.") from None
    print(bundled_prompts().say("bench_written", path=path), file=sys.stderr)
