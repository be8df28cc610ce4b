"""Is a model file the one that was pinned? Its SHA-256 is computed once and remembered until it changes."""

import hashlib
import json
import logging
import os
from pathlib import Path

from bot.errors import ModelCorrupt, ModelNotFound
from bot.files import write_atomically

_REINSTALL = "Reinstall the package that carries it."

_log = logging.getLogger(__name__)


def verify_digest(path: Path, sha256: str, *, cache: Path | None = None, remedy: str = _REINSTALL) -> None:
    """Return if the file at `path` has the digest `sha256`; raise ModelNotFound or ModelCorrupt if not.

    `cache` is a JSON file that remembers verified files by size and modification time. It only saves time:
    where it cannot be read or written, the file is hashed again. `remedy` is a sentence that says how to get
    the right file.
    """
    try:
        status = path.stat()
    except OSError:
        raise ModelNotFound(f"There is no model file at {path}. {remedy}") from None
    if _load(cache).get(str(path)) == _stamp(sha256, status):
        return
    found = file_digest(path)
    if found != sha256:
        raise ModelCorrupt(
            f"The model file {path} is not the one that was pinned: its SHA-256 is {found}, not {sha256}. "
            f"It may be truncated or replaced. {remedy}"
        )
    remember_digest(path, sha256, cache=cache)


def remember_digest(path: Path, sha256: str, *, cache: Path | None) -> None:
    """Note in `cache` that the file at `path`, as it is now, has been found to have the digest `sha256`."""
    _save(cache, {**_load(cache), str(path): _stamp(sha256, path.stat())})


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelNotFound(f"The model file {path} cannot be read ({error.strerror}).") from None


def _stamp(sha256: str, status: os.stat_result) -> str:
    return f"{sha256} {status.st_size} {status.st_mtime_ns}"


def _load(cache: Path | None) -> dict[str, str]:
    try:
        verified = json.loads(cache.read_bytes()) if cache else {}
    except (OSError, ValueError):
        return {}
    return verified if isinstance(verified, dict) else {}


def _save(cache: Path | None, verified: dict[str, str]) -> None:
    if cache is None:
        return
    try:
        write_atomically(cache, json.dumps(verified, indent=1).encode())
    except OSError as error:
        _log.debug("%s cannot be written: %s", cache, error)
