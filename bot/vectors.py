"""Arrays that rarely change (the router's weights, the vectors of a pathway's statements), kept on disk."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.embedding import Embedder
from bot.files import write_atomically


def kept_vectors(texts: Sequence[str], embedder: Embedder, *, folder: Path | None) -> NDArray[np.float32]:
    """Return unit vectors of shape (len(texts), dimensions)."""
    key = hashlib.sha256("\0".join([embedder.digest, *texts]).encode()).hexdigest()[:24]
    return kept_array(f"texts-{key}", lambda: embedder.embed(texts), folder=folder)


def is_kept(name: str, folder: Path | None) -> bool:
    """Whether `kept_array` finds an array of this name."""
    return folder is not None and (folder / f"{name}.npy").exists()


def kept_array(
    name: str, compute: Callable[[], NDArray[np.float32]], *, folder: Path | None, once: bool = False
) -> NDArray[np.float32]:
    """Return the array kept in `folder` under `name`, else compute it and keep it there.

    `once`: of the arrays whose name begins alike ("router-…") only the newest is kept. A folder that cannot
    be written to costs only time: the array is computed again the next time.
    """
    path = folder / f"{name}.npy" if folder else None
    if path is not None:
        try:
            return np.asarray(np.load(path), dtype=np.float32)
        except (OSError, ValueError, EOFError):
            pass
    array = compute()
    if path is not None:
        content = io.BytesIO()
        np.save(content, array)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content.getvalue())
            for other in path.parent.glob(f"{name.split('-')[0]}-*.npy"):
                if once and other != path:
                    other.unlink()  # made of an older text
    return array
