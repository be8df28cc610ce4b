"""The bars are computed from paired turns, and a missed one is seen."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bench.ask import COLD_KINDS, Bar, ColdTurn, Run, WarmTurn, bars, read_questions, table
from bench.measure import Measured
from bench.stock import chunks


def a_run(*, coach_s: float = 2.0, coach_mb: float = 300, coach_ms: float = 500) -> Run:
    cold = [
        # The machine gets three times slower: the ratios within a turn stay.
        ColdTurn(
            question,
            bare=Measured(1.0 * drift, 100, ""),
            coach=Measured(coach_s * drift, coach_mb, ""),
            stock=Measured(8.0 * drift, 800, ""),
        )
        for drift in (1, 2, 3)
        for question in read_questions()
        if question.text in first_of_each_cold_kind()
    ]
    warm = [
        WarmTurn(question, coach_ms, coach_ms - 10, 3000, generated=False) for question in read_questions()
    ]
    warm[0] = WarmTurn(warm[0].question, 2222, 2200, 3000, generated=True)
    return Run(cold, warm, coach_peak_mb=coach_mb, stock_peak_mb=800)


def first_of_each_cold_kind() -> set[str]:
    return {next(q.text for q in read_questions() if q.kind == kind) for kind in COLD_KINDS}


def test_the_bars_hold_at_the_ratios_asked_for() -> None:
    found = bars(a_run())
    assert len(found) == 3 * len(COLD_KINDS) + 2
    assert all(bar.held for bar in found)
    assert [bar.figure for bar in found[:3]] == pytest.approx([4.0, 2.0, 0.375])
    assert found[-2].figure == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("worse", "missed"),
    [
        (a_run(coach_s=4.0), {"times faster", "times as long"}),
        (a_run(coach_mb=500), {"peak memory"}),
        (a_run(coach_ms=1000), {"median times faster"}),
    ],
)
def test_a_missed_bar_is_seen(worse: Run, missed: set[str]) -> None:
    names = [bar.name for bar in bars(worse) if not bar.held]
    assert names
    assert all(any(words in name for words in missed) for name in names)
    assert all(any(words in name for name in names) for words in missed)
    assert "MISSED" in str(next(bar for bar in bars(worse) if not bar.held))


def test_a_bar_is_held_at_its_bound() -> None:
    assert Bar("", 2.5, least=2.5).held
    assert Bar("", 2.5, most=2.5).held
    assert not Bar("", 2.4, least=2.5).held


def test_the_table_shows_medians_and_peaks() -> None:
    shown = table(a_run())
    assert "4.00 s" in shown  # median of 2, 4 and 6
    assert "800 MB" in shown
    assert "500 ms" in shown
    assert "of 1 that the model wrote" in shown
    assert "2222 ms" in shown


def test_there_are_twenty_questions_of_their_own() -> None:
    questions = read_questions()
    assert len({question.text for question in questions}) == 20
    assert set(COLD_KINDS) <= {question.kind for question in questions}


@pytest.mark.parametrize("length", [1, 50, 499, 500, 501, 950, 951, 1900])
def test_chunks_hold_the_whole_text_and_overlap(length: int) -> None:
    text = "".join(chr(33 + position % 90) for position in range(length))
    pieces = list(chunks(text))
    assert pieces[0] + "".join(piece[50:] for piece in pieces[1:]) == text
    assert all(len(piece) == 500 for piece in pieces[:-1])
    assert all(after.startswith(before[-50:]) for before, after in pairwise(pieces))
