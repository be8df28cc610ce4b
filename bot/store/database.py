"""The connection to the database: how it is opened, its two kinds of transaction, what its failures mean.

Knows nothing of what is kept; the tables are in `tables/`.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from bot.errors import BadQuestion, SettingsError, StorageError
from bot.passwords import mask_passwords

_MAKE_WRITABLE = "Make it and its folder writable, or set PATHCOACH_HOME to a folder that you can write to."
_READ_ONLY = f"The store {{name}} cannot be written to. {_MAKE_WRITABLE}"
_NOT_OPENED = f"The store {{name}} cannot be opened ({{cause}}). {_MAKE_WRITABLE}"
_LOCKED = "The store {name} is locked by another process. Try again, or end the process that holds it."
_DAMAGED = (
    "The store {name} is damaged, or not a store of Pathcoach. "
    "Put a backup in its place, or move it away to start with an empty one."
)
_SENTENCES = {  # by SQLite's primary result code, https://www.sqlite.org/rescode.html
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_IOERR: "The disk of the store {name} failed ({cause}). Check it, and its free space.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: "The disk of the store {name} is full; the last change was not kept. Make space.",
    sqlite3.SQLITE_CANTOPEN: _NOT_OPENED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_OTHERWISE = "The store {name} cannot be used: {cause}. Check it, or PATHCOACH_STORE__URL."


class Database:
    """One SQL database, safe to share between threads. On SQLite, writers wait for each other."""

    def __init__(self, url: str, *, busy_timeout_s: float) -> None:
        self._url = _read_url(url)
        self.busy_timeout_s = busy_timeout_s
        self.path = Path(self._url.database or "") if _is_sqlite(self._url) else None
        self.name = str(self.path) if self.path else self._url.render_as_string(hide_password=True)
        if self.path:
            _create_private(self.path)
        self._pragmas = {
            "busy_timeout": int(busy_timeout_s * 1000),
            "foreign_keys": "on",
            "secure_delete": "on",  # what is deleted is overwritten, not only left out of what is found
            "synchronous": "normal",  # with a write-ahead log a crash cannot corrupt the file
        }
        self._engine = self._create_engine(pragmas=self._pragmas)
        self._write_engine = self._engine.execution_options(pathcoach_begin="BEGIN IMMEDIATE")
        # SQLite's own waiting is unfair under load; inside one process, writers queue here.
        self._writer = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one state of the database and changes nothing. Raises StorageError."""
        with self._explained(), Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that is kept whole or not at all. Raises StorageError."""
        with self._writer, self._explained(), Session(self._write_engine) as session, session.begin():
            yield session

    @contextmanager
    def rebuild(self) -> Iterator[Connection]:
        """A write transaction for changing tables. Raises StorageError.

        An SQLite file also gets its write-ahead log here, for good. Foreign keys are off: SQLite alters a
        table by copying and dropping it, and a drop deletes every row that refers to it.
        """
        pragmas = {**self._pragmas, "foreign_keys": "off", "journal_mode": "wal"}
        engine = self._create_engine(pragmas=pragmas, poolclass=NullPool)
        engine = engine.execution_options(pathcoach_begin="BEGIN IMMEDIATE")
        with self._writer, self._explained(), engine.begin() as connection:
            yield connection

    def scrub(self) -> None:
        """Rewrite an SQLite file without a trace of what was deleted, and empty its log. Raises StorageError.

        Overwriting what is deleted leaves copies of it where SQLite had moved rows between pages, and in the
        log, which other processes may be reading. A server is left to its own cleaning.
        """
        if not self.path:
            return
        engine = self._engine.execution_options(pathcoach_begin="")
        with self._writer, self._explained(), engine.connect() as connection:
            connection.exec_driver_sql("VACUUM")
            busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            raise StorageError(
                f"What was deleted is still in the log of {self.name}, since another process is reading it. "
                f"End that process, and repeat this."
            )

    def uses_wal(self) -> bool:
        """Tell whether readers and the writer can work at the same time; a server's always can."""
        if not self.path:
            return True
        with self.read() as session:
            return bool(session.scalar(text("PRAGMA journal_mode")) == "wal")

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._engine.dispose()

    def _create_engine(self, *, pragmas: Mapping[str, object], **options: Any) -> Engine:
        try:
            # What people say is a parameter, and an error is logged with its cause.
            engine = create_engine(self._url, hide_parameters=True, **options)
        except (ImportError, NoSuchModuleError) as error:
            raise SettingsError(
                f"No driver for the store {self.name} is installed ({error}). Install it."
            ) from None
        if not self.path:
            return engine

        @event.listens_for(engine, "connect")
        def _set_up(connection: sqlite3.Connection, _record: object) -> None:
            connection.isolation_level = None  # the begin event below decides, not the driver
            for name, value in pragmas.items():
                connection.execute(f"PRAGMA {name} = {value}")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            # A transaction that reads first and writes later can fail where one that locks at once waits.
            begin = connection.get_execution_options().get("pathcoach_begin", "BEGIN")
            if begin:  # not where something must run outside any transaction
                connection.exec_driver_sql(begin)

        return engine

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what can go wrong outside this program into a sentence; a fault of ours passes as it is."""
        try:
            yield
        except UnicodeEncodeError as error:
            raise BadQuestion(
                f"The text has a character that is not valid Unicode ({error.object[error.start]!r}). "
                f"Send it as UTF-8."
            ) from None
        except DBAPIError as error:
            code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
            sentence = _SENTENCES.get(code)
            if sentence is None and not isinstance(error, OperationalError | InterfaceError):
                raise
            cause = str(error.orig).partition("\n")[0]
            raise StorageError((sentence or _OTHERWISE).format(name=self.name, cause=cause)) from error


def _read_url(written: str) -> URL:
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise SettingsError(
            f"The store URL {mask_passwords(written)!r} cannot be read. Write it like sqlite:////home/me/store.sqlite."
        ) from None
    if _is_sqlite(url) and (not url.database or url.database.startswith((":", "file:"))):
        raise SettingsError(
            f"The store URL {mask_passwords(written)!r} names no file. Write it like sqlite:////home/me/store.sqlite."
        )
    return url


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _create_private(path: Path) -> None:
    """Make sure that the file is there; a new one is its owner's alone, and so are the logs beside it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
    except OSError as error:
        raise StorageError(_NOT_OPENED.format(name=path, cause=error.strerror)) from None
