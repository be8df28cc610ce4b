from pathlib import Path

import pytest

from bot.errors import CoachError
from eval.report.files import write_report
from eval.report.page import Page


def test_a_folder_is_made_and_holds_the_page_in_both_forms(tmp_path: Path, page: Page) -> None:
    folder = tmp_path / "new" / "report"
    write_report(folder, page)
    assert (folder / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (folder / "report.md").read_text(encoding="utf-8").startswith("# Evaluation of Pathcoach\n")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, page: Page) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CoachError, match=r"The report cannot be written to .*file"):
        write_report(tmp_path / "file", page)
