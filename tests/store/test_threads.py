"""Threads: whose they are, how they are listed, searched and deleted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.errors import UnknownThread
from bot.store import Store
from bot.store.tables import UtcDateTime
from tests.store.conftest import NOON, REPLY


def test_the_thread_of_another_person_is_as_unknown_as_none(store: Store) -> None:
    thread = store.open_thread("ada", "terminal", title="")

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
    kept, deleted = (store.open_thread("local", "terminal", title=title) for title in "ab")
    for thread in (kept, deleted):
        store.append_turn(thread.thread_id, "?", reply=REPLY)

    store.delete_thread(deleted.thread_id)

    assert [thread.title for thread in store.threads("local")] == ["a"]
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        assert connection.execute("SELECT thread_id FROM turns").fetchall() == [(kept.thread_id,)]


def test_nothing_of_a_deleted_thread_stays_in_the_files(store: Store, tmp_path: Path) -> None:
    thread = store.open_thread("local", "terminal", title="Zwiebelbrot")
    store.append_turn(
        thread.thread_id, "Is Zwiebelbrot hard?", reply=replace(REPLY, text="Zwiebelbrot is easy.")
    )
    store.delete_thread(thread.thread_id)
    store.close()

    assert all(b"Zwiebelbrot" not in path.read_bytes() for path in tmp_path.glob("store.sqlite*"))


def test_threads_are_a_persons_own_with_the_last_used_first(store: Store) -> None:
    first, _, third = (store.open_thread("ada", "terminal", title=title) for title in "abc")
    store.open_thread("bob", "terminal", title="d")

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
    store.open_thread("local", "terminal", title="Bread")
    cakes = store.open_thread("local", "terminal", title="Cakes")
    store.append_turn(cakes.thread_id, "Is sourdough hard?", reply=REPLY)
    pies = store.open_thread("local", "terminal", title="Pies")
    store.append_turn(pies.thread_id, "Is it 100% butter?", reply=replace(REPLY, text="No."))

    assert [thread.title for thread in store.threads("local", words=[search])] == titles


def test_search_finds_the_threads_that_have_every_word_somewhere(store: Store) -> None:
    for question in ("Is rye bread hard?", "Is rye dear?"):
        thread = store.open_thread("local", "terminal", title=question)
        store.append_turn(thread.thread_id, question, reply=replace(REPLY, text="No, it is quick."))

    found = [[t.title for t in store.threads("local", words=w)] for w in (["quick", "BREAD"], ["rye dear"])]
    assert found == [["Is rye bread hard?"], ["Is rye dear?"]]


def test_turns_are_counted_for_many_threads_at_once(store: Store) -> None:
    asked, silent, left_out = (store.open_thread("local", "terminal", title=t).thread_id for t in "abc")
    for thread_id in (asked, asked, left_out):
        store.append_turn(thread_id, "?", reply=REPLY)

    assert store.turn_counts([asked, silent]) == {asked: 2, silent: 0}
    assert store.turn_counts([]) == {}


def test_times_come_back_aware_and_in_utc(url: str) -> None:
    oslo = timezone(timedelta(hours=1))
    with Store.open(url, clock=lambda: NOON.astimezone(oslo)) as store:
        started = store.open_thread("local", "terminal", title="")
        kept = store.thread(started.thread_id)

    assert started.created_at == kept.created_at == NOON
    assert kept.created_at.tzinfo is UTC


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 2), None)  # type: ignore[arg-type]
