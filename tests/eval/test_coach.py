"""The evaluation with the real coach, the real index and the bundled model."""

from pathlib import Path

import pytest

from bot.errors import CoachError
from eval.__main__ import main
from eval.coach import open_coach


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


@pytest.mark.real_model
def test_documents_are_indexed_beside_the_pathways(tmp_path: Path) -> None:
    document = tmp_path / "tide-mill-rules.md"
    document.write_text("# Tide mill rules\n\n## Keys\n\nMarla Quince hands out the keys on Fridays.\n")

    with open_coach(tmp_path / "home", documents=[document]) as subject:
        found = subject.search("who hands out the keys?")

    assert {"Tide mill rules"} < {*subject.titles}
    assert "Marla Quince" in subject.by_id[found[0]].text


def test_documents_that_cannot_be_indexed_are_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(CoachError, match="documents could not be indexed"),
        open_coach(tmp_path / "home", documents=[tmp_path / "nowhere.md"]),
    ):
        pass
