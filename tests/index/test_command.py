"""`run_build` and `ensure_index` with the bundled model and real documents."""

import os
import sys
from pathlib import Path

import pytest

from bot.config import Settings
from bot.embedding import query_embedder
from bot.errors import IndexMissing
from bot.index.command import ensure_index, learn_apart, run_build
from bot.index.reader import Index

REFERENCE = "# Bakery\n\n## Sourdough\n\nFeed the starter with 120 grams of rye flour every morning.\n"


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path / "home")


@pytest.mark.real_model
def test_the_index_is_built_searched_and_changed(settings, tmp_path, progress):
    document = tmp_path / "bakery.md"
    document.write_text(REFERENCE)

    added = run_build(settings, [document], progress=progress)
    index = Index.open(settings.home, query_embedder(settings))
    [found] = index.search("How much flour does a leaven need each day?", k=1)
    again = run_build(settings, progress=progress)
    removed = run_build(settings, [], [document], progress=progress)

    assert added.errors == ()
    assert added.embedded == added.chunks
    assert "120 grams" in found.chunk.text
    assert (again.embedded, again.generation) == (0, added.generation)
    assert removed.removed >= 1
    assert removed.embedded == 0
    assert index.refresh()
    assert "120 grams" not in "".join(chunk.text for chunk in index.chunks)


@pytest.mark.real_model
def test_bad_paths_and_documents_are_reported_together(settings, tmp_path, progress):
    (tmp_path / "binary.md").write_bytes(b"\x00\x01")

    report = run_build(
        settings, [tmp_path / "nowhere.md", tmp_path / "binary.md"], [tmp_path / "x.md"], progress=progress
    )

    assert sorted(Path(error.path).name for error in report.errors) == ["binary.md", "nowhere.md", "x.md"]
    assert report.chunks > 0


def test_a_build_that_fails_gives_its_last_words(settings, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(
        sys, "executable", _script(tmp_path, "echo first >&2; echo The disk is full. >&2; exit 1")
    )

    with pytest.raises(IndexMissing, match="The disk is full"):
        ensure_index(settings)

    captured = capfd.readouterr()
    assert "first" in captured.err
    assert captured.out == ""


def test_the_build_gets_the_settings_in_use(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", _script(tmp_path, 'echo "$@ in $PATHCOACH_HOME"'))

    with pytest.raises(IndexMissing, match=f"-m bot index in {settings.home}"):
        ensure_index(settings)


def test_learning_passes_on_what_is_said_but_no_report(settings, monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(
        sys, "executable", _script(tmp_path, "echo This takes a minute. >&2; echo 1 document")
    )

    learn_apart(settings)

    assert capfd.readouterr() == ("", "This takes a minute.\n")


def _script(folder: Path, body: str) -> str:
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{body}\n")
    os.chmod(path, 0o755)
    return str(path)
