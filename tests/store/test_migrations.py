"""The scripts in bot/migrations: from nothing, or from an older store, to the tables of this version."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock

import bot
from bot.clock import system_clock
from bot.domain import Identity, Person, Reply
from bot.errors import StorageError
from bot.store import Store
from bot.store.database import Database
from bot.store.schema import HEAD, SCRIPTS, bring_up_to_date
from bot.store.tables import Base
from tests.store.conftest import run_python

OPEN = """
import sys
from bot.clock import system_clock
from bot.store import Store
sys.stdin.readline()
with Store.open(sys.argv[1], clock=system_clock) as store:
    store.open_thread("local", "terminal", title="")
"""
WHEN = "2026-03-02 08:00:00.000000"
REBUILD_PEOPLE = """
from alembic import op
import sqlalchemy as sa
revision = "9000"
down_revision = "{head}"
def upgrade():
    with op.batch_alter_table("people", recreate="always") as people:
        people.add_column(sa.Column("motto", sa.Text()))
    {then}
"""
FIRST_SCHEMA: dict[str, list[tuple[object, ...]]] = {  # rows as the first schema kept them
    "people": [
        ("ada", "Ada Žižka", "Europe/Oslo", "baker", 7, "2026-03-02", '["C++"]'),
        ("bob", None, None, None, None, None, "[]"),
    ],
    "identities": [("slack", "T1:U1", "bob"), ("slack", "T1:U2", "ada")],
    "threads": [
        ("a" * 19, "ada", "terminal", "baker", "How long?", WHEN, "2026-03-02 08:01:00.500000"),
        ("b" * 19, "bob", "slack", None, "", WHEN, WHEN),
    ],
    "turns": [
        (name, "a" * 19, position, "?", answer, "answer", 0, "extractive", None, json.dumps(reply), WHEN)
        for name, position, answer in (("t1", 1, "Six weeks."), ("t2", 2, "No."))
        for reply in [{"text": answer, "action": "answer"}]
    ],
}

SECOND_SCHEMA: dict[str, list[dict[str, object]]] = {  # what the second one kept besides
    "commitments": [
        {"commitment_id": "c1", "person_id": "ada", "text": "bake", "due_on": "2026-03-06", "version": 2}
        | {"status": "open", "missed_before": 0, "recurrence": '{"rule": "FREQ=WEEKLY"}'}
    ],
    "tasks_done": [{"person_id": "ada", "pathway_id": "baker", "task_id": "1.1", "done_at": WHEN}],
    "changes": [
        {"change_id": "h1", "batch_id": "b1", "person_id": "ada", "subject": "task", "kind": "done"}
        | {"subject_id": "baker/1.1", "at": WHEN}
    ],
    "deliveries": [
        {"delivery_id": "d1", "key": "reminder:c1:1", "person_id": "ada", "commitment_id": "c1"}
        | {"kind": "reminder", "due_at": WHEN, "status": "scheduled"}
    ],
    "link_codes": [{"code": "ABCDEFGH", "person_id": "bob", "expires_at": WHEN}],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_the_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_scripts_make_the_tables_that_the_code_describes(url: str) -> None:
    Store.open(url, clock=system_clock).close()

    assert _differences(url) == []


def test_a_drafted_script_says_the_same_in_plain_types(
    url: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("0*.py", "__pycache__"))
    monkeypatch.setenv("PATHCOACH_HOME", str(tmp_path / "empty"))
    (tmp_path / "empty").mkdir()
    config = Config()
    config.set_main_option("script_location", str(scripts))

    command.revision(config, "everything", autogenerate=True, rev_id="0001")

    (script,) = (scripts / "versions").glob("*.py")
    assert "bot." not in script.read_text()
    database = Database(url, busy_timeout_s=1)
    bring_up_to_date(database, scripts=scripts, head="0001")
    database.close()
    assert _differences(url) == []


def test_processes_that_start_at_once_make_one_store(url: str, path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(bot.__file__).parents[1])}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, url],
            env=environment,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    outcomes = []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        _, errors = process.communicate(timeout=120)
        outcomes.append((process.returncode, errors))

    assert outcomes == [(0, "")] * 3
    with Store.open(url, clock=system_clock) as store:
        assert len(store.threads("local")) == 3


def test_a_process_waits_for_another_that_prepares_the_same_store(url: str, path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        with FileLock(f"{path}.lock"):
            opening = pool.submit(Store.open, url, clock=system_clock)
            with pytest.raises(TimeoutError):
                opening.result(timeout=1)
            assert path.stat().st_size == 0

        opening.result(timeout=60).close()
    assert _differences(url) == []


def test_opening_a_store_that_is_up_to_date_imports_no_alembic(store: Store, url: str) -> None:
    code = (
        "import sys; from bot.clock import system_clock; from bot.store import Store;"
        "Store.open(sys.argv[1], clock=system_clock).close(); print('alembic' in sys.modules)"
    )

    assert run_python(code, url).communicate(timeout=60)[0] == "False\n"


def test_a_store_of_a_newer_version_is_refused_and_left_alone(url: str, path: Path) -> None:
    Store.open(url, clock=system_clock).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")

    with pytest.raises(StorageError, match=r"newer Pathcoach .*9000.*Install that version"):
        Store.open(url, clock=system_clock)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9000",)]


def test_a_store_of_the_first_schema_keeps_every_row_and_gains_the_defaults(
    url: str, path: Path, tmp_path: Path
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("000[2-9]*", "__pycache__"))
    database = Database(url, busy_timeout_s=1)
    bring_up_to_date(database, scripts=scripts, head="0001")
    database.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        _fill(connection, "0001")
        columns = {table: _columns(connection, table) for table in FIRST_SCHEMA}

    with Store.open(url, clock=system_clock) as store:
        ada, bob = store.person("ada"), store.resolve("slack", "T1:U1")
        turns = store.turns("a" * 19)

    with closing(sqlite3.connect(path)) as connection:
        for table, rows in FIRST_SCHEMA.items():
            found = connection.execute(f"SELECT {columns[table]} FROM {table} ORDER BY 1").fetchall()
            assert found == sorted(rows), table
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert _differences(url) == []
    assert ada == Person(
        "ada", "Ada Žižka", "Europe/Oslo", "baker", None, None, 7, date(2026, 3, 2), ("C++",)
    )
    assert bob == Person("bob")
    assert [turn.reply.text for turn in turns] == ["Six weeks.", "No."]


def test_a_store_of_the_second_schema_keeps_every_row(url: str, path: Path, tmp_path: Path) -> None:
    for head, ignored in (("0001", "000[2-9]*"), ("0002", "000[3-9]*")):
        scripts = tmp_path / head
        shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns(ignored, "__pycache__"))
        database = Database(url, busy_timeout_s=1)
        bring_up_to_date(database, scripts=scripts, head=head)
        database.close()
        with closing(sqlite3.connect(path)) as connection, connection:
            _fill(connection, head)
    with closing(sqlite3.connect(path)) as connection:
        columns = {table: _columns(connection, table) for table in (*FIRST_SCHEMA, *SECOND_SCHEMA)}
        before = {table: _rows(connection, table, columns[table]) for table in columns}

    with Store.open(url, clock=system_clock) as store:
        (identity,) = store.identities("ada")

    with closing(sqlite3.connect(path)) as connection:
        after = {table: _rows(connection, table, columns[table]) for table in before}
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert all(before.values())
    assert after == before
    assert identity == Identity("ada", "slack", "T1:U2")
    assert _differences(url) == []


def _fill(connection: sqlite3.Connection, head: str) -> None:
    if head == "0001":
        for table, rows in FIRST_SCHEMA.items():
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        return
    for table, named in SECOND_SCHEMA.items():
        for row in named:
            places = ", ".join(f":{name}" for name in row)
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)


def _rows(connection: sqlite3.Connection, table: str, columns: str) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()


def _columns(connection: sqlite3.Connection, table: str) -> str:
    return ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def test_an_older_store_keeps_its_rows_when_a_table_is_rebuilt(url: str, path: Path, tmp_path: Path) -> None:
    with Store.open(url, clock=system_clock) as store:
        store.save_person(Person("ada", "Ada"))
        thread = store.open_thread("ada", "terminal", title="")
        store.append_turn(thread.thread_id, "?", reply=Reply("!", "answer"))
    database = Database(url, busy_timeout_s=1)

    bring_up_to_date(database, scripts=_scripts_with_another(tmp_path, then=""), head="9000")

    database.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT person_id, motto FROM people").fetchall() == [("ada", None)]
        assert connection.execute("SELECT count(*) FROM turns JOIN threads USING (thread_id)").fetchone() == (
            1,
        )
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_migration_that_fails_half_way_changes_nothing(url: str, tmp_path: Path) -> None:
    with Store.open(url, clock=system_clock) as store:
        store.save_person(Person("ada", "Ada"))
    database = Database(url, busy_timeout_s=1)

    scripts = _scripts_with_another(tmp_path, then='op.execute("UPDATE no_such_table SET a = 1")')
    with pytest.raises(StorageError, match="no_such_table"):
        bring_up_to_date(database, scripts=scripts, head="9000")

    database.close()
    assert _differences(url) == []
    with Store.open(url, clock=system_clock) as store:
        assert store.person("ada") == Person("ada", "Ada")


def _differences(url: str) -> list[object]:
    database = Database(url, busy_timeout_s=1)
    with database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_server_default": True})
        differences: list[object] = compare_metadata(context, Base.metadata)
    database.close()
    return differences


def _scripts_with_another(folder: Path, *, then: str) -> Path:
    scripts = folder / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9000_rebuild_people.py").write_text(REBUILD_PEOPLE.format(head=HEAD, then=then))
    return scripts
