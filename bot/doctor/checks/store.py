"""The store: does it open, and are its tables those of this version? One that is not there is not made."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject
from bot.store.database import Database
from bot.store.schema import HEAD

_BUSY_TIMEOUT_S = 1.0


def check_store(subject: Subject) -> Iterator[Finding]:
    """Open the store and read its version. Raises StorageError, SettingsError."""
    say, url = subject.prompts.say, subject.settings.store_url
    path = _file(url)
    if path is not None and not path.exists():
        yield Finding("store", Status.OK, say("doctor_store_absent", path=path))
        return
    database = Database(url, busy_timeout_s=_BUSY_TIMEOUT_S)
    try:
        revision = _revision(database)
    finally:
        database.close()
    if revision == HEAD:
        yield _current(subject, database)
    elif revision is None or revision < HEAD:
        words = say("doctor_store_old", name=database.name)
        yield Finding("store", Status.WARN, words, say("doctor_store_old_remedy"))
    else:
        words = say("doctor_store_newer", name=database.name, revision=revision)
        yield Finding("store", Status.FAIL, words, say("doctor_store_newer_remedy"))


def _current(subject: Subject, database: Database) -> Finding:
    say, path = subject.prompts.say, database.path
    if path is not None and os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        words = say("doctor_home_open", path=path)
        return Finding("store", Status.WARN, words, say("doctor_store_open_remedy", path=path))
    return Finding("store", Status.OK, say("doctor_store", name=database.name, revision=HEAD))


def _file(url: str) -> Path | None:
    """Return the file of an SQLite store; None for a server, or where `Database` will say what is wrong."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return None
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _revision(database: Database) -> str | None:
    with database.read() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return None
        revision: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
        return revision
