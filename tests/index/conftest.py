"""A small corpus in files, a reader for it, and an embedder that needs no model and counts what it embeds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.domain import Chunk, Document, Section
from bot.errors import DocumentError
from bot.index.builder import BuildReport, build_index
from bot.index.progress import BuildProgress


class HashedWords:
    """A bag of words: each word adds its own pseudo-random direction, so equal words make texts similar."""

    name, dimensions = "hashed-words", 64

    def __init__(self, digest: str = "hashed-words-1") -> None:
        self.digest = digest
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        vectors = np.array([self._vector(text) for text in texts], np.float32).reshape(-1, self.dimensions)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def _vector(self, text: str) -> NDArray[np.float64]:
        words = text.lower().split() or [""]
        return np.sum([self._direction(word) for word in words], axis=0)

    def _direction(self, word: str) -> NDArray[np.float64]:
        seed = int.from_bytes(hashlib.sha256(word.encode(errors="replace")).digest()[:4], "big")
        return np.random.default_rng(seed).normal(size=self.dimensions)


@dataclass
class RecordedProgress:
    """Keeps what a build says."""

    notices: list[str] = field(default_factory=list)
    advanced: list[int] = field(default_factory=list)

    def notice(self, text: str) -> None:
        self.notices.append(text)

    @contextmanager
    def embedding(self, total: int) -> Iterator[Callable[[int], None]]:
        yield self.advanced.append


def read_lines(path: Path) -> Document:
    """Read a document of the tests: its id on the first line, then `name: text` records."""
    name, *records = path.read_text(encoding="utf-8").splitlines()
    chunks = []
    for position, record in enumerate(records):
        heading, separator, text = record.partition(": ")
        if not separator:
            raise DocumentError(str(path), position + 2, f"{record!r} has no colon.", "Write `name: text`.")
        chunk_id = f"{name}/body/{heading.lower().replace(' ', '-')}"
        chunks.append(Chunk(chunk_id, name, Section.BODY, heading, text, position + 2, position))
    warnings = () if chunks else ("The document is empty.",)
    return Document(name, name.title(), tuple(chunks), warnings=warnings)


@dataclass
class Corpus:
    """A folder of documents and a home folder to index it in."""

    folder: Path
    home: Path
    embedder: HashedWords = field(default_factory=HashedWords)
    progress: BuildProgress = field(default_factory=RecordedProgress)

    def write(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def build(self, *paths: Path) -> BuildReport:
        return build_index(
            paths or (self.folder,),
            home=self.home,
            embedder=self.embedder,
            read=read_lines,
            progress=self.progress,
        )


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two documents with three records each, not yet indexed."""
    corpus = Corpus(tmp_path / "documents", tmp_path / "home")
    corpus.folder.mkdir()
    corpus.write(
        "baker.md",
        "baker",
        "Flour: Knead strong flour for 12 minutes",
        "Oven: Heat the oven to 230 degrees",
        "Course: Take the Zwiebelbrot course with a master",
    )
    corpus.write(
        "sailor.md",
        "sailor",
        "Knots: Learn the bowline before any other knot",
        "Wind: Read the wind from the water",
        "Licence: The RYA-2041 licence takes 9 weeks",
    )
    return corpus


@pytest.fixture
def progress() -> RecordedProgress:
    return RecordedProgress()
