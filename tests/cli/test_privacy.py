"""`pathcoach export`, `forget` and `backup`: a person's data, out or gone; a safe copy of the store."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.clock import system_clock
from bot.domain import Person
from bot.store import Store
from tests.store.conftest import NOON
from tests.store.test_privacy import WORD, fill

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which two people have told things; `local` has typed some."""
    folder = tmp_path / "home"
    folder.mkdir()
    with Store.open(f"sqlite:///{folder / 'store.sqlite'}", clock=lambda: NOON) as store:
        fill(store, "local")
        fill(store, "ana", word="Pumpernickel")
    (folder / "history").write_text(f"+{WORD}\n")
    (folder / "errors.log").write_text(f"KeyError: {WORD}\n")
    return folder


def holding(word: str, folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file() and word.encode() in path.read_bytes()]


# --- export ---------------------------------------------------------------------------------------


def test_an_export_is_json_with_all_of_the_person_and_nothing_else(pathcoach: Pathcoach, home: Path) -> None:
    ran = pathcoach("export", PATHCOACH_NOW="2026-03-02T13:00:00+01:00")

    assert (ran.code, ran.err) == (0, "")
    export = json.loads(ran.out)
    assert (export["person_id"], export["exported_at"]) == ("local", "2026-03-02T12:00:00+00:00")
    assert all(export["tables"].values())
    assert WORD in ran.out
    assert "Pumpernickel" not in ran.out


def test_an_export_may_go_into_a_file_that_only_its_owner_reads(pathcoach: Pathcoach, home: Path) -> None:
    ran = pathcoach("export", "--user", "ana", "--output", "ana.json")

    assert (ran.code, ran.out, ran.err) == (0, "", "Wrote ana.json.\n")
    file = home.parent / "ana.json"
    assert json.loads(file.read_text())["person_id"] == "ana"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_export_as_csv_has_a_file_for_each_table_with_its_columns(
    pathcoach: Pathcoach, home: Path
) -> None:
    ran = pathcoach("export", "--csv", "out")
    tables = json.loads(pathcoach("export").out)["tables"]

    assert (ran.code, ran.out) == (0, "")
    folder = home.parent / "out"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(tables)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with (folder / "people.csv").open(newline="", encoding="utf-8") as file:
        (person,) = csv.DictReader(file)
    assert person["display_name"] == f"{WORD} the baker"
    assert json.loads(person["known_skills"]) == [WORD]
    assert person["timezone"] == ""


def test_an_export_of_a_stranger_is_empty(pathcoach: Pathcoach, home: Path) -> None:
    export = json.loads(pathcoach("export", "--user", "eve").out)

    assert not any(export["tables"].values())
    assert pathcoach("export", "--user", "eve", "--csv", "eve").code == 0
    assert list((home.parent / "eve").iterdir()) == []


def test_an_export_that_cannot_be_written_is_said_in_a_sentence(
    pathcoach: Pathcoach, refusal: Refusal, home: Path
) -> None:
    (home.parent / "taken").write_text("a file")

    assert "could not be written to taken" in refusal(pathcoach("export", "--csv", "taken"))


# --- forget ---------------------------------------------------------------------------------------


def test_a_forgotten_person_is_gone_from_every_file_of_the_home(pathcoach: Pathcoach, home: Path) -> None:
    ran = pathcoach("forget", "--yes")

    assert (ran.code, ran.err) == (0, "")
    assert "turns 1" in ran.out
    assert "tasks done 1" in ran.out
    assert "Verified: nothing is left" in ran.out
    assert holding(WORD, home) == []
    assert holding("Pumpernickel", home) == ["store.sqlite"]
    again = pathcoach("forget", "--yes")
    assert (again.code, again.out) == (0, "Nothing was kept about local.\n")


def test_forgetting_another_leaves_what_was_typed_here(pathcoach: Pathcoach, home: Path) -> None:
    assert pathcoach("forget", "--user", "ana", "--yes").code == 0

    assert sorted(holding(WORD, home)) == ["errors.log", "history", "store.sqlite"]
    assert holding("Pumpernickel", home) == []


def test_without_a_terminal_nothing_is_forgotten_unless_it_is_meant(pathcoach: Pathcoach, home: Path) -> None:
    ran = pathcoach("forget")

    assert (ran.code, ran.out) == (2, "")
    assert "--yes" in ran.err
    assert WORD in pathcoach("export").out


def test_a_linked_name_leads_to_the_person_for_export_and_forget(pathcoach: Pathcoach, home: Path) -> None:
    with Store.open(f"sqlite:///{home / 'store.sqlite'}", clock=lambda: NOON) as store:
        code = store.create_link_code("ana", now=NOON)
        store.redeem_link_code(code.code, person_id="local", now=NOON)

    assert json.loads(pathcoach("export").out)["person_id"] == "ana"
    pathcoach("forget", "--yes")
    assert holding("Pumpernickel", home) == holding(WORD, home) == []


# --- backup ---------------------------------------------------------------------------------------


def test_a_backup_is_a_store_again(pathcoach: Pathcoach, home: Path, tmp_path: Path) -> None:
    ran = pathcoach("backup", "copy.sqlite")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Wrote copy.sqlite (0.")
    with Store.open(f"sqlite:///{tmp_path / 'copy.sqlite'}", clock=system_clock) as copy:
        assert copy.person("ana") != Person("ana")


def test_a_backup_replaces_a_file_with_force_alone(
    pathcoach: Pathcoach, refusal: Refusal, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy.sqlite").write_text("precious")

    assert "--force" in refusal(pathcoach("backup", "copy.sqlite"))
    assert (tmp_path / "copy.sqlite").read_text() == "precious"
    assert pathcoach("backup", "copy.sqlite", "--force").code == 0


def test_no_cell_of_a_table_is_a_formula(pathcoach: Pathcoach, tmp_path: Path) -> None:
    for words in ("=1+1", "+2 pages", "@SUM(A1)"):
        pathcoach("commitments", "add", f"{words} by Friday", PATHCOACH_NOW="2026-03-02T13:00:00+01:00")

    pathcoach("export", "--csv", "out")

    with (tmp_path / "out" / "commitments.csv").open(newline="") as file:
        texts = {row["text"] for row in csv.DictReader(file)}
    assert texts == {"'=1+1", "'+2 pages", "'@SUM(A1)"}
