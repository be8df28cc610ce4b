"""What nobody foresaw is one sentence for the user, and a traceback for whoever mends it."""

from __future__ import annotations

import stat
from pathlib import Path

from bot.faults import report_fault


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
