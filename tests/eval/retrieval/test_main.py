"""The program asks a small library from beginning to end, and stands below a gate."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.domain import Chunk, Citation, Document, Message, Passage, Reply, Section
from eval.retrieval.__main__ import main
from eval.retrieval.library import Library

from .conftest import FACTS

PAGES = ("lampers-and-wickers", "kite-makers", "kite-testers")
TEXT = "\n".join(f"- {key}: {value}" for key, value in FACTS.items())


class FoundIndex:
    """Finds the first chunk of each page it may look in, as an index would."""

    def __init__(self) -> None:
        self.chunks = tuple(
            Chunk(f"{page}/body/1", page, Section.BODY, "Quick facts", TEXT, 1, 1) for page in PAGES
        )
        self.documents = {
            page: Document(page, page, (chunk,)) for page, chunk in zip(PAGES, self.chunks, strict=True)
        }

    def search(self, query: str, *, k: int, pathway_ids: Sequence[str] | None = None) -> list[Passage]:
        found = [each for each in self.chunks if pathway_ids is None or each.pathway_id in pathway_ids]
        return [Passage(chunk, 1.0, 0.5, 1.0) for chunk in found[:k]]


class KiteCoach:
    """Answers everything with the pay of kite makers."""

    def reply(self, message: Message) -> Reply:
        cited = Citation(1, "kite-makers/body/1", "kite-makers", Section.BODY, "Quick facts", "$50,000")
        return Reply("Kite makers earn $50,000.", "answer", citations=(cited,))


@contextlib.contextmanager
def scripted_library(home: Path | None, documents: Sequence[Path]) -> Iterator[Library]:
    index = FoundIndex()
    yield Library(
        index,  # type: ignore[arg-type]
        KiteCoach(),
        resolve=lambda question: (),
        retrieve=lambda question, count: index.search(question, k=count),
    )


@pytest.fixture(autouse=True)
def _use_data(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHCOACH_TEST_DATA", str(data))


def test_both_halves_are_asked_and_the_check_half_stays_hidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.json"

    assert main(["--show-failures", "--json", str(report)], open_library=scripted_library) == 0

    halves = json.loads(report.read_text(encoding="utf-8"))
    assert set(halves) == {"work", "check"}
    assert all("question" not in row for row in halves["check"]["outcomes"])
    assert any("question" in row for row in halves["work"]["outcomes"])
    assert halves["work"]["summary"]["wrong_occupation"] is not None
    shown = capsys.readouterr().out
    assert "| figure_right |" in shown
    assert "check-" not in shown


def test_a_bar_that_is_missed_is_the_exit_code(tmp_path: Path) -> None:
    gate = tmp_path / "gates.toml"
    gate.write_text("[work]\nwrong_occupation = { max = 0.1 }\n", encoding="utf-8")

    assert main(["--half", "work", "--gate", str(gate)], open_library=scripted_library) == 1
    gate.write_text("[work]\nwrong_occupation = { max = 1.0 }\n", encoding="utf-8")
    assert main(["--half", "work", "--gate", str(gate)], open_library=scripted_library) == 0


def test_the_ablation_has_a_row_a_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--ablate"], open_library=scripted_library) == 0

    shown = capsys.readouterr().out
    assert "| the right page given | BM25 | 1.000 | 1.000 (" in shown
    assert shown.count("\n| ") == 4 * 3 + 1 + 2  # with its head


def test_without_the_data_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATHCOACH_TEST_DATA", str(tmp_path / "nowhere"))

    assert main([], open_library=scripted_library) == 1
    assert "PATHCOACH_TEST_DATA" in capsys.readouterr().err
    assert main(["--if-data"], open_library=scripted_library) == 0
    assert "PATHCOACH_TEST_DATA" in capsys.readouterr().err
