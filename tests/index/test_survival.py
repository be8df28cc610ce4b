"""What a build survives: kills, a second process, a full disk, a home that cannot be written."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.index import layout
from bot.index.layout import index_folder
from bot.index.reader import Index

SCRIPT = Path(__file__).with_name("build_once.py")


def start(corpus, *options):
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(corpus.folder), str(corpus.home), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def test_a_build_killed_at_any_moment_leaves_a_whole_index(corpus):
    chance = random.Random(2)
    for _ in range(5):
        process = start(corpus, "--forever")
        assert process.stdout.readline()  # one generation is complete: from here on there is always one
        time.sleep(chance.uniform(0.0, 0.6))
        process.kill()
        process.communicate()

        index = Index.open(corpus.home, corpus.embedder)
        versions = {chunk.text.split(" of ")[0] for chunk in index.chunks if chunk.pathway_id == "clock"}
        found = index.search("Record 149 version", k=3, pathway_ids=["clock"])
        assert len(versions) == 1
        assert "clock/body/record-149" in {passage.chunk.chunk_id for passage in found}

    corpus.build()
    names = {path.name for path in index_folder(corpus.home).iterdir() if path.is_dir()}
    assert len(names) <= 2
    assert not any(name.endswith(".building") for name in names)


def test_a_second_process_waits_and_finds_the_work_done(corpus):
    with layout.writing(index_folder(corpus.home), print):
        process = start(corpus)
        waiting = process.stderr.readline()
        first = corpus.build()
    printed, _ = process.communicate(timeout=60)

    assert waiting.startswith("Another process is indexing")
    assert first.embedded == 6
    assert json.loads(printed) == {"documents": 2, "embedded": 0}


@pytest.mark.parametrize("limit", [1, 500, 100_000])  # the vector cache, the documents, Chroma
def test_a_full_disk_is_one_sentence_and_the_old_index_stays(corpus, limit):
    before = corpus.build()
    corpus.write("new.md", "new", "Word: A record that needs to be embedded")

    process = start(corpus, "--file-limit", str(limit))
    _, said = process.communicate(timeout=60)

    assert process.returncode == 1
    assert said.strip().splitlines()[-1].startswith("StorageError: ")
    index = Index.open(corpus.home, corpus.embedder)
    assert index.generation == before.generation
    assert index.search("bowline knot")[0].chunk.chunk_id == "sailor/body/knots"
    assert corpus.build().documents == 3


@pytest.mark.parametrize("home", ["/proc/pathcoach", "{tmp}/file/home"])
def test_a_home_that_cannot_be_written_is_one_sentence(corpus, tmp_path, home):
    (tmp_path / "file").write_text("not a folder")
    corpus.home = Path(home.format(tmp=tmp_path))

    with pytest.raises(StorageError, match="Set PATHCOACH_HOME"):
        corpus.build()
