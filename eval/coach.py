"""Opens the coach that is evaluated, as anybody would: settings, index, `build_coach`."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from bot.errors import CoachError

from .cases import LIBRARY_KINDS, Case
from .run import Subject

if TYPE_CHECKING:
    from bot.config import Settings

DOCUMENTS = Path(__file__).parent / "documents"
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_FOUND = 10  # passages that a search returns


class OpenCoach(Protocol):
    """Whatever opens a coach: `open_coach`, or one that opens a scripted coach in tests."""

    def __call__(
        self, home: Path | None, *, documents: Sequence[Path] = (), settings: Mapping[str, Any] = _NOTHING
    ) -> AbstractContextManager[Subject]:
        """Open one over the pathways and `documents`."""


@contextlib.contextmanager
def open_coach(
    home: Path | None, *, documents: Sequence[Path] = (), settings: Mapping[str, Any] = _NOTHING
) -> Iterator[Subject]:
    """Build the index and the coach in `home`, or in a folder that is gone afterwards.

    `documents`, files or folders, are indexed beside the pathways; `settings` win over all others.
    """
    from bot.app import build_coach
    from bot.config import load_settings, prepare_home
    from bot.embedding import query_embedder
    from bot.index.command import ensure_index
    from bot.index.reader import Index

    with contextlib.ExitStack() as stack:
        folder = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pathcoach-eval-")))
        chosen = load_settings({**settings, "home": folder})
        prepare_home(chosen.home)
        if documents:
            _add_documents(chosen, documents)
        ensure_index(chosen)
        index = Index.open(chosen.home, query_embedder(chosen))
        coach = build_coach(chosen, index=index)
        stack.callback(coach.close)
        yield Subject(
            coach,
            chunks=index.chunks,
            titles=tuple(document.title for document in index.documents.values()),
            search=lambda query: [each.chunk.chunk_id for each in index.search(query, k=_FOUND)],
        )


@contextlib.contextmanager
def open_subjects(
    open_coach: OpenCoach,
    home: Path | None,
    cases: Sequence[Case],
    *,
    settings: Mapping[str, Any] = _NOTHING,
) -> Iterator[Callable[[Case], Subject]]:
    """Open what the cases are asked of; what is returned says which coach is asked a case.

    Cases about other documents (LIBRARY_KINDS) are asked of a coach that has those of eval/documents/ beside
    the pathways, in a home of its own; the others of one that has the pathways alone.
    """
    aside = [case.kind in LIBRARY_KINDS for case in cases]
    with contextlib.ExitStack() as stack:
        opened: dict[bool, Subject] = {}
        if not all(aside) or not aside:
            opened[False] = stack.enter_context(open_coach(home, settings=settings))
        if any(aside):
            beside = open_coach(home and home / "library", documents=[DOCUMENTS], settings=settings)
            opened[True] = stack.enter_context(beside)
        yield lambda case: opened[case.kind in LIBRARY_KINDS]


def _add_documents(settings: Settings, documents: Sequence[Path]) -> None:
    """Bring them into the index, in a subprocess: torch stays there. Raises CoachError."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "index", *map(str, documents)],
        env={
            **os.environ,
            "PATHCOACH_HOME": str(settings.home),
            "PATHCOACH_EMBEDDING__MODEL": settings.embedding.model,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["It said nothing."]
        raise CoachError(f"The evaluation's documents could not be indexed. {said[-1]}")
