"""Searches the current generation of the index, and follows when a new one is published."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.domain import Chunk, Document, Passage, Pathway
from bot.embedding import Embedder
from bot.errors import IndexMissing
from bot.index import layout
from bot.index.catalogue import chunks_of, read_catalogue
from bot.index.dense import DenseIndex
from bot.index.fusion import fuse, largest
from bot.index.keywords import KeywordIndex

_COMPARED = 20_000  # so many vectors are compared one by one faster than Chroma is asked, and exactly
_CANDIDATES = 48  # of each kind; enough that the fused top 8 never changes with more


class Index:
    """The index as a reader has it open. Threads may share it; each search sees one generation, whole."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Use `Index.open`."""
        self.embedder = embedder
        self._folder = folder
        self._refreshing = threading.Lock()
        self._stamp = _stamp(folder)
        self._generation = _open_current(folder, embedder)

    @classmethod
    def open(cls, home: Path, embedder: Embedder) -> Self:
        """Open the index under `home`. Raises IndexMissing if there is none that fits `embedder`."""
        return cls(layout.index_folder(home), embedder)

    @property
    def generation(self) -> str:
        """The name of the open generation; two equal names mean equal content."""
        return self._generation.name

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All chunks, in the order of their documents."""
        return self._generation.chunks

    @property
    def documents(self) -> Mapping[str, Document]:
        """All documents by id."""
        return self._generation.documents

    @property
    def paths(self) -> Mapping[str, str]:
        """The files that the documents were read from, by document id."""
        return self._generation.paths

    @property
    def pathways(self) -> Mapping[str, Pathway]:
        """The pathways by id; reference documents have none."""
        return self._generation.pathways

    def chunk(self, chunk_id: str) -> Chunk:
        """Return a chunk. Raises KeyError if the open generation has none with this id."""
        generation = self._generation
        return generation.chunks[generation.rows[chunk_id]]

    def vector(self, chunk_id: str) -> NDArray[np.float32]:
        """Return the unit vector of a chunk. Raises KeyError as `chunk` does."""
        generation = self._generation
        vector: NDArray[np.float32] = generation.vectors[generation.rows[chunk_id]]
        return vector

    def refresh(self) -> bool:
        """Follow the pointer if it changed; say whether another generation is open now. Cheap if not.

        An index that has gone, or no longer fits the embedder, leaves the open one in use.
        """
        if _stamp(self._folder) == self._stamp:
            return False
        with self._refreshing:
            stamp = _stamp(self._folder)
            if stamp is None or stamp == self._stamp:
                return False
            try:
                generation = _open_current(self._folder, self.embedder)
            except IndexMissing:
                return False
            changed = generation.name != self._generation.name
            self._stamp, self._generation = stamp, generation
            return changed

    def warm(self) -> None:
        """Load now what the first search would load: the embedding model, Chroma and the words."""
        self.search("warm")

    def search(self, query: str, *, k: int = 8, pathway_ids: Collection[str] | None = None) -> list[Passage]:
        """Return the `k` best passages for `query`, best first, from these pathways (None: from all).

        Raises IndexMissing if the open generation was removed and no other can be opened.
        """
        if not query.strip() or k < 1 or (pathway_ids is not None and not pathway_ids):
            return []
        vector = self.embedder.embed([query])[0]
        try:
            return self._generation.search(query, vector, k=k, pathway_ids=pathway_ids)
        except FileNotFoundError:  # removed by two later builds before anything was searched in it
            self.refresh()
        try:
            return self._generation.search(query, vector, k=k, pathway_ids=pathway_ids)
        except FileNotFoundError as error:
            raise IndexMissing(f"The index in {self._folder} is gone. Run `pathcoach index`.") from error

    def by_words(self, query: str, *, k: int, pathway_ids: Collection[str]) -> list[Chunk]:
        """Return the `k` chunks of these documents that match the words of `query` best, best first."""
        return self._generation.by_words(query, k=k, pathway_ids=pathway_ids)

    def chunks_of(self, document_id: str) -> tuple[Chunk, ...]:
        """Return the chunks of a document. Raises KeyError if the open generation has none with this id."""
        return self._generation.documents[document_id].chunks


class _Generation:
    """One generation, read-only. Chroma and BM25 are opened by the first search."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError if the generation is gone, ValueError if it is damaged."""
        catalogue = read_catalogue(folder)
        self.name = folder.name
        self.chunks = chunks_of(catalogue)
        self.rows = {chunk.chunk_id: row for row, chunk in enumerate(self.chunks)}
        self.paths = MappingProxyType({entry.document.document_id: entry.path for entry in catalogue})
        self.documents = MappingProxyType({entry.document.document_id: entry.document for entry in catalogue})
        self.pathways = MappingProxyType(
            {each.pathway.pathway_id: each.pathway for each in self.documents.values() if each.pathway}
        )
        self.vectors: NDArray[np.float32] = np.load(
            folder / "vectors.npy", mmap_mode="r" if self.rows else None
        )
        if len(self.vectors) != len(self.chunks):
            raise ValueError(f"{folder / 'vectors.npy'} is damaged")
        self._folder = folder
        self._opening = threading.Lock()

    def search(
        self, query: str, vector: NDArray[np.float32], *, k: int, pathway_ids: Collection[str] | None
    ) -> list[Passage]:
        """Return the best passages. Raises FileNotFoundError if the generation was removed unopened."""
        count = max(_CANDIDATES, 4 * k)
        rows = self._rows(pathway_ids)
        words = self._bm25(query)
        worded = rows[words[rows] > 0]
        best = worded[largest(words[worded], count)]
        near = self._nearest(vector, count, rows, pathway_ids=pathway_ids)
        rows = np.union1d(near, best)
        cosine, bm25 = self.vectors[rows] @ vector, words[rows]
        score = fuse(cosine, bm25)
        return [
            Passage(self.chunks[rows[at]], float(score[at]), float(cosine[at]), float(bm25[at]))
            for at in largest(score, k)
        ]

    def by_words(self, query: str, *, k: int, pathway_ids: Collection[str]) -> list[Chunk]:
        """Return the best chunks by their words alone. Raises FileNotFoundError as `search` does."""
        rows, words = self._rows(pathway_ids), self._bm25(query)
        worded = rows[words[rows] > 0]
        return [self.chunks[row] for row in worded[largest(words[worded], k)]]

    def _bm25(self, query: str) -> NDArray[np.float32]:
        with self._opening:
            keywords = self._keywords
        return keywords.scores(query)

    def _rows(self, pathway_ids: Collection[str] | None) -> NDArray[np.intp]:
        """Return the rows of these documents (None: of all), in order."""
        if pathway_ids is None:
            return np.arange(len(self.chunks))
        spans = [self._spans[each] for each in pathway_ids if each in self._spans]
        return np.concatenate([np.arange(0), *(np.arange(*span) for span in sorted(spans))])

    def _nearest(
        self,
        vector: NDArray[np.float32],
        count: int,
        rows: NDArray[np.intp],
        *,
        pathway_ids: Collection[str] | None,
    ) -> NDArray[np.intp]:
        """Return the nearest rows: by comparing with each where they are few, else by asking Chroma."""
        if len(rows) > _COMPARED:
            with contextlib.suppress(FileNotFoundError):  # removed; our own vectors are still mapped
                with self._opening:
                    dense = self._dense
                near = dense.nearest(vector, count, pathway_ids=pathway_ids)
                return np.array([self.rows[each] for each in near], np.intp)
        whole = len(rows) == len(self.chunks)
        cosine = (self.vectors if whole else self.vectors[rows]) @ vector
        return rows[largest(cosine, count)]

    @cached_property
    def _dense(self) -> DenseIndex:
        return DenseIndex(self._folder / "chroma")

    @cached_property
    def _keywords(self) -> KeywordIndex:
        return KeywordIndex(self._folder / "bm25")

    @cached_property
    def _spans(self) -> Mapping[str, tuple[int, int]]:
        """The rows of each document, from the first to behind the last."""
        spans = {}
        start = 0
        for document_id, document in self.documents.items():
            spans[document_id] = (start, start + len(document.chunks))
            start += len(document.chunks)
        return spans


def is_current(home: Path, embedder: Embedder) -> bool:
    """Say whether there is an index under `home` that fits `embedder`, without opening it."""
    folder = layout.index_folder(home)
    pointer = layout.read_pointer(folder)
    return pointer is not None and _misfit(folder / pointer.generation, embedder) is None


def _open_current(folder: Path, embedder: Embedder) -> _Generation:
    """Open what the pointer names. Raises IndexMissing."""
    pointer = layout.read_pointer(folder)
    while pointer:
        generation = folder / pointer.generation
        misfit = _misfit(generation, embedder)
        try:
            if misfit is None:
                return _Generation(generation)
        except FileNotFoundError:
            misfit = f"The index in {folder} is incomplete."
        except ValueError as error:
            misfit = f"{error}."
        # A build that ended in this moment may have removed the generation that we were about to open.
        later = layout.read_pointer(folder)
        if later == pointer:
            raise IndexMissing(f"{misfit} Run `pathcoach index`.")
        pointer = later
    raise IndexMissing(f"There is no index in {folder} yet. Run `pathcoach index`.")


def _misfit(generation: Path, embedder: Embedder) -> str | None:
    """Return why a generation cannot be used; None if it can."""
    manifest = layout.read_manifest(generation)
    if manifest is None:
        return f"The index in {generation} is incomplete."
    if manifest.format != layout.FORMAT:
        return f"The index in {generation} was made by another version of Pathcoach."
    if manifest.model_digest != embedder.digest:
        return f"The index was made with the embedding model {manifest.model}, not with {embedder.name}."
    return None


def _stamp(folder: Path) -> tuple[int, int, int] | None:
    """Return what changes whenever the pointer is replaced; None if there is no pointer."""
    try:
        status = layout.pointer_path(folder).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
