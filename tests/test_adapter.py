"""What an adapter adds to the linear maps of a model."""

from __future__ import annotations

import numpy as np

from bot.adapter import Adapter

DOWN = np.array([[1, 0, 2]], np.float32)  # rank 1, of three
UP = np.array([[1], [-1]], np.float32)  # to two


def test_a_map_gets_the_product_of_its_two_matrices() -> None:
    adapter = Adapter({"a.down": DOWN, "a.up": UP})
    state = np.array([[[1, 5, 1], [0, 0, 0]]], np.float32)

    change = adapter.change(state, "a")

    assert change is not None
    np.testing.assert_array_equal(change, [[[3, -3], [0, 0]]])


def test_what_has_no_matrices_is_not_changed() -> None:
    adapter = Adapter({"a.down": DOWN, "a.up": UP})
    assert adapter.change(np.ones((1, 1, 3), np.float32), "b") is None
