"""`pathcoach index`: brings the index up to date with the documents, once or as long as they are written."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.config import Settings, load_settings
from bot.pathways.grammar import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.index.builder import BuildReport


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Documents or folders to add to the sources."),
    ] = None,
    remove: Annotated[
        list[Path] | None,
        typer.Option(
            "--remove", metavar="PATH", help="A source to take away again; may be given repeatedly."
        ),
    ] = None,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Go on until Ctrl-C, and follow every change of the documents."),
    ] = False,
) -> None:
    """Bring the index up to date; only what changed is embedded.

    The sources are remembered: without a PATH, all of them are read again. A conversation that is open
    meanwhile answers from the new index at its next question.

    \b
    Examples:
      pathcoach index ~/pathways nurse-to-data-analyst.md
      pathcoach index --watch
    """
    from bot.app import build_act_reader, build_router, prepare_answers, prepare_model
    from bot.embedding import build_embedder
    from bot.index.command import run_build

    settings = load_settings()
    report = run_build(settings, paths or [], remove or [])
    embedder = build_embedder(settings)
    router = build_router(settings, embedder, before_fitting=_say_that_it_learns)
    build_act_reader(embedder, before_fitting=_say_that_it_learns)
    prepare_answers(settings, embedder, router)
    prepare_model(settings)
    for warning in report.warnings:
        print(f"Warning: {warning}", file=sys.stderr)
    for error in report.errors:
        print(error, file=sys.stderr)
    print(
        f"{count(report.documents, 'document')}, {count(report.chunks, 'chunk')}: "
        f"{report.embedded} embedded, {report.unchanged} unchanged, {report.removed} removed.",
        flush=True,
    )
    if watch:
        _watch(settings, report)
    elif report.errors:
        raise typer.Exit(1)


@cache
def _say_that_it_learns() -> None:
    print("Learning to tell what people want. This takes a minute, once.", file=sys.stderr, flush=True)


def _watch(settings: Settings, known: BuildReport) -> None:
    """Follow the documents until Ctrl-C."""
    from bot.clock import clock_of
    from bot.embedding import query_embedder
    from bot.index.command import all_sources, run_build
    from bot.index.watching import Watcher

    warn = partial(print, file=sys.stderr, flush=True)
    # The embedder of conversations: it has the same vectors, and a few chunks are not worth importing torch.
    embedder, progress = query_embedder(settings), _Notices(warn)
    watcher = Watcher(
        settings.home,
        build=lambda: run_build(settings, embedder=embedder, progress=progress, forget_vanished=False),
        list_sources=lambda: all_sources(settings.home),
        say=partial(print, flush=True),
        warn=warn,
        clock=clock_of(settings),
    )
    warn("Watching the documents. Press Ctrl-C to stop.")
    try:
        watcher.run(known=known)
    except KeyboardInterrupt:
        warn("")  # the shell's prompt belongs below the ^C


class _Notices:
    """Passes on what a build must say; of a few chunks it shows no progress."""

    def __init__(self, notice: Callable[[str], None]) -> None:
        self.notice = notice

    @contextmanager
    def embedding(self, total: int) -> Iterator[Callable[[int], None]]:
        yield lambda done: None
