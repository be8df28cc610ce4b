"""Figures become tables, and stand between their marks in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import CoachError
from eval.lines import Half
from eval.retrieval.ablation import Ablated
from eval.retrieval.names import Naming
from eval.retrieval.outcome import Ranking
from eval.retrieval.table import ablation_table, metrics_table, naming_table, write_between

from .conftest import MakeOutcome


def test_each_mean_has_its_interval_and_what_was_not_measured_a_dash(make_outcome: MakeOutcome) -> None:
    outcomes = [make_outcome("Kite makers earn $50,000."), make_outcome("Nothing.")]

    shown = metrics_table({Half.WORK: outcomes})

    assert "| figure_right | 0.500 (" in shown
    assert "| trap_declined | – |" in shown
    assert "| questions | 2 |" in shown


def test_right_replies_are_counted_by_how_the_occupation_is_called(make_outcome: MakeOutcome) -> None:
    outcomes = [make_outcome("$50,000"), make_outcome("$50,000", naming=Naming.COMMON), make_outcome("No.")]

    shown = naming_table({Half.WORK: outcomes})

    assert "| title | 1 of 2 |" in shown
    assert "| common | 1 of 1 |" in shown
    assert "| trap | – |" in shown


def test_a_way_to_search_is_a_row() -> None:
    hit = Ranking(("a", "b"), ("p", "p"), frozenset({"a"}))
    late = Ranking(("b", "a"), ("p", "p"), frozenset({"a"}))

    shown = ablation_table([Ablated("dense", "all pages", [hit, late])])

    assert "| all pages | dense | 0.500 | 1.000 (" in shown


def test_what_stands_between_the_marks_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("before\n<!-- t -->\nold \\1\n<!-- end of t -->\nafter\n", encoding="utf-8")

    write_between("t", "new \\1", path=path)

    assert path.read_text(encoding="utf-8") == "before\n<!-- t -->\nnew \\1\n<!-- end of t -->\nafter\n"
    with pytest.raises(CoachError, match="other"):
        write_between("other", "new", path=path)
