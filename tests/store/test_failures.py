"""What breaks outside the program is said in a sentence and loses nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import system_clock
from bot.domain import (
    Person,
)
from bot.errors import BadQuestion, SettingsError, StorageError
from bot.store import Store
from bot.store.database import Database
from tests.store.conftest import REPLY


@contextmanager
def without_privileges() -> Iterator[None]:
    """File permissions mean nothing to root; as somebody else they do."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="pathcoach-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_only_the_owner_can_read_the_files(url: str, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with Store.open(url, clock=system_clock) as store:
            store.open_thread("local", "terminal", title="")
            files = [path for path in tmp_path.iterdir() if path.name.startswith("store.sqlite")]
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
    finally:
        os.umask(before)

    assert modes.keys() >= {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm"}
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("prepared", [False, True])
def test_a_read_only_folder_is_said_in_a_sentence(public_folder: Path, prepared: bool) -> None:
    url = f"sqlite:///{public_folder / 'store.sqlite'}"
    if prepared:
        with Store.open(url, clock=system_clock):
            pass
        (public_folder / "store.sqlite").chmod(0o444)
    public_folder.chmod(0o555)

    with without_privileges(), pytest.raises(StorageError, match=r"store\.sqlite .*PATHCOACH_HOME"):
        Store.open(url, clock=system_clock).open_thread("local", "terminal", title="")


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(url: str, store: Store) -> None:
    store.save_person(Person("ada", "Ada"))
    database = Database(url, busy_timeout_s=1)

    def write_until_full() -> None:
        with database.write() as session:
            session.execute(text("UPDATE people SET display_name = 'nobody'"))
            session.execute(text("PRAGMA max_page_count = 1"))  # SQLite then takes the disk for full
            session.execute(text("UPDATE people SET display_name = :long"), {"long": "x" * 100_000})

    with pytest.raises(StorageError, match=r"full.*Make space"):
        write_until_full()
    database.close()

    assert store.person("ada") == Person("ada", "Ada")


def test_a_failure_does_not_tell_what_was_to_be_kept(url: str, store: Store) -> None:
    store.save_person(Person("ada"))
    database, said = Database(url, busy_timeout_s=1), "I was ill. " * 10_000

    def write_until_full() -> None:
        with database.write() as session:
            session.execute(text("PRAGMA max_page_count = 1"))
            session.execute(text("UPDATE people SET display_name = :said"), {"said": said})

    with pytest.raises(StorageError) as failed:
        write_until_full()
    database.close()

    assert "I was ill" not in "".join(traceback.format_exception(failed.value))  # as a log would have it


def test_a_store_held_by_another_process_is_said_in_a_sentence(url: str, tmp_path: Path) -> None:
    with (
        Store.open(url, clock=system_clock, busy_timeout_s=0.05) as store,
        closing(sqlite3.connect(tmp_path / "store.sqlite")) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked by another process"):
            store.save_person(Person("ada"))
        other.rollback()

        store.save_person(Person("ada", "Ada"))  # the lock was the other's alone
        assert store.person("ada").display_name == "Ada"


@pytest.mark.parametrize("damage", [lambda whole: b"no database" * 500, lambda whole: whole[:5000]])
def test_a_damaged_file_is_said_in_a_sentence_and_left_alone(
    url: str, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    with Store.open(url, clock=system_clock):
        pass
    file = tmp_path / "store.sqlite"
    file.write_bytes(damage(file.read_bytes()))
    damaged = file.read_bytes()

    with pytest.raises(StorageError, match=r"store\.sqlite is damaged.*backup"):
        Store.open(url, clock=system_clock).threads("local")
    assert file.read_bytes() == damaged


@pytest.mark.parametrize(
    ("url", "error", "sentence"),
    [
        (
            "sqlite:////nowhere/at/all/store.sqlite",
            StorageError,
            "/nowhere/at/all/store.sqlite cannot be opened",
        ),
        ("sqlite://", SettingsError, "names no file"),
        ("sqlite:///:memory:", SettingsError, "names no file"),
        ("sqlite", SettingsError, "cannot be read"),
        ("oracle9://host/db", SettingsError, "No driver"),
    ],
)
def test_a_url_that_leads_nowhere_is_said_in_a_sentence(
    url: str, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        Store.open(url, clock=system_clock)


def test_text_that_is_no_unicode_is_said_in_a_sentence(store: Store) -> None:
    thread = store.open_thread("local", "terminal", title="")

    with pytest.raises(BadQuestion, match="UTF-8"):
        store.append_turn(thread.thread_id, b"caf\xe9".decode(errors="surrogateescape"), reply=REPLY)
    assert store.turns(thread.thread_id) == []
