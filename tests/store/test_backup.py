"""A backup: whole and checked while others write, its owner's alone, and never over something by mistake."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import system_clock
from bot.domain import Person
from bot.errors import StorageError
from bot.store import Store
from tests.store.conftest import REPLY, run_python
from tests.store.test_privacy import fill
from tests.store.test_writers import APPEND


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backup.sqlite"


def test_a_backup_is_a_store_with_everything_in_it_and_its_owners_alone(store: Store, target: Path) -> None:
    fill(store, "ada")

    store.backup(target)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Store.open(f"sqlite:///{target}", clock=system_clock) as copy:
        assert copy.export_person("ada").tables == store.export_person("ada").tables


def test_a_backup_made_while_another_process_writes_is_one_moment_of_the_store(
    store: Store, url: str, target: Path
) -> None:
    thread_id = store.open_thread("local", "terminal", title="").thread_id
    process = run_python(APPEND, url, thread_id, "400")
    assert process.stdout is not None
    process.stdout.readline()

    store.backup(target)

    process.communicate(timeout=60)
    assert process.returncode == 0
    assert len(store.turns(thread_id)) == 400
    with Store.open(f"sqlite:///{target}", clock=system_clock) as copy:
        positions = [turn.position for turn in copy.turns(thread_id)]
    assert positions == list(range(1, len(positions) + 1))
    assert len(positions) >= 1


def test_a_file_that_is_there_is_replaced_with_force_alone(store: Store, target: Path) -> None:
    target.write_text("precious")

    with pytest.raises(StorageError, match=r"is there already.*--force"):
        store.backup(target)
    assert target.read_text() == "precious"

    store.backup(target, force=True)
    assert target.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("name", ["store.sqlite", "link.sqlite", "used.sqlite"])
def test_a_database_in_use_is_never_replaced(store: Store, tmp_path: Path, name: str) -> None:
    store.save_person(Person("ada", "Ada"))
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "store.sqlite")
    (tmp_path / "used.sqlite-wal").write_bytes(b"log")

    with pytest.raises(StorageError, match="database in use"):
        store.backup(tmp_path / name, force=True)

    assert store.person("ada") == Person("ada", "Ada")


def test_a_place_that_takes_no_backup_is_said_in_a_sentence_and_nothing_is_left_there(
    store: Store, tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())
    for path, sentence in (
        (tmp_path, r"is a folder.*backup\.sqlite"),
        (tmp_path / "none" / "backup.sqlite", "could not be written"),
    ):
        with pytest.raises(StorageError, match=sentence):
            store.backup(path)
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_store_gives_no_backup(url: str, store: Store, tmp_path: Path, target: Path) -> None:
    thread = store.open_thread("local", "terminal", title="")
    for _ in range(50):
        store.append_turn(thread.thread_id, "?", reply=REPLY)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE turns SET thread_id = 'none' WHERE position = 7")

    with pytest.raises(StorageError, match=r"damaged \(a row of turns belongs to nothing\)"):
        store.backup(target)

    assert not target.exists()
    assert not list(tmp_path.glob(".backup*"))


def test_a_store_on_a_server_is_left_to_the_servers_own_tool() -> None:
    class OnServer:
        path, name = None, "postgresql://db.example/coach"

    with pytest.raises(StorageError, match=r"postgresql://db\.example/coach is on a server.*`pg_dump`"):
        Store(OnServer(), clock=system_clock).backup(Path("x"))  # type: ignore[arg-type]
