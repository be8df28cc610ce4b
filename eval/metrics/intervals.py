"""How sure a mean is: 95 % intervals by bootstrap over the cases, with a fixed seed."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest, bootstrap

_LEVEL = 0.95
_RESAMPLES = 2000
_SEED = 20260302


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends, inclusive."""

    low: float
    high: float


def interval(values: Sequence[float]) -> Interval | None:
    """Return the 95 % interval of the mean of `values`; None of nothing.

    Bias-corrected and accelerated (BCa, Efron 1987), with percentiles where that is not defined. A share of
    0 or 1, from which no resample differs, has the exact interval (Clopper & Pearson 1934): 30 right of 30
    are 0.88 to 1.
    """
    sample = np.asarray(values, np.float64)
    if not len(sample):
        return None
    if sample.min() == sample.max():
        return _of_constant(float(sample[0]), len(sample))
    found = _bootstrap(sample, "BCa")
    return found if not math.isnan(found.low + found.high) else _bootstrap(sample, "percentile")


def paired_interval(before: Sequence[float], after: Sequence[float]) -> Interval | None:
    """Return the 95 % interval of the mean of `after` - `before`, which are of the same cases in order.

    Where no case differs the interval is 0 to 0: how much may differ elsewhere is not known from that.
    """
    change = np.subtract(after, before)
    if len(change) and not change.any():
        return Interval(0.0, 0.0)
    return interval(change.tolist())


def _bootstrap(sample: np.ndarray[tuple[int], np.dtype[np.float64]], method: str) -> Interval:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that BCa is not defined is seen by its NaN
        found = bootstrap(
            (sample,),
            np.mean,
            n_resamples=_RESAMPLES,
            confidence_level=_LEVEL,
            method=method,
            vectorized=True,
            batch=200,
            rng=np.random.default_rng(_SEED),
        ).confidence_interval
    return Interval(float(found.low), float(found.high))


def _of_constant(value: float, count: int) -> Interval:
    if value not in (0.0, 1.0):
        return Interval(value, value)
    found = binomtest(int(value) * count, count).proportion_ci(_LEVEL, method="exact")
    return Interval(float(found.low), float(found.high))
