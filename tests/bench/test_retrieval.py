"""The made-up index is as large as it should be and is found in; figures become a table, a bar and a plot."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.retrieval import LOOKS, Timed, bars, build, plot, search, table


def test_an_index_of_made_up_chunks_has_their_number_and_is_searched(tmp_path: Path) -> None:
    build(tmp_path / "home", 47)

    timed = search(tmp_path / "home")

    assert timed.chunks == 47
    assert len(timed.search_ms) == len(timed.embedding_ms) == len(timed.processor_ms) == LOOKS


@pytest.mark.parametrize(("middle_ms", "held"), [(19.0, True), (21.0, False)])
def test_the_bar_is_the_median_at_the_smallest_size(middle_ms: float, held: bool) -> None:
    least = Timed(5_000, 100, [1, middle_ms, 90], [1], [1])
    large = Timed(100_000, 100, [500], [1], [1])

    assert [(bar.figure, bar.held) for bar in bars([large, least])] == [(middle_ms, held)]


def test_the_table_has_a_row_a_size_and_the_plot_is_the_same_again(tmp_path: Path) -> None:
    timed = [Timed(5_000, 120, [8, 9, 30], [7], [8], 150), Timed(20_000, 400, [12, 13, 40], [7], [9], 210)]

    assert "| 5,000 | 0.12 s | 9.0 ms | 9.0 ms | 7.0 ms | 8.0 ms | 150 MB |" in table(timed)
    assert table(timed).count("\n") == 3
    plot(timed, tmp_path / "one.svg")
    plot(timed, tmp_path / "other.svg")
    assert (tmp_path / "one.svg").read_text() == (tmp_path / "other.svg").read_text()
