"""A person's data: all of it out, or all of it gone."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain import Delivery, DeliveryKind, Incoming, Person, TaskDone
from bot.errors import StorageError
from bot.store import Store
from bot.store.database import Database
from bot.store.ids import new_id
from bot.store.tables import Base
from tests.store.conftest import NOON, REPLY
from tests.store.test_history import EMAIL, change

WORD = "Zwiebelbrot"
TABLES = Base.metadata.tables.keys() - {"inbox_keys", "spaces"}  # these belong to nobody


def fill(store: Store, person_id: str, *, word: str = WORD) -> None:
    """Keep something of a person in every table that has anything of people."""
    store.save_person(Person(person_id, f"{word} the baker", started_on=date(2026, 3, 2)))
    identity = store.resolve("slack", f"T1:{person_id}")
    code = store.create_link_code(person_id, now=NOON)
    store.redeem_link_code(code.code, person_id=identity.person_id, now=NOON)
    commitment = replace(EMAIL, commitment_id=new_id(), person_id=person_id, text=f"bake {word}")
    task = TaskDone(person_id, "baker", "1.1", NOON, f"https://{word}.example")
    profile = store.person(person_id)
    due = Delivery(new_id(), person_id, DeliveryKind.REMINDER, NOON, commitment.commitment_id)
    review = Delivery(new_id(), person_id, DeliveryKind.REVIEW, NOON)
    changes = [change(None, commitment, why=word), change(None, task)]
    changes.append(change(profile, replace(profile, known_skills=(word,))))
    store.history.record(changes, schedule=[due, review])
    thread = store.open_thread(person_id, "terminal", title=f"Is {word} hard?")
    reply = replace(REPLY, text=f"{word} is easy. " * 400, commitments=(commitment,))
    turn = store.append_turn(thread.thread_id, f"Is {word} hard?", reply=reply)
    store.create_link_code(person_id, now=NOON)
    store.note_identity("slack", f"T1:{person_id}", address=f"D-{word}", timezone="Europe/Oslo")
    asked = (new_id(), f"T1:{person_id}", f"And {word}?", {"to": f"D-{word}"})
    message = Incoming((new_id(),), "message.im", "slack", *asked)
    store.inbox.accept_all([message], claimed_by="p1", now=NOON, lease_s=30, most_a_minute=9)
    store.feedback.give(person_id, turn.turn_id, helpful=True, at=NOON)
    store.spaces.invited("slack", "T1:C1", person_id=person_id)


def rows_of(folder: Path) -> dict[str, int]:
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def files_with(word: str, folder: Path) -> list[str]:
    return [path.name for path in folder.glob("store.sqlite*") if word.encode() in path.read_bytes()]


# --- export ---------------------------------------------------------------------------------------


def test_an_export_has_every_row_of_the_person_and_none_of_another(store: Store, tmp_path: Path) -> None:
    fill(store, "ada")
    before = rows_of(tmp_path)
    fill(store, "bob", word="Pumpernickel")

    export = store.export_person("ada")

    assert {table: len(rows) for table, rows in export.tables.items()} == before
    assert all(count > 0 for count in before.values())
    assert "Pumpernickel" not in json.dumps(export.tables)


def test_an_export_is_what_json_has_with_times_in_utc(store: Store) -> None:
    fill(store, "ada")

    tables = json.loads(json.dumps(store.export_person("ada").tables))

    (person,) = tables["people"]
    assert (person["person_id"], person["known_skills"], person["started_on"]) == (
        "ada",
        [WORD],
        "2026-03-02",
    )
    assert person["quiet_from"] == "21:00:00"
    (commitment,) = tables["commitments"]
    assert commitment["created_at"] == "2026-03-02T12:00:00+00:00"
    assert commitment["recurrence"]["rule"] == "FREQ=WEEKLY"
    assert tables["turns"][0]["reply"]["commitments"][0]["text"] == f"bake {WORD}"
    assert tables["changes"][0]["before"] is None


def test_an_export_of_a_stranger_is_empty(store: Store) -> None:
    export = store.export_person("nobody")

    assert export.tables.keys() == TABLES
    assert not any(export.tables.values())


# --- forget ---------------------------------------------------------------------------------------


def test_nothing_of_a_forgotten_person_is_left_in_a_row_or_in_the_files_while_others_keep_theirs(
    store: Store, url: str, tmp_path: Path
) -> None:
    fill(store, "bob", word="Pumpernickel")
    kept = store.export_person("bob").tables
    before = rows_of(tmp_path)
    fill(store, "ada")
    expected = {table: count - before[table] for table, count in rows_of(tmp_path).items()}
    assert files_with(WORD, tmp_path)

    with Store.open(url, clock=lambda: NOON) as another:  # such as a chat that is running
        another.person("ada")
        counts = store.forget("ada")
        found = files_with(WORD, tmp_path)

    assert found == []
    assert counts == expected
    assert rows_of(tmp_path) == before
    assert store.export_person("bob").tables == kept
    assert files_with("Pumpernickel", tmp_path)


def test_a_stranger_is_forgotten_without_ado(store: Store) -> None:
    assert set(store.forget("nobody").values()) == {0}


@pytest.mark.parametrize(("forgotten", "kept"), [("zoë", "Zoë"), ("a_a", "aba"), ("ada", "ADA")])
def test_an_id_that_differs_by_a_letter_or_its_case_is_another_person(
    store: Store, forgotten: str, kept: str
) -> None:
    fill(store, forgotten)
    fill(store, kept)

    assert all(store.forget(forgotten).values())

    assert not any(store.export_person(forgotten).tables.values())
    assert all(store.export_person(kept).tables.values())


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE changes SET subject_id = 'ada' WHERE subject = 'profile'", "changes"),
        ("UPDATE changes SET after = replace(after, '\"bob\"', '\"ada\"')", "changes"),
        ("UPDATE turns SET reply = replace(reply, '\"bob\"', '\"ada\"')", "turns"),
        ("UPDATE deliveries SET key = 'review:ada:1' WHERE kind = 'review'", "deliveries"),
    ],
)
def test_a_mention_that_is_left_in_the_row_of_another_is_found(
    store: Store, url: str, statement: str, table: str
) -> None:
    fill(store, "bob")
    database = Database(url, busy_timeout_s=1)
    with database.write() as session:
        session.execute(text(statement))
    database.close()

    with pytest.raises(StorageError, match=f"ada is left in {table} of .*store"):
        store.forget("ada")


def test_a_reader_that_keeps_the_log_alive_is_said_in_a_sentence_and_forgetting_can_be_repeated(
    url: str, tmp_path: Path
) -> None:
    with Store.open(url, clock=lambda: NOON, busy_timeout_s=0.1) as store:
        fill(store, "ada")
        with closing(sqlite3.connect(tmp_path / "store.sqlite")) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM people").fetchall()
            with pytest.raises(StorageError, match=r"another process.*(repeat|again)"):
                store.forget("ada")
            other.rollback()

        store.forget("ada")

        assert files_with(WORD, tmp_path) == []


def test_forgetting_anyone_also_clears_what_others_had_deleted_and_sqlite_only_unlinked(
    store: Store, tmp_path: Path
) -> None:
    fill(store, "ada")
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as other, other:
        other.execute("PRAGMA secure_delete = off")
        other.execute("DELETE FROM turns")
        other.execute("UPDATE threads SET title = ''")
    assert files_with(f"Is {WORD} hard?", tmp_path)

    store.forget("bob")

    assert files_with(f"Is {WORD} hard?", tmp_path) == []
