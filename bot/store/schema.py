"""Brings a database to the tables of this version. Alembic is imported only if there is something to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from bot.errors import StorageError
from bot.store.database import Database

HEAD = "0003"  # the newest script in bot/migrations/versions
SCRIPTS = Path(str(files("bot"))) / "migrations"
_LOCK_TIMEOUT_S = 60.0  # another process that rebuilds a large store may take this long


def bring_up_to_date(database: Database, *, scripts: Path = SCRIPTS, head: str = HEAD) -> None:
    """Create or migrate the tables, in one transaction. Raises StorageError where the database is newer.

    Any number of processes may start at once: one does it and the others wait for it.
    """
    if _is_current(database, head):
        return
    with _only_process(database), database.rebuild() as connection:
        if (revision := _revision(connection)) != head:  # not if another process was first
            _upgrade(connection, database.name, scripts=scripts, revision=revision)


def _is_current(database: Database, head: str) -> bool:
    with database.read() as session:
        current = _revision(session.connection()) == head
    return current and database.uses_wal()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _upgrade(connection: Connection, name: str, *, scripts: Path, revision: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision and revision not in known:
        raise StorageError(
            f"The store {name} was written by a newer Pathcoach (its schema is {revision}). "
            f"Install that version, or set PATHCOACH_HOME to another folder."
        )
    command.upgrade(config, "head")


@contextmanager
def _only_process(database: Database) -> Iterator[None]:
    """Keep other processes from preparing the same SQLite file.

    The transaction alone would do for the tables; but a switch to the write-ahead log does not always wait
    for another that is under way (about 1 in 1,000 starts of five processes at once failed).
    """
    if not database.path:
        yield
        return
    from filelock import FileLock, Timeout

    lock = FileLock(f"{database.path}.lock", timeout=_LOCK_TIMEOUT_S, mode=0o600)
    try:
        lock.acquire()
    except (OSError, Timeout) as error:
        raise StorageError(
            f"The store {database.name} cannot be prepared ({error}). Try again when no other process does "
            f"so, or set PATHCOACH_HOME to a folder that you can write to."
        ) from None
    try:
        yield
    finally:
        lock.release()
