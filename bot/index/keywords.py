"""Chunks by their words: BM25 over stems, so that an exact name or number is found as it is written."""

import logging
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import Stemmer
from numpy.typing import NDArray

# Numbers stay whole (1,000 and 1000 are one token), as do C++ and C#; everything else breaks at punctuation.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_\d][^\W_]*(?:\+\+|#)?")


class KeywordIndex:
    """BM25 scores of every chunk. Built once, read from then on; threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Open what `write` left in `folder`. Raises FileNotFoundError if that is gone."""
        # An empty corpus, or one without words, has no file: BM25 cannot be computed over nothing.
        self._size = int((folder / "size").read_text())
        saved = (folder / "vocab.index.json").exists()
        self._scorer = _bm25s().BM25.load(folder, mmap=True, show_progress=False) if saved else None

    @staticmethod
    def write(folder: Path, texts: Sequence[str]) -> None:
        """Write the index of `texts` into the new folder `folder`. Raises OSError."""
        folder.mkdir()
        tokens = [list(stems(text)) for text in texts]
        if any(tokens):
            scorer = _bm25s().BM25()
            scorer.index(tokens, show_progress=False)
            scorer.save(folder, show_progress=False)
        (folder / "size").write_text(str(len(texts)))

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return the BM25 score of every chunk, in the order they were written; 0 where no word occurs."""
        known = [stem for stem in stems(query) if self._scorer and stem in self._scorer.vocab_dict]
        if self._scorer is None or not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._scorer.get_scores(known), np.float32)


def stems(text: str) -> Iterator[str]:
    """Yield the stems of `text` in order without stopwords; words in capitals never are (IT, US)."""
    stemmer = Stemmer.Stemmer("english")  # not safe to share by threads, and cheap to make
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isdigit():
            yield word.replace(",", "")
        elif word.lower() not in _stopwords() or (len(word) > 1 and word.isupper()):
            yield stemmer.stemWord(word.lower())


def _bm25s() -> Any:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # its import asks for everything to be logged
    return bm25s


@cache
def _stopwords() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_EN_PLUS

    return frozenset(STOPWORDS_EN_PLUS)
