"""The bars of a burst in Slack are computed from what became of it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.slack import Burst, bars, percentile, table, whole_answers
from tests.e2e.slack.wording import FIRST, LAST
from tests.local_slack.messages import Message, Version

GOOD = Burst(Counter({1: 500}), [0.1] * 990 + [0.9] * 10, wall_s=60, before_mb=400, after_mb=440)


def test_a_burst_that_loses_and_doubles_nothing_holds_its_bars() -> None:
    assert all(bar.held for bar in bars(GOOD))
    assert table(GOOD).splitlines()[1].split() == ["answered", "once", "500"]


@pytest.mark.parametrize(
    ("worse", "missed"),
    [
        (replace(GOOD, answers=Counter({1: 499, 0: 1})), 0),
        (replace(GOOD, answers=Counter({1: 499, 2: 1})), 0),
        (replace(GOOD, acknowledged_s=[0.1] * 980 + [1.1] * 20), 1),
        (replace(GOOD, acknowledged_s=[0.1] * 80 + [math.inf] * 20), 1),
        (replace(GOOD, after_mb=441), 2),
    ],
)
def test_what_is_lost_doubled_late_or_kept_misses_its_own_bar(worse: Burst, missed: int) -> None:
    assert [number for number, bar in enumerate(bars(worse)) if not bar.held] == [missed]


def test_half_an_answer_is_none_and_two_are_two() -> None:
    whole, half = said(f"{FIRST} {LAST}"), said(FIRST)

    assert [whole_answers(each) for each in ([], [half], [whole], [whole, half], [whole, whole])] == [
        0,
        0,
        1,
        0,
        2,
    ]


@given(st.lists(st.floats(0, 100), min_size=1), st.integers(1, 100))
def test_a_percentile_is_one_of_the_values_and_enough_of_them_do_not_exceed_it(
    values: list[float], percent: int
) -> None:
    found = percentile(values, percent)

    assert found in values
    assert sum(each <= found for each in values) >= len(values) * percent / 100


def said(text: str) -> Message:
    return Message("C1", "1.0", "U1", [Version(text, [])])
