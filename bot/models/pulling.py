"""Getting a model: look it up, see that it has room, download what is missing, verify it, record it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from bot.digests import file_digest, verify_digest
from bot.errors import ModelCorrupt, ModelError, StorageError
from bot.files import storage_errors, sync_folder
from bot.models.library import Installed, Library, Origin
from bot.models.sizes import say_size
from bot.models.sources import HubFile, Remote

_SPARE_BYTES = 100 * 10**6  # an index and a store may grow meanwhile


class Downloads(Protocol):
    """The hub, as far as it is needed here."""

    def look_up(self, repository: str, file: str) -> Remote:
        """Return what is published under this name."""

    def download(self, remote: Remote, path: Path) -> None:
        """Append what the file at `path` lacks."""


def pull(
    wanted: HubFile,
    *,
    library: Library,
    hub: Downloads,
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> Installed:
    """Return the installed model, sound and recorded; what is here already is not downloaded again.

    Raises ModelNotFound, ModelUnavailable, ModelCorrupt or StorageError. After any of these, and after a
    crash, the next call goes on with what has come.
    """
    library.prepare()
    path = _place(wanted, library)
    try:
        with FileLock(library.folder / ".lock", timeout=0):
            if installed := _sound(path, library):
                return installed
            remote = _published(wanted, hub)
            with storage_errors(library.folder):
                path.parent.mkdir(mode=0o700, exist_ok=True)
            return _fetch(wanted, remote, path, library=library, hub=hub, free_bytes=free_bytes)
    except Timeout:
        raise StorageError(
            "Another `pathcoach models pull` is running here. Wait until it has ended, and try again."
        ) from None


def _place(wanted: HubFile, library: Library) -> Path:
    """Files of the catalogue have names of their own; others may share theirs with another repository's."""
    folder = library.folder if wanted.entry else library.folder / wanted.repository.replace("/", "--")
    return folder / Path(wanted.file).name


def _sound(path: Path, library: Library) -> Installed | None:
    installed = library.at(path)
    if installed is None:
        return None
    try:
        library.verify(installed)
    except ModelError:
        return None  # it is downloaded again
    return installed


def _published(wanted: HubFile, hub: Downloads) -> Remote:
    """Look the file up. Raises ModelCorrupt where it is no longer the one that the catalogue means."""
    remote = hub.look_up(wanted.repository, wanted.file)
    entry = wanted.entry
    if entry and ((remote.bytes or entry.bytes), (remote.sha256 or entry.sha256)) != (
        entry.bytes,
        entry.sha256,
    ):
        raise ModelCorrupt(
            f"The file that is now published as {wanted.file} is not the one of the catalogue: it has "
            f"{remote.bytes} bytes and the SHA-256 {remote.sha256}. Update Pathcoach."
        )
    return remote


def _fetch(
    wanted: HubFile,
    remote: Remote,
    path: Path,
    *,
    library: Library,
    hub: Downloads,
    free_bytes: Callable[[Path], int],
) -> Installed:
    entry = wanted.entry
    sha256 = entry.sha256 if entry else remote.sha256
    part = _part(path, remote, sha256)
    have = part.stat().st_size if part.exists() else 0
    _require_room(wanted, (remote.bytes or 0) - have, free_bytes(library.folder), library.folder)
    hub.download(remote, part)
    _verify(part, remote, sha256, wanted)
    digest = sha256 or file_digest(part)
    with storage_errors(path.parent):
        os.replace(part, path)
        sync_folder(path.parent)
    origin = Origin.CATALOGUE if entry else Origin.HUB if sha256 else Origin.FOUND
    installed = Installed(wanted.name, path, path.stat().st_size, digest, origin, wanted.source)
    library.add(installed)
    return installed


def _part(path: Path, remote: Remote, sha256: str | None) -> Path:
    """Return where the bytes come in; they are only kept for the same file, and none for another."""
    part = path.with_name(f".{path.name}.{(sha256 or '')[:12]}.part")
    for other in path.parent.glob(f".{path.name}.*.part"):
        too_long = remote.bytes is not None and other.stat().st_size > remote.bytes
        if other != part or too_long or sha256 is None:
            other.unlink(missing_ok=True)
    return part


def _require_room(wanted: HubFile, missing: int, free: int, folder: Path) -> None:
    if missing + _SPARE_BYTES > free:
        raise StorageError(
            f"{wanted.name} needs {say_size(missing + _SPARE_BYTES)} more on the disk that holds {folder}; "
            f"{say_size(free)} are free. Free some space there, or set PATHCOACH_HOME to a folder elsewhere."
        )


def _verify(part: Path, remote: Remote, sha256: str | None, wanted: HubFile) -> None:
    """Raises ModelCorrupt, and takes the file away, where it is not what it should be."""
    remedy = f"It was deleted. Run `pathcoach models pull {wanted.source}` again."
    size = part.stat().st_size
    try:
        if remote.bytes is not None and size != remote.bytes:
            raise ModelCorrupt(f"What came as {wanted.file} has {size} bytes, not {remote.bytes}. {remedy}")
        if sha256 is not None:
            verify_digest(part, sha256, remedy=remedy)
    except ModelCorrupt:
        part.unlink()
        raise
