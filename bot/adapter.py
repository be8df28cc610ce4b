"""Small changes to the linear maps of a transformer, learnt for one task.

Low-rank adaptation, or LoRA (Hu et al. 2021): to what a map makes of a state, the product of two narrow
matrices is added. The weights of the model itself stay as they are, so that one copy of them serves with and
without.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

DOWN, UP = ".down", ".up"  # how the names of the two matrices of a map end


class Adapter:
    """The changes, by the names of the maps. Threads may share it."""

    def __init__(self, matrices: Mapping[str, Array]) -> None:
        """`matrices` are, for the map NAME, NAME.down of shape (rank, in) and NAME.up of (out, rank)."""
        self._down = {
            name.removesuffix(DOWN): matrix.T for name, matrix in matrices.items() if name.endswith(DOWN)
        }
        self._up = {name.removesuffix(UP): matrix.T for name, matrix in matrices.items() if name.endswith(UP)}

    def change(self, state: Array, name: str) -> Array | None:
        """Return what is added to the map's output for `state`, shape (…, in); None where nothing is."""
        down = self._down.get(name)
        if down is None:
            return None
        lowered: Array = state @ down
        changed: Array = lowered @ self._up[name]
        return changed
