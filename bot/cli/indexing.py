"""`pathcoach index`: brings the index up to date with the documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.config import load_settings


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Documents or folders to add to the sources."),
    ] = None,
    remove: Annotated[
        list[Path] | None, typer.Option("--remove", metavar="PATH", help="A source to take away again.")
    ] = None,
) -> None:
    """Bring the index up to date; only what changed is embedded.

    The sources are remembered: without a PATH, all of them are read again.

    Example: pathcoach index ~/pathways nurse-to-data-analyst.md
    """
    from bot.app import build_router, prepare_model
    from bot.embedding import build_embedder
    from bot.index.command import run_build

    settings = load_settings()
    report = run_build(settings, paths or [], remove or [])
    build_router(settings, build_embedder(settings))
    prepare_model(settings)
    for warning in report.warnings:
        print(f"Warning: {warning}", file=sys.stderr)
    for error in report.errors:
        print(error, file=sys.stderr)
    print(
        f"{report.documents} documents, {report.chunks} chunks: {report.embedded} embedded, "
        f"{report.unchanged} unchanged, {report.removed} removed."
    )
    if report.errors:
        raise typer.Exit(1)
