"""Which document speaks of a thing that no title names: "cardiologist" stands in that on physicians.

Where no document does, the nearest title by meaning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.reference.titles import singular
from bot.domain import Chunk
from bot.index.reader import Index
from bot.language import words
from bot.vectors import kept_vectors

_LOOKED_AT = 60  # chunks
_OPENING = 4.0  # what a line counts that begins with the name: it says what that is
_LEAST_SHARE = 0.5  # of all that speaks of it, which the document that is meant must hold
_SHARED = 0.1  # what a word of the name in a title is worth beside its cosine
_NEAR = 0.5  # cosine of a title that is near a name


class Mentions:
    """Looks names up in the texts of documents. Threads may share it."""

    def __init__(self, index: Index, titles: Mapping[str, str], *, cache: Path | None) -> None:
        """`titles` are those of the documents to look in, by id."""
        self._index = index
        self._titles = titles
        self._cache = cache

    def holder(self, name: Sequence[str]) -> str | None:
        """Return the document that speaks of a name, in lower-case words; None where none does."""
        wanted = [singular(word) for word in name]
        weights: dict[str, float] = defaultdict(float)
        for chunk in self._index.by_words(" ".join(name), k=_LOOKED_AT, pathway_ids=list(self._titles)):
            if weight := _weight(wanted, chunk):
                weights[chunk.pathway_id] += weight
        if not weights:
            return None
        best = max(weights, key=weights.__getitem__)
        return best if weights[best] >= _LEAST_SHARE * sum(weights.values()) else None

    def speaks_of(self, document_id: str, name: Sequence[str]) -> bool:
        """Tell whether a document has a name, in lower-case words, word by word in one line."""
        wanted = [singular(word) for word in name]
        return any(_weight(wanted, chunk) for chunk in self._index.chunks_of(document_id))

    def nearest(self, name: str, among: Sequence[str] = ()) -> str | None:
        """Return the document whose title is nearest to a name; None where none is near.

        The documents `among`, whose titles hold a part of the name, are near in any case.
        """
        cosines = self._vectors @ self._index.embedder.embed([name])[0]
        ids = list(self._titles)
        cosines = cosines + _SHARED * np.isin(ids, among)
        best = int(np.argmax(cosines))
        return ids[best] if among or cosines[best] >= _NEAR else None

    def warm(self) -> None:
        """Compute or load the vectors of the titles now."""
        _ = self._vectors

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return kept_vectors(list(self._titles.values()), self._index.embedder, folder=self._cache)


def _weight(wanted: Sequence[str], chunk: Chunk) -> float:
    """Return how much a chunk speaks of a name; the rows of a table do not, they are about other pages."""
    weight = 0.0
    for line in chunk.text.splitlines():
        if line.startswith("|"):
            continue
        said = [singular(word) for word in words(line)]
        places = [at for at in range(len(said)) if said[at : at + len(wanted)] == list(wanted)]
        if places:
            weight = max(weight, _OPENING if places[0] == 0 else 1.0)
    return weight
