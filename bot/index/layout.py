"""The index on disk: generation folders, the pointer to the current one, the manifest inside each.

    index/
    ├── current.json         which generation counts, and the one before it
    ├── vectors.sqlite       every vector computed so far (vectors.py)
    ├── .lock                held by the process that writes
    └── <generation>/
        ├── manifest.json    format, embedding model, sources
        ├── documents.json   the documents with their chunks and pathways
        ├── vectors.npy      one row a chunk, in the order of documents.json
        ├── chroma/          the same vectors, to search in (dense.py)
        └── bm25/            the same chunks by their words (keywords.py)

A generation is built under another name, renamed when it is complete and never written again: a Chroma
folder that changes under an open reader keeps serving stale neighbours.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from bot.errors import IndexBusy
from bot.files import storage_errors, sync_folder, write_atomically

FORMAT: Final = 1  # raise it whenever a file of a generation changes its meaning
_PARTS = ("manifest.json", "documents.json", "vectors.npy", "chroma/chroma.sqlite3", "bm25/size")
_WAIT_S = 1800.0


@dataclass(frozen=True, slots=True)
class Pointer:
    """The generation that counts, and the one that readers may still have open."""

    generation: str
    previous: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of. `sources` are the files and folders that it was built from."""

    format: int
    model: str
    model_digest: str
    sources: tuple[str, ...]
    created_at: datetime


_POINTER = TypeAdapter(Pointer)
_MANIFEST = TypeAdapter(Manifest)


def index_folder(home: Path) -> Path:
    """Return the folder of the index under the home folder."""
    return home / "index"


def pointer_path(folder: Path) -> Path:
    """Return the file that names the current generation."""
    return folder / "current.json"


def read_pointer(folder: Path) -> Pointer | None:
    """Return what the pointer says; None where there is none that can be read."""
    try:
        return _POINTER.validate_json(pointer_path(folder).read_bytes())
    except (OSError, ValidationError):
        return None


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Have `pointer` count from now on. Raises OSError."""
    write_atomically(pointer_path(folder), _POINTER.dump_json(pointer))


def read_manifest(generation: Path) -> Manifest | None:
    """Return the manifest of a generation; None where there is none that can be read."""
    try:
        return _MANIFEST.validate_json((generation / "manifest.json").read_bytes())
    except (OSError, ValidationError):
        return None


def is_complete(generation: Path) -> bool:
    """Say whether every part of a generation is there."""
    return all((generation / part).exists() for part in _PARTS)


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write the manifest, the last file of a generation. Raises OSError."""
    write_atomically(generation / "manifest.json", _MANIFEST.dump_json(manifest, indent=1))


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """Give a folder to build a generation in; it is removed again if the body fails. Raises OSError."""
    building = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}.building"
    building.mkdir()
    try:
        yield building
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def publish(building: Path) -> str:
    """Make the finished folder `building` the current generation; return its name. Raises OSError."""
    folder, name = building.parent, building.stem
    for path in building.rglob("*"):
        if path.is_file():
            _sync_file(path)
    building.rename(folder / name)
    sync_folder(folder)
    before = read_pointer(folder)
    pointer = Pointer(generation=name, previous=before.generation if before else None)
    write_pointer(folder, pointer)
    return name


def clean(folder: Path) -> None:
    """Remove what killed builds left and what no reader can have open: all but the last two generations."""
    pointer = read_pointer(folder)
    keep = {pointer.generation, pointer.previous} if pointer else set()
    for path in folder.iterdir():
        if path.is_dir() and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(".current.json."):
            path.unlink(missing_ok=True)


@contextmanager
def writing(folder: Path, notice: Callable[[str], None]) -> Iterator[None]:
    """Hold the index for writing; a second process waits here, and is told so. One thread may enter twice.

    Raises StorageError if the folder cannot be written, IndexBusy after half an hour.
    """
    with storage_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", is_singleton=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            notice("Another process is indexing. Waiting for it to finish.")
            try:
                lock.acquire(timeout=_WAIT_S)
            except Timeout:
                raise IndexBusy(
                    f"Another process has been writing the index in {folder} for {_WAIT_S / 60:.0f} minutes. "
                    f"Let it finish or stop it, then run the command again."
                ) from None
    try:
        yield
    finally:
        lock.release()


def _sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
