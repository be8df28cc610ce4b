"""Chunks by their vectors, in Chroma. The only module that knows Chroma."""

from __future__ import annotations

import weakref
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.domain import Chunk
from bot.errors import IndexMissing, StorageError

if TYPE_CHECKING:
    from chromadb import Where
    from chromadb.api.client import Client

_COLLECTION = "chunks"
_DATABASE = "chroma.sqlite3"
# A search looks at more neighbours than it returns; Chroma's default of 100 would bound the candidates.
_EF_SEARCH = 256


class DenseIndex:
    """Nearest neighbours by cosine. Built once, read from then on; threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Open what `write` left in `folder`. Raises FileNotFoundError if that is gone."""
        if not folder.is_dir():  # Chroma would make an empty one
            raise FileNotFoundError(folder)
        from chromadb.errors import ChromaError

        try:
            client = _open(folder)
            self._collection = client.get_collection(_COLLECTION, embedding_function=None)
        except ChromaError as error:
            raise IndexMissing(
                f"The index in {folder.parent} cannot be opened ({error}). "
                f"Delete that folder and run `pathcoach index`."
            ) from error
        self._folder = folder
        self._size = self._collection.count()
        weakref.finalize(self, client.close)

    @staticmethod
    def write(folder: Path, chunks: Sequence[Chunk], vectors: NDArray[np.float32]) -> None:
        """Write `chunks` and their `vectors` into the new folder `folder`. Raises StorageError."""
        from chromadb.errors import ChromaError

        folder.mkdir()
        try:
            client = _open(folder)
            try:
                collection = client.create_collection(
                    _COLLECTION,
                    configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
                    embedding_function=None,
                )
                batch = client.get_max_batch_size()
                for start in range(0, len(chunks), batch):
                    some = chunks[start : start + batch]
                    collection.add(
                        ids=[chunk.chunk_id for chunk in some],
                        embeddings=vectors[start : start + batch],
                        metadatas=[{"pathway_id": chunk.pathway_id} for chunk in some],
                    )
            finally:
                client.close()
        except ChromaError as error:
            raise StorageError(
                f"The vectors cannot be written to {folder} ({error}). See that the disk has space and that "
                f"the folder can be written to, or set PATHCOACH_HOME to another folder."
            ) from error

    def nearest(
        self, vector: NDArray[np.float32], count: int, *, pathway_ids: Collection[str] | None
    ) -> list[str]:
        """Return the ids of the `count` nearest chunks, nearest first, among those pathways (None: all).

        Raises FileNotFoundError if the folder was removed: Chroma may open its database anew for any query.
        """
        if not self._size:
            return []
        from chromadb.errors import ChromaError

        where: Where = {"pathway_id": {"$in": [*(pathway_ids or ())]}}  # type: ignore[dict-item]
        try:
            found = self._collection.query(
                query_embeddings=np.asarray([vector]),
                n_results=min(count, self._size),
                where=None if pathway_ids is None else where,
                include=[],
            )
        except ChromaError as error:
            if not (self._folder / _DATABASE).exists():
                raise FileNotFoundError(self._folder) from error
            raise StorageError(
                f"The index in {self._folder.parent} cannot be searched ({error}). "
                f"Delete that folder and run `pathcoach index`."
            ) from error
        return found["ids"][0]


def _open(folder: Path) -> Client:
    from chromadb.api.client import Client
    from chromadb.config import Settings

    return Client(
        settings=Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
    )
