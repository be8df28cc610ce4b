"""Several writers at once, and one that is killed."""

from __future__ import annotations

import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

from bot.domain import (
    Person,
)
from bot.store import Store
from bot.store.database import Database
from bot.store.tables import PersonRow
from tests.store.conftest import REPLY, run_python

APPEND = """
import sys
from bot.clock import system_clock
from bot.domain import Reply
from bot.store import Store
url, thread_id, turns = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Store.open(url, clock=system_clock, busy_timeout_s=60) as store:
    for _ in range(turns):
        print(store.append_turn(thread_id, "?", reply=Reply("!", "answer")).position, flush=True)
"""


def test_turns_appended_by_threads_and_processes_at_once_have_no_gaps(store: Store, url: str) -> None:
    thread_id = store.open_thread("local", "terminal", title="").thread_id

    processes = [run_python(APPEND, url, thread_id, "30") for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        mine = list(pool.map(lambda _: store.append_turn(thread_id, "?", reply=REPLY).position, range(40)))
    theirs = [int(line) for process in processes for line in process.communicate(timeout=120)[0].split()]

    assert sorted(mine + theirs) == list(range(1, 101))
    assert [turn.position for turn in store.turns(thread_id)] == list(range(1, 101))


def test_a_kill_loses_nothing_that_was_kept(store: Store, url: str, tmp_path: Path) -> None:
    thread_id = store.open_thread("local", "terminal", title="").thread_id

    process = run_python(APPEND, url, thread_id, "1000000")
    assert process.stdout is not None
    seen = [process.stdout.readline() for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    seen += process.communicate()[0].split()

    kept = [turn.position for turn in store.turns(thread_id)]
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) >= int(seen[-1]) >= 20
    assert store.append_turn(thread_id, "?", reply=REPLY).position == len(kept) + 1
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_failed_write_leaves_nothing_behind(url: str, store: Store) -> None:
    database = Database(url, busy_timeout_s=1)
    with suppress(ZeroDivisionError), database.write() as session:
        session.add(PersonRow.of(Person("ada")))
        session.flush()
        raise ZeroDivisionError
    database.close()

    assert store.person("ada") == Person("ada")
