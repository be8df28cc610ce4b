"""Home, disk, index, store, clock and Slack: not set up, as they should be, and as they should not."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import system_clock
from bot.config import prepare_home
from bot.doctor import Finding, Status
from bot.embedding import MiniLMEmbedder
from bot.index import layout
from bot.index.builder import build_index
from bot.index.progress import ConsoleProgress
from bot.pathways.readers import read_document
from bot.store import Store
from tests.answering.conftest import KEEPER

Examine = Callable[..., dict[str, Finding]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    prepare_home(home)
    return home


@pytest.fixture
def document(tmp_path: Path, home: Path) -> Path:
    """A document that is indexed under `home`."""
    path = tmp_path / "keeper.md"
    path.write_text(KEEPER, encoding="utf-8")
    os.utime(path, (0, 0))
    build_index([path], home=home, embedder=MiniLMEmbedder(), read=read_document, progress=ConsoleProgress())
    return path


def kept(home: Path) -> str:
    """Make a store; return its path."""
    path = home / "store.sqlite"
    Store.open(f"sqlite:///{path}", clock=system_clock).close()
    return str(path)


def test_with_nothing_set_up_nothing_fails_and_nothing_is_made(examined: Examine, tmp_path: Path) -> None:
    found = examined()
    assert {name for name, finding in found.items() if finding.status is Status.FAIL} == set()
    assert {name for name, finding in found.items() if finding.status is Status.WARN} == {"index"}
    assert not (tmp_path / "home").exists()


def test_every_finding_that_is_not_ok_says_what_to_do(examined: Examine) -> None:
    found = examined(now=datetime(1970, 1, 1, tzinfo=UTC))
    assert all(bool(finding.remedy) == (finding.status is not Status.OK) for finding in found.values())


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_home_that_others_can_read_is_warned_of(examined: Examine, home: Path) -> None:
    assert examined()["home"].status is Status.OK
    home.chmod(0o755)
    found = examined()["home"]
    assert (found.status, found.remedy) == (Status.WARN, f"Run `chmod 700 {home}`.")


def test_a_home_that_cannot_be_a_folder_is_a_failure(examined: Examine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = examined(home=tmp_path / "file" / "home")
    assert found["home"].status is Status.FAIL
    assert "PATHCOACH_HOME" in found["home"].remedy
    assert "disk" not in found


@pytest.mark.parametrize(
    ("free", "status"), [(2 * 10**9, Status.OK), (10**8, Status.WARN), (10**6, Status.FAIL)]
)
def test_a_full_disk_is_told(
    examined: Examine, monkeypatch: pytest.MonkeyPatch, free: int, status: Status
) -> None:
    import shutil

    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free))
    assert examined()["disk"].status is status


def test_an_index_tells_what_is_in_it(examined: Examine, document: Path) -> None:
    found = examined()["index"]
    assert found.status is Status.OK
    assert found.words.startswith("Documents: 1, passages: ")


def test_an_index_older_than_its_documents_is_warned_of(examined: Examine, document: Path) -> None:
    os.utime(document)
    found = examined()["index"]
    assert (found.status, found.remedy) == (Status.WARN, "Run `pathcoach index`.")
    assert f"{document} has been changed since." in found.words
    document.unlink()
    assert f"{document} is gone." in examined()["index"].words


@pytest.mark.usefixtures("document")
def test_an_index_of_another_embedding_model_or_with_a_part_missing_is_made_anew(
    examined: Examine, home: Path
) -> None:
    other = examined(embedding={"model": "other/model"})["index"]
    assert (other.status, "with the embedding model all-MiniLM-L6-v2" in other.words) == (Status.WARN, True)
    folder = layout.index_folder(home)
    pointer = layout.read_pointer(folder)
    assert pointer is not None
    (folder / pointer.generation / "vectors.npy").unlink()
    broken = examined()["index"]
    assert (broken.status, "is incomplete" in broken.words) == (Status.WARN, True)


def test_a_store_is_opened_and_its_tables_are_looked_at(examined: Examine, home: Path) -> None:
    path = kept(home)
    assert examined()["store"].status is Status.OK
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    assert (examined()["store"].status, examined()["home"].status) == (Status.WARN, Status.OK)


def test_a_store_of_a_newer_version_is_a_failure(examined: Examine, home: Path) -> None:
    with sqlite3.connect(kept(home)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    found = examined()["store"]
    assert found.status is Status.FAIL
    assert "newer Pathcoach" in found.words


def test_a_file_that_is_no_store_is_a_failure(examined: Examine, home: Path) -> None:
    (home / "store.sqlite").write_text("These are not the rows that you are looking for. " * 100)
    found = examined()["store"]
    assert found.status is Status.FAIL
    assert "Put a backup in its place" in found.words


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_store_that_others_can_read_is_warned_of(examined: Examine, home: Path) -> None:
    path = kept(home)
    Path(path).chmod(0o644)
    assert examined()["store"].remedy == f"Run `chmod 600 {path}`."


def test_the_clock_is_said_with_its_zone(examined: Examine) -> None:
    assert examined()["clock"].words == "Monday, 2 March 2026, 09:00, Europe/Oslo."


def test_a_board_that_forgot_the_time_is_a_failure(examined: Examine) -> None:
    found = examined(now=datetime(1970, 1, 1, tzinfo=UTC))["clock"]
    assert (found.status, "Set the clock" in found.remedy) == (Status.FAIL, True)


def test_a_frozen_clock_is_warned_of(examined: Examine) -> None:
    found = examined(frozen_at="2026-03-02T09:00:00+01:00")["clock"]
    assert found.status is Status.WARN
    assert "Monday, 2 March 2026, 09:00" in found.words


def test_a_machine_in_utc_is_warned_of(examined: Examine) -> None:
    found = examined(zone="Etc/UTC")["clock"]
    assert (found.status, "timedatectl set-timezone" in found.remedy) == (Status.WARN, True)


def test_without_slack_nothing_is_missing(examined: Examine) -> None:
    assert examined()["Slack"].status is Status.OK


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1-a", "SLACK_APP_TOKEN": "xapp-1-b"}, Status.OK),
        ({"SLACK_BOT_TOKEN": "xoxb-1-a", "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2}, Status.OK),
        ({"SLACK_BOT_TOKEN": "xoxb-1-a"}, Status.FAIL),
        ({"SLACK_BOT_TOKEN": "hunter2", "SLACK_APP_TOKEN": "xapp-1-b"}, Status.FAIL),
    ],
)
def test_slacks_tokens_are_looked_at_and_not_shown(
    examined: Examine, environ: dict[str, str], status: Status
) -> None:
    found = examined(environ=environ)["Slack"]
    assert found.status is status
    assert not any(secret in found.words for secret in environ.values())
