"""A copy of the store that is whole, whoever else is writing meanwhile."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from bot.errors import StorageError
from bot.files import sync_folder

_ANOTHER = "Name another file, or use `--force` to replace it."


def back_up(source: Path, target: Path, *, force: bool, busy_timeout_s: float) -> None:
    """Write the SQLite database `source`, as it is at one moment, to `target`, its owner's alone.

    `target` is there whole and checked, or not at all; one that is there is replaced only with `force`, and
    the store itself never. Raises StorageError.
    """
    _check(source, target, force=force)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 0600
        os.close(descriptor)
        copy = Path(name)
        try:
            _copy(source, copy, busy_timeout_s=busy_timeout_s)
            _put(copy, target, force=force)
        finally:
            for left in (copy, Path(f"{copy}-journal")):
                left.unlink(missing_ok=True)
        sync_folder(target.parent)
    except (OSError, sqlite3.Error) as error:
        cause = error.strerror if isinstance(error, OSError) else error
        raise StorageError(
            f"The backup {target} could not be written ({cause}). "
            f"Name a file in a folder that you can write to, with space for a copy of {source}."
        ) from error


def _check(source: Path, target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise StorageError(f"{target} is a folder. Name a file in it, such as {target / 'backup.sqlite'}.")
    logs = [Path(f"{target}{end}") for end in ("-wal", "-journal")]
    if (target.exists() and target.samefile(source)) or any(log.exists() for log in logs):
        # A copy put under another database's log would be damaged by it.
        raise StorageError(f"{target} is a database in use. Name another file.")
    if target.exists() and not force:
        raise StorageError(f"{target} is there already. {_ANOTHER}")


def _copy(source: Path, copy: Path, *, busy_timeout_s: float) -> None:
    with closing(sqlite3.connect(source, timeout=busy_timeout_s)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as connection:
        faults = connection.execute("PRAGMA integrity_check(3)").fetchall()
        astray = connection.execute("PRAGMA foreign_key_check").fetchall()
    if faults != [("ok",)] or astray:
        fault = faults[0][0] if faults != [("ok",)] else f"a row of {astray[0][0]} belongs to nothing"
        raise StorageError(
            f"The store {source} is damaged ({fault}), so no backup was made. Keep an older one."
        )
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def _put(copy: Path, target: Path, *, force: bool) -> None:
    if force:
        os.replace(copy, target)
        return
    try:
        os.link(copy, target)  # unlike a rename, never over a file that has just come to be there
    except FileExistsError:
        raise StorageError(f"{target} is there already. {_ANOTHER}") from None
