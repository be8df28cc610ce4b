"""Writing files so that a reader sees the old content or the new, never half of it."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the content of `path`, durably: a crash leaves what was there before. Raises OSError."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the platform can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn an OSError in the body into a StorageError about `folder`."""
    try:
        yield
    except OSError as error:
        raise storage_error(folder, error) from error


def storage_error(folder: Path, error: OSError) -> StorageError:
    """Return the sentence for `error`, met while writing under `folder`."""
    if error.errno is None or error.errno in _FULL:  # None: numpy's word for a write that came up short
        return StorageError(
            f"The disk that holds {folder} is full or over its quota. Free some space there, or set "
            f"PATHCOACH_HOME to a folder on another disk."
        )
    return StorageError(
        f"The folder {folder} cannot be written to ({error.strerror or error}). "
        f"Set PATHCOACH_HOME to a folder that you can write to."
    )
