"""What is best of many: the fused ranks, and the largest of their values."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.index.fusion import largest


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 12))
def test_the_largest_are_those_that_a_stable_sort_puts_first(values: list[int], count: int) -> None:
    scores = np.array(values, np.float32)

    assert largest(scores, count).tolist() == np.argsort(-scores, kind="stable")[:count].tolist()
