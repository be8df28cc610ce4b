"""The evaluation with the real coach, the real index and the bundled model."""

from pathlib import Path

import pytest

from eval.__main__ import main


@pytest.mark.real_model
def test_the_real_coach_is_asked_and_its_citations_are_found(tmp_path: Path, capsys) -> None:
    arguments = [
        "--half",
        "work",
        "--kinds",
        "sum",
        "--composer",
        "extractive",
        "--home",
        str(tmp_path / "home"),
    ]
    assert main(arguments) == 0
    printed = capsys.readouterr().out.splitlines()
    [misquotes] = [line.split() for line in printed if line.startswith("misquotes")]
    assert misquotes == ["misquotes", "0"]
