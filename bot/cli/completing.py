"""What the shell offers after TAB for ids: pathways, threads and models, with what they are.

A shell waits for this: nothing is imported that takes long, and nothing is built. What is wrong is not said
here: the command itself will say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import typer

from bot.config import load_settings
from bot.errors import CoachError

_MOST = 50  # threads, the last used


def complete_pathway(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of the indexed pathways that begin so, each with its title."""
    return [found for found in _pathways() if found[0].startswith(incomplete)]


def complete_thread(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of the person's threads that begin so, each with its title."""
    user = context.params.get("user") or "local"
    return [found for found in _threads(user) if found[0].startswith(incomplete)]


def complete_model(incomplete: str) -> list[tuple[str, str]]:
    """Return the names of the catalogue that begin so, each with its title."""
    from bot.models.catalogue import load_catalogue

    return [(entry.name, entry.title) for entry in load_catalogue() if entry.name.startswith(incomplete)]


def _pathways() -> Iterator[tuple[str, str]]:
    from bot.index.catalogue import read_catalogue
    from bot.index.layout import index_folder, read_pointer

    with suppress(CoachError, OSError, ValueError):
        folder = index_folder(load_settings().home)
        if pointer := read_pointer(folder):
            for entry in read_catalogue(folder / pointer.generation):
                if pathway := entry.document.pathway:
                    yield pathway.pathway_id, pathway.title


def _threads(user: str) -> Iterator[tuple[str, str]]:
    from bot.clock import system_clock
    from bot.store import Store

    with suppress(CoachError):
        settings = load_settings()
        if settings.store.url is None and not (settings.home / "store.sqlite").exists():
            return  # opening it would create it
        with Store.open(settings.store_url, clock=system_clock, busy_timeout_s=1) as store:
            for thread in store.threads(store.resolve_terminal(user), limit=_MOST):
                yield thread.thread_id, " ".join(thread.title.split())
