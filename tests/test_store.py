"""The store: what goes in comes out, whoever else is writing and whatever breaks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

import bot
from bot.clock import clock_of, frozen_clock, system_clock
from bot.config import Settings
from bot.domain import (
    Chunk,
    Citation,
    Composer,
    Dropped,
    Holiday,
    Passage,
    Person,
    Reply,
    Section,
    Trace,
    Usage,
)
from bot.errors import BadQuestion, SettingsError, StorageError, UnknownThread
from bot.store import Store
from bot.store.database import Database
from bot.store.ids import new_id
from bot.store.tables import PersonRow, UtcDateTime

ROOT = Path(bot.__file__).parents[1]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CHUNK = Chunk("baker/roadmap/1", "baker", Section.ROADMAP, "Roadmap › Phase 1", "Bake daily.", 12, 3)
REPLY = Reply(
    text="Bake daily for six weeks [1].",
    action="answer",
    citations=(Citation(1, CHUNK.chunk_id, "baker", Section.ROADMAP, CHUNK.heading, "Bake daily."),),
    composer=Composer.MIXED,
    model="small.gguf",
    usage=Usage(prompt_tokens=120, cached_tokens=80, completion_tokens=12),
    timings_ms={"route": 0.4, "total": 250.0},
    thread_id="t",
    trace=Trace(
        understood="how long is phase 1",
        passages=(Passage(CHUNK, 0.9, 0.7, 3.2),),
        dropped=(Dropped("It pays $9.", "number"),),
    ),
)


class SteppingClock:
    """Goes on by one minute each time it is read."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url, clock=SteppingClock(), busy_timeout_s=30) as store:
        yield store


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


def run_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


# --- turns ----------------------------------------------------------------------------------------


def test_a_turn_comes_back_whole_in_another_process(store: Store, url: str) -> None:
    thread = store.start_thread("local", "terminal", title="Baking", pathway_id="baker")

    turn = store.append_turn(thread.thread_id, "How long is phase 1?", reply=REPLY)

    store.close()
    with Store.open(url, clock=system_clock) as again:
        assert again.turns(thread.thread_id) == [turn]
        assert (turn.question, turn.reply, turn.position) == ("How long is phase 1?", REPLY, 1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    question=st.text(),
    reply=st.builds(
        Reply,
        text=st.text(),
        action=st.text(max_size=64),
        abstained=st.booleans(),
        composer=st.sampled_from(Composer),
        model=st.none() | st.text(),
        usage=st.builds(Usage, prompt_tokens=st.integers(0, 10**9)),
        timings_ms=st.dictionaries(st.text(), st.floats(allow_nan=False, allow_infinity=False)),
    ),
)
def test_any_text_is_kept_as_it_is(store: Store, question: str, reply: Reply) -> None:
    thread = store.start_thread("local", "terminal", title=question)

    store.append_turn(thread.thread_id, question, reply=reply)

    (turn,) = store.turns(thread.thread_id)
    assert (turn.question, turn.reply) == (question, reply)


def test_the_last_turns_come_oldest_first(store: Store) -> None:
    thread = store.start_thread("local", "terminal", title="")
    for number in range(1, 6):
        store.append_turn(thread.thread_id, f"question {number}", reply=REPLY)

    assert [turn.position for turn in store.turns(thread.thread_id, last=2)] == [4, 5]
    assert [turn.position for turn in store.turns(thread.thread_id)] == [1, 2, 3, 4, 5]
    assert store.turns(thread.thread_id, last=0) == []


def test_what_is_counted_stands_in_columns(store: Store, tmp_path: Path) -> None:
    thread = store.start_thread("local", "terminal", title="")
    store.append_turn(thread.thread_id, "?", reply=replace(REPLY, abstained=True))

    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        rows = connection.execute("SELECT action, abstained, composer, model, answer FROM turns").fetchall()
    assert rows == [("answer", 1, "mixed", "small.gguf", REPLY.text)]


def test_a_reply_of_another_version_is_read_as_far_as_it_goes(store: Store, tmp_path: Path) -> None:
    thread = store.start_thread("local", "terminal", title="")
    store.append_turn(thread.thread_id, "?", reply=REPLY)

    _overwrite_reply(tmp_path, {"text": "Yes.", "action": "answer", "mood": "from the future"})

    assert store.turns(thread.thread_id)[0].reply == Reply("Yes.", "answer")


def test_a_reply_that_cannot_be_read_is_said_in_a_sentence(store: Store, tmp_path: Path) -> None:
    thread = store.start_thread("local", "terminal", title="")
    store.append_turn(thread.thread_id, "?", reply=REPLY)

    _overwrite_reply(tmp_path, {"text": "Yes.", "action": "answer", "composer": "quill"})

    with pytest.raises(StorageError, match=r"composer.*install that version"):
        store.turns(thread.thread_id)


def _overwrite_reply(folder: Path, reply: dict[str, str]) -> None:
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE turns SET reply = ?", (json.dumps(reply),))


# --- threads --------------------------------------------------------------------------------------


def test_the_thread_of_another_person_is_as_unknown_as_none(store: Store) -> None:
    thread = store.start_thread("ada", "terminal", title="")

    assert store.thread(thread.thread_id, person_id="ada") == thread
    for unknown in (
        lambda: store.thread(thread.thread_id, person_id="bob"),
        lambda: store.delete_thread(thread.thread_id, person_id="bob"),
        lambda: store.thread("none"),
        lambda: store.turns("none"),
        lambda: store.append_turn("none", "?", reply=REPLY),
    ):
        with pytest.raises(UnknownThread):
            unknown()
    assert store.thread(thread.thread_id) == thread


def test_a_deleted_thread_takes_its_turns_with_it(store: Store, tmp_path: Path) -> None:
    kept, deleted = (store.start_thread("local", "terminal", title=title) for title in "ab")
    for thread in (kept, deleted):
        store.append_turn(thread.thread_id, "?", reply=REPLY)

    store.delete_thread(deleted.thread_id)

    assert [thread.title for thread in store.threads("local")] == ["a"]
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        assert connection.execute("SELECT thread_id FROM turns").fetchall() == [(kept.thread_id,)]


def test_nothing_of_a_deleted_thread_stays_in_the_files(store: Store, tmp_path: Path) -> None:
    thread = store.start_thread("local", "terminal", title="Zwiebelbrot")
    store.append_turn(
        thread.thread_id, "Is Zwiebelbrot hard?", reply=replace(REPLY, text="Zwiebelbrot is easy.")
    )
    store.delete_thread(thread.thread_id)
    store.close()

    assert all(b"Zwiebelbrot" not in path.read_bytes() for path in tmp_path.glob("store.sqlite*"))


def test_threads_are_a_persons_own_with_the_last_used_first(store: Store) -> None:
    first, _, third = (store.start_thread("ada", "terminal", title=title) for title in "abc")
    store.start_thread("bob", "terminal", title="d")

    store.append_turn(first.thread_id, "?", reply=REPLY)

    assert [thread.title for thread in store.threads("ada")] == ["a", "c", "b"]
    assert [thread.title for thread in store.threads("ada", limit=2)] == ["a", "c"]
    assert store.threads("ada")[0].updated_at > third.updated_at > first.updated_at


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("bread", ["Bread"]),
        ("SOURDOUGH", ["Cakes"]),
        ("six weeks", ["Cakes"]),
        ("100%", ["Pies"]),
        ("100_", []),
        ("unheard of", []),
        ("", ["Pies", "Cakes", "Bread"]),
    ],
)
def test_search_finds_words_of_titles_questions_and_answers(
    store: Store, search: str, titles: list[str]
) -> None:
    store.start_thread("local", "terminal", title="Bread")
    cakes = store.start_thread("local", "terminal", title="Cakes")
    store.append_turn(cakes.thread_id, "Is sourdough hard?", reply=REPLY)
    pies = store.start_thread("local", "terminal", title="Pies")
    store.append_turn(pies.thread_id, "Is it 100% butter?", reply=replace(REPLY, text="No."))

    assert [thread.title for thread in store.threads("local", words=[search])] == titles


def test_search_finds_the_threads_that_have_every_word_somewhere(store: Store) -> None:
    for question in ("Is rye bread hard?", "Is rye dear?"):
        thread = store.start_thread("local", "terminal", title=question)
        store.append_turn(thread.thread_id, question, reply=replace(REPLY, text="No, it is quick."))

    found = [[t.title for t in store.threads("local", words=w)] for w in (["quick", "BREAD"], ["rye dear"])]
    assert found == [["Is rye bread hard?"], ["Is rye dear?"]]


def test_turns_are_counted_for_many_threads_at_once(store: Store) -> None:
    asked, silent, left_out = (store.start_thread("local", "terminal", title=t).thread_id for t in "abc")
    for thread_id in (asked, asked, left_out):
        store.append_turn(thread_id, "?", reply=REPLY)

    assert store.turn_counts([asked, silent]) == {asked: 2, silent: 0}
    assert store.turn_counts([]) == {}


def test_the_latest_thread_is_one_of_the_channel_also_while_the_clock_stands(url: str) -> None:
    with Store.open(url, clock=frozen_clock(NOON)) as store:
        assert store.latest_thread("local", "terminal") is None
        for title in "abcdefgh":
            latest = store.start_thread("local", "terminal", title=title)
        store.start_thread("local", "slack", title="elsewhere")

        assert store.latest_thread("local", "terminal") == latest


def test_times_come_back_aware_and_in_utc(url: str) -> None:
    oslo = timezone(timedelta(hours=1))
    with Store.open(url, clock=lambda: NOON.astimezone(oslo)) as store:
        started = store.start_thread("local", "terminal", title="")
        kept = store.thread(started.thread_id)

    assert started.created_at == kept.created_at == NOON
    assert kept.created_at.tzinfo is UTC


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 2), None)  # type: ignore[arg-type]


# --- people ---------------------------------------------------------------------------------------


def test_a_person_is_kept_whole_and_replaced_whole(store: Store) -> None:
    ada = Person(
        "ada",
        "Ada",
        "Europe/Oslo",
        "baker",
        hours_per_week=7.5,
        started_on=date(2026, 3, 2),
        known_skills=("Python", "C++"),
        working_days=(5, 6),
        quiet_from=time(22, 30),
        holidays=(Holiday(date(2026, 7, 1), date(2026, 7, 14)),),
        reminders_on=False,
    )

    assert store.person("ada") == Person("ada")
    store.save_person(ada)
    assert store.person("ada") == ada
    store.save_person(Person("ada", hours_per_week=4))
    assert store.person("ada") == Person("ada", hours_per_week=4)


def test_a_persons_threads_survive_a_new_profile(store: Store) -> None:
    thread = store.start_thread("ada", "terminal", title="")

    store.save_person(Person("ada", "Ada"))

    assert store.threads("ada") == [thread]


def test_a_channels_name_leads_to_the_same_person_each_time(store: Store) -> None:
    ada = store.resolve("slack", "T1:U1")
    store.save_person(replace(ada, display_name="Ada"))

    assert store.resolve("slack", "T1:U1") == replace(ada, display_name="Ada")
    others = {store.resolve("slack", "T1:U2").person_id, store.resolve("terminal", "T1:U1").person_id}
    assert len(others | {ada.person_id}) == 3


def test_a_person_met_many_times_at_once_is_one_person(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        people = set(pool.map(lambda _: store.resolve("slack", "T1:U1"), range(16)))

    assert len(people) == 1


# --- several writers, and a kill ------------------------------------------------------------------

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
    thread_id = store.start_thread("local", "terminal", title="").thread_id

    processes = [run_python(APPEND, url, thread_id, "30") for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        mine = list(pool.map(lambda _: store.append_turn(thread_id, "?", reply=REPLY).position, range(40)))
    theirs = [int(line) for process in processes for line in process.communicate(timeout=120)[0].split()]

    assert sorted(mine + theirs) == list(range(1, 101))
    assert [turn.position for turn in store.turns(thread_id)] == list(range(1, 101))


def test_a_kill_loses_nothing_that_was_kept(store: Store, url: str, tmp_path: Path) -> None:
    thread_id = store.start_thread("local", "terminal", title="").thread_id

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


# --- what breaks outside --------------------------------------------------------------------------


def test_only_the_owner_can_read_the_files(url: str, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with Store.open(url, clock=system_clock) as store:
            store.start_thread("local", "terminal", title="")
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
        Store.open(url, clock=system_clock).start_thread("local", "terminal", title="")


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
    thread = store.start_thread("local", "terminal", title="")

    with pytest.raises(BadQuestion, match="UTF-8"):
        store.append_turn(thread.thread_id, b"caf\xe9".decode(errors="surrogateescape"), reply=REPLY)
    assert store.turns(thread.thread_id) == []


# --- around it ------------------------------------------------------------------------------------


def test_opening_a_store_that_is_up_to_date_imports_no_alembic(store: Store, url: str) -> None:
    code = (
        "import sys; from bot.clock import system_clock; from bot.store import Store;"
        "Store.open(sys.argv[1], clock=system_clock).close(); print('alembic' in sys.modules)"
    )

    assert run_python(code, url).communicate(timeout=60)[0] == "False\n"


def test_ids_are_short_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(200)]

    assert len(set(ids)) == 200
    assert all(len(one) == 19 and one.isalnum() and one == one.lower() for one in ids)
    times = [one[:11] for one in ids]
    assert times == sorted(times)


def test_the_clock_stands_where_the_settings_froze_it() -> None:
    frozen = clock_of(Settings(now=datetime.fromisoformat("2026-03-02T13:00:00+01:00")))

    assert frozen() == frozen() == NOON
    assert frozen().tzinfo is UTC
    assert abs(clock_of(Settings(now=None))() - datetime.now(UTC)) < timedelta(minutes=1)
    with pytest.raises(SettingsError, match="no offset"):
        clock_of(Settings(now=datetime(2026, 3, 2)))
