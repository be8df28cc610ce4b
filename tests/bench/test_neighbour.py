from __future__ import annotations

from bench.ask import Question
from bench.neighbour import Turn, bars, table


def _turn(quiet_ms: float, busy_ms: float, *, written: bool = False) -> Turn:
    return Turn(Question("fact", "How long?"), quiet_ms, busy_ms, written)


def test_the_ratio_is_taken_within_a_question() -> None:
    (bar,) = bars([_turn(10, 20), _turn(1000, 1500), _turn(5, 100)])
    assert (bar.figure, bar.held) == (2.0, True)


def test_what_the_model_wrote_is_held_to_a_bar_of_its_own() -> None:
    everything, written = bars([_turn(10, 10), _turn(10, 10), _turn(1000, 4000, written=True)])
    assert everything.held
    assert not written.held


def test_the_table_shows_the_slowest_answer_too() -> None:
    assert table([_turn(10, 20), _turn(30, 90)]).splitlines()[1].split() == [
        "all", "answers", "20", "55", "90",
    ]  # fmt: skip
