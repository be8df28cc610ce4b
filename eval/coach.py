"""Opens the coach that is evaluated, as anybody would: settings, index, `build_coach`."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from bot.domain import Chunk

from .run import Replies

OpenCoach = Callable[[Path | None], AbstractContextManager[tuple[Replies, Callable[[str], Chunk | None]]]]


@contextlib.contextmanager
def open_coach(home: Path | None) -> Iterator[tuple[Replies, Callable[[str], Chunk | None]]]:
    """Build the index and the coach in `home`, or in a folder that is gone afterwards; find chunks by id."""
    from bot.app import build_coach
    from bot.config import load_settings, prepare_home
    from bot.embedding import query_embedder
    from bot.index.command import ensure_index
    from bot.index.reader import Index

    with contextlib.ExitStack() as stack:
        folder = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pathcoach-eval-")))
        settings = load_settings({"home": folder})
        prepare_home(settings.home)
        ensure_index(settings)
        index = Index.open(settings.home, query_embedder(settings))
        yield build_coach(settings), {chunk.chunk_id: chunk for chunk in index.chunks}.get
