"""Turns: what was asked and answered comes back as it was."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import system_clock
from bot.domain import (
    Composer,
    Reply,
    Usage,
)
from bot.errors import StorageError
from bot.store import Store
from tests.store.conftest import REPLY


def test_a_turn_comes_back_whole_in_another_process(store: Store, url: str) -> None:
    thread = store.open_thread("local", "terminal", title="Baking", pathway_id="baker")

    turn = store.append_turn(thread.thread_id, "How long is phase 1?", reply=REPLY)

    store.close()
    with Store.open(url, clock=system_clock) as again:
        assert again.turns(thread.thread_id) == [turn]
        assert (turn.question, turn.position) == ("How long is phase 1?", 1)
        assert turn.reply == replace(REPLY, turn_id=turn.turn_id)


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
    thread = store.open_thread("local", "terminal", title=question)

    store.append_turn(thread.thread_id, question, reply=reply)

    (turn,) = store.turns(thread.thread_id)
    assert (turn.question, turn.reply) == (question, replace(reply, turn_id=turn.turn_id))


def test_the_last_turns_come_oldest_first(store: Store) -> None:
    thread = store.open_thread("local", "terminal", title="")
    for number in range(1, 6):
        store.append_turn(thread.thread_id, f"question {number}", reply=REPLY)

    assert [turn.position for turn in store.turns(thread.thread_id, last=2)] == [4, 5]
    assert [turn.position for turn in store.turns(thread.thread_id)] == [1, 2, 3, 4, 5]
    assert store.turns(thread.thread_id, last=0) == []


def test_what_is_counted_stands_in_columns(store: Store, tmp_path: Path) -> None:
    thread = store.open_thread("local", "terminal", title="")
    store.append_turn(thread.thread_id, "?", reply=replace(REPLY, abstained=True))

    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        rows = connection.execute("SELECT action, abstained, composer, model, answer FROM turns").fetchall()
    assert rows == [("answer", 1, "mixed", "small.gguf", REPLY.text)]


def test_a_reply_of_another_version_is_read_as_far_as_it_goes(store: Store, tmp_path: Path) -> None:
    thread = store.open_thread("local", "terminal", title="")
    store.append_turn(thread.thread_id, "?", reply=REPLY)

    _overwrite_reply(tmp_path, {"text": "Yes.", "action": "answer", "mood": "from the future"})

    (turn,) = store.turns(thread.thread_id)
    assert turn.reply == Reply("Yes.", "answer", turn_id=turn.turn_id)


def test_a_reply_that_cannot_be_read_is_said_in_a_sentence(store: Store, tmp_path: Path) -> None:
    thread = store.open_thread("local", "terminal", title="")
    store.append_turn(thread.thread_id, "?", reply=REPLY)

    _overwrite_reply(tmp_path, {"text": "Yes.", "action": "answer", "composer": "quill"})

    with pytest.raises(StorageError, match=r"composer.*install that version"):
        store.turns(thread.thread_id)


def _overwrite_reply(folder: Path, reply: dict[str, str]) -> None:
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE turns SET reply = ?", (json.dumps(reply),))
