"""Many measurements of one thing → what they say together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """Of `count` measurements; between two of them, quantiles are interpolated."""

    median: float
    p95: float
    least: float
    most: float
    count: int


def spread(measured: Collection[float]) -> Spread | None:
    """Return what the measurements say; None where there are none."""
    if not measured:
        return None
    figures = np.array(sorted(measured))
    return Spread(
        median=float(np.median(figures)),
        p95=float(np.quantile(figures, 0.95)),
        least=float(figures[0]),
        most=float(figures[-1]),
        count=len(figures),
    )
