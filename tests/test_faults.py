"""What nobody foresaw is one sentence for the user, and a traceback for whoever mends it."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest

from bot.faults import logged_in, report_fault


def _fault() -> RuntimeError:
    try:
        raise RuntimeError("the gears jammed")
    except RuntimeError as error:
        return error


def test_the_sentence_names_the_file_and_the_file_holds_the_traceback(tmp_path: Path) -> None:
    said = report_fault(_fault(), tmp_path)
    log = tmp_path / "errors.log"
    assert said == (
        f"Something went wrong inside Pathcoach (RuntimeError). The details are in {log}; please report them."
    )
    assert "the gears jammed" in log.read_text()
    assert "in _fault" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_second_fault_does_not_overwrite_the_first(tmp_path: Path) -> None:
    report_fault(_fault(), tmp_path)
    report_fault(ValueError("and then"), tmp_path)
    assert "the gears jammed" in (tmp_path / "errors.log").read_text()


def test_a_folder_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    assert "Something went wrong inside Pathcoach" in report_fault(_fault(), tmp_path / "missing")


def test_warnings_go_to_the_file_and_not_to_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with logged_in(tmp_path):
        logging.getLogger("bot.reminders").warning("A message waits.")
    assert "A message waits." in (tmp_path / "errors.log").read_text()
    assert stat.S_IMODE((tmp_path / "errors.log").stat().st_mode) == 0o600
    assert "A message waits." not in "".join(capfd.readouterr())


def test_without_a_warning_there_is_no_file(tmp_path: Path) -> None:
    with logged_in(tmp_path):
        pass
    assert not (tmp_path / "errors.log").exists()
