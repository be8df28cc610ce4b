"""What is begun is finished; what cannot be done in time is not begun."""

from __future__ import annotations

from typing import Any

from bot.benchmark.effort import QUICK, WHOLE, in_time


def test_the_first_one_comes_however_little_time_there_is(hand: Any) -> None:
    assert list(in_time("ab", -1.0, clock=hand)) == ["a"]
    done = []
    for item in in_time("abc", 0.0, clock=hand):
        hand.go(5)
        done.append(item)
    assert done == ["a"]


def test_as_many_come_as_end_in_time_at_the_pace_of_the_slowest(hand: Any) -> None:
    done = []
    for item in in_time(range(10), 10.0, clock=hand):
        hand.go(4 if item == 0 else 1)
        done.append(item)
    assert done == [0, 1, 2, 3]  # after 7 s another of 4 s would end at 11


def test_what_costs_more_is_expected_to_take_longer(hand: Any) -> None:
    done = []
    for size in in_time((64, 128, 1024), 10.0, cost=float, clock=hand):
        hand.go(size / 64)
        done.append(size)
    assert done == [64, 128]  # 1024 would take 16 s


def test_quick_measures_less_of_everything() -> None:
    assert QUICK.limit_s < WHOLE.limit_s
    assert set(QUICK.sizes) < set(WHOLE.sizes)
    assert (min(WHOLE.sizes), max(WHOLE.sizes)) == (64, 1536)
