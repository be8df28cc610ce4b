"""The index follows its documents while they are written."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import frozen_clock
from bot.errors import StorageError
from bot.index import sources
from bot.index.builder import DocumentChange
from bot.index.reader import Index
from bot.index.watching import Watcher, _summary

PATIENCE_S = 30
Next = Callable[[], str]


@pytest.fixture
def watching(corpus) -> Callable[..., object]:
    """`with watching() as next_line:` watches the corpus; `next_line()` waits for what is said next."""

    @contextmanager
    def watch(*paths: Path, build=None) -> Iterator[Next]:
        lines: queue.Queue[str] = queue.Queue()
        stop, ready = threading.Event(), threading.Event()
        corpus.home.mkdir(exist_ok=True)
        sources.remember(corpus.home, paths or [corpus.folder])

        def build_and_tell():
            try:
                return (build or corpus_build)()
            finally:
                ready.set()

        def corpus_build():
            return corpus.build(*(path for path in sources.remembered(corpus.home) if path.exists()))

        watcher = Watcher(
            corpus.home,
            build=build_and_tell,
            list_sources=lambda: sources.remembered(corpus.home),
            say=lines.put,
            warn=lines.put,
            clock=frozen_clock(datetime(2026, 3, 2, 12, tzinfo=UTC)),
        )
        thread = threading.Thread(
            target=watcher.run, kwargs={"known": corpus_build(), "stop": stop}, daemon=True
        )
        thread.start()
        try:
            assert ready.wait(PATIENCE_S)
            yield lambda: lines.get(timeout=PATIENCE_S).partition(" ")[2]
        finally:
            stop.set()
            thread.join(PATIENCE_S)
        assert not thread.is_alive()
        assert list(lines.queue) == []

    return watch


def rewrite(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


def test_a_change_is_embedded_and_said_in_one_line(corpus, watching):
    with watching() as next_line:
        rewrite(corpus.folder / "baker.md", "230", "250")
        assert next_line() == "baker.md: 1 chunk embedded, 2 unchanged"
    assert "250" in Index.open(corpus.home, corpus.embedder).chunk("baker/body/oven").text


def test_a_file_that_an_editor_puts_in_the_place_of_the_old_one_is_followed_again_and_again(corpus, watching):
    document = corpus.folder / "baker.md"
    with watching(document) as next_line:
        for degrees in ("240", "250"):
            new = corpus.folder / ".baker.md.new"
            new.write_text(document.read_text().replace("to 2", f"to {degrees} or 2"))
            os.replace(new, document)
            assert next_line() == "baker.md: 1 chunk embedded, 2 unchanged"


def test_new_documents_in_new_folders_are_found_and_lost_ones_leave(corpus, watching):
    with watching() as next_line:
        (corpus.folder / "deep" / "deeper").mkdir(parents=True)
        corpus.write("deep/deeper/smith.md", "smith", "Iron: Strike it hot")
        assert next_line() == "smith.md: 1 chunk embedded, 0 unchanged"
        rewrite(corpus.folder / "deep" / "deeper" / "smith.md", "hot", "while it is hot")
        assert next_line() == "smith.md: 1 chunk embedded, 0 unchanged"
        (corpus.folder / "deep").rename(corpus.folder / ".hidden")
        assert next_line() == "smith.md: gone, 1 chunk removed"


def test_a_source_that_went_away_is_one_again_when_it_is_back(corpus, watching):
    document = corpus.folder / "baker.md"
    text = document.read_text()
    with watching(document, corpus.folder / "sailor.md") as next_line:
        document.unlink()
        assert next_line() == "baker.md: gone, 3 chunks removed"
        document.write_text(text)
        assert next_line() == "baker.md: 3 chunks embedded, 0 unchanged"


def test_a_source_that_another_process_adds_is_followed(corpus, watching):
    with watching(corpus.folder / "baker.md") as next_line:
        sources.remember(corpus.home, [corpus.folder / "sailor.md"])
        assert next_line() == "sailor.md: 3 chunks embedded, 0 unchanged"
        rewrite(corpus.folder / "sailor.md", "9 weeks", "10 weeks")
        assert next_line() == "sailor.md: 1 chunk embedded, 2 unchanged"


def test_a_fault_is_said_once_and_the_last_good_version_stays(corpus, watching):
    document = corpus.folder / "baker.md"
    good = document.read_text()
    with watching() as next_line:
        document.write_text(good.replace("Oven: ", "Oven "))
        assert "has no colon" in next_line()
        rewrite(corpus.folder / "sailor.md", "9 weeks", "10 weeks")
        assert next_line() == "sailor.md: 1 chunk embedded, 2 unchanged"
        assert "230" in Index.open(corpus.home, corpus.embedder).chunk("baker/body/oven").text
        document.write_text(good)
        assert next_line() == "What was wrong is right again; the index stays as it is."


def test_a_build_that_fails_is_said_and_watching_goes_on(corpus, watching):
    fails = iter([False, True])

    def build():
        if next(fails, False):
            raise StorageError("The disk is full.")
        return corpus.build()

    with watching(build=build) as next_line:
        rewrite(corpus.folder / "baker.md", "230", "250")
        assert next_line() == "The disk is full."
        rewrite(corpus.folder / "baker.md", "250", "260")
        assert next_line() == "baker.md: 1 chunk embedded, 2 unchanged"


def test_what_editors_leave_beside_a_document_is_nothing(corpus, watching):
    with watching() as next_line:
        for name in (".baker.md.swp", "baker.md~", "4913", "notes.pdf"):
            corpus.write(name, "x")
        rewrite(corpus.folder / "baker.md", "230", "250")
        assert next_line() == "baker.md: 1 chunk embedded, 2 unchanged"


def test_what_changed_between_the_build_and_the_watch_is_not_lost(corpus, watching):
    changed = []

    def build():
        if not changed:
            rewrite(corpus.folder / "baker.md", "230", "250")
            changed.append(True)
        return corpus.build()

    with watching(build=build) as next_line:
        assert next_line() == "baker.md: 1 chunk embedded, 2 unchanged"


def test_one_line_sums_up_many_documents():
    changes = [DocumentChange(f"/a/{name}.md", 2, 3, 1, gone=False) for name in "abcde"]
    assert _summary(changes) == "a.md, b.md, c.md and 2 more: 10 chunks embedded, 15 unchanged, 5 removed"
