"""What `pathcoach index` does, and how a command that needs the index gets one."""

from __future__ import annotations

import codecs
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bundled import bundled_folder
from bot.config import Settings, prepare_home
from bot.embedding import Embedder, build_embedder, query_embedder
from bot.errors import DocumentError, IndexMissing
from bot.files import storage_errors
from bot.index import layout, sources
from bot.index.reader import is_current

if TYPE_CHECKING:
    from bot.index.builder import BuildReport
    from bot.index.progress import BuildProgress

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def run_build(
    settings: Settings,
    paths: Sequence[Path] = (),
    remove: Sequence[Path] = (),
    *,
    progress: BuildProgress | None = None,
    embedder: Embedder | None = None,
    forget_vanished: bool = True,
) -> BuildReport:
    """Add `paths` to the remembered sources, take `remove` from them, and bring the index up to date.

    A source that no longer exists is not one any more, or, without `forget_vanished`, as soon as it is back.
    What is wrong with a path or a document is in the report. Raises StorageError, IndexBusy, ModelError.
    """
    from bot.index.builder import build_index
    from bot.index.progress import ConsoleProgress
    from bot.pathways.readers import read_document

    progress = progress or ConsoleProgress()
    prepare_home(settings.home)
    # Sources are read under the same lock as the build: else a waiting process would build from an old list.
    with layout.writing(layout.index_folder(settings.home), progress.notice):
        errors: list[DocumentError] = []
        with storage_errors(settings.home):
            errors += filter(None, [sources.forget(settings.home, path) for path in remove])
            errors += sources.remember(settings.home, paths)
            warnings = sources.forget_vanished(settings.home) if forget_vanished else []
        report = build_index(
            [path for path in all_sources(settings.home) if path.exists()],
            home=settings.home,
            embedder=embedder or build_embedder(settings),
            read=read_document,
            progress=progress,
        )
    return replace(report, errors=(*errors, *report.errors), warnings=(*warnings, *report.warnings))


def all_sources(home: Path) -> list[Path]:
    """Return the documents and folders that the index is made of, whether they still exist or not."""
    return [bundled_folder("knowledge"), *sources.remembered(home)]


def ensure_index(settings: Settings) -> None:
    """Build the index if there is none that fits the settings, in a subprocess: torch stays there.

    What the subprocess says goes on to standard error. Raises IndexMissing with its last words if it fails.
    """
    embedder = query_embedder(settings)
    if is_current(settings.home, embedder):
        return
    last_words = _index_apart(settings)
    if not is_current(settings.home, embedder):
        raise IndexMissing(
            f"The index could not be built. {last_words or 'Run `pathcoach index` to see why.'}"
        )


def learn_apart(settings: Settings) -> None:
    """Run `pathcoach index` for what it learns on the way: that takes 100 MB more than a conversation has."""
    _index_apart(settings, reporting=False)


def _index_apart(settings: Settings, *, reporting: bool = True) -> str:
    """Run `pathcoach index` in a subprocess and return the last line that it said.

    What it says goes on to standard error: ours belongs to the answer. Its report does so where `reporting`.
    """
    environment = {
        **os.environ,
        "PATHCOACH_HOME": str(settings.home),
        "PATHCOACH_EMBEDDING__MODEL": settings.embedding.model,
    }
    if sys.stderr.isatty():  # the pipe would hide the terminal from the progress bar
        environment |= {
            "TTY_COMPATIBLE": "1",
            "COLUMNS": str(os.get_terminal_size(sys.stderr.fileno()).columns),
        }
    said, decoder = bytearray(), codecs.getincrementaldecoder("utf-8")("replace")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "index"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if reporting else subprocess.DEVNULL,
        stderr=subprocess.STDOUT if reporting else subprocess.PIPE,
    ) as process:
        saying = process.stdout or process.stderr
        assert saying is not None  # one of both was asked for
        try:
            while some := os.read(saying.fileno(), 4096):
                said += some
                sys.stderr.write(decoder.decode(some))
                sys.stderr.flush()
        except BaseException:
            process.terminate()
            raise
    lines = re.split(r"[\r\n]+", _CONTROL.sub("", said.decode(errors="replace")))
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
