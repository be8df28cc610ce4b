"""Every vector that was ever computed for the corpus, by model digest and text: nothing is embedded twice.

An SQLite file, filled batch by batch, so that a build that was killed goes on where it stopped.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.errors import StorageError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text)
) WITHOUT ROWID
"""


class VectorCache:
    """The vectors of one model. A context manager; used under the index lock, by one thread."""

    def __init__(self, path: Path, model_digest: str) -> None:
        self._path, self._model = path, model_digest
        try:
            self._connection = _connect(path)
        except sqlite3.OperationalError as error:
            raise self._failure(error) from error
        except sqlite3.DatabaseError:  # not a database any more: it is only a cache
            path.unlink(missing_ok=True)
            self._connection = _connect(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def find(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the known vectors by text."""
        found: dict[str, NDArray[np.float32]] = {}
        try:
            for text in texts:
                row = self._connection.execute(
                    "SELECT vector FROM vectors WHERE model = ? AND text = ?", (self._model, _digest(text))
                ).fetchone()
                if row:
                    found[text] = np.frombuffer(row[0], np.float32)
        except sqlite3.Error as error:
            raise self._failure(error) from error
        return found

    def add(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Keep the vectors of `texts`, in their order; they are on disk when this returns."""
        rows = [
            (self._model, _digest(text), vector.tobytes())
            for text, vector in zip(texts, vectors, strict=True)
        ]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def keep_only(self, texts: Iterable[str]) -> None:
        """Drop this model's vectors of all other texts."""
        wanted = {_digest(text) for text in texts}
        try:
            with self._connection:
                known = self._connection.execute("SELECT text FROM vectors WHERE model = ?", (self._model,))
                stale = [(self._model, digest) for (digest,) in known if digest not in wanted]
                self._connection.executemany("DELETE FROM vectors WHERE model = ? AND text = ?", stale)
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def _failure(self, error: sqlite3.Error) -> StorageError:
        return StorageError(
            f"The vectors cannot be kept in {self._path} ({error}). See that the disk has space and that the "
            f"folder can be written to, or set PATHCOACH_HOME to another folder."
        )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
