"""Amounts with their units, and whether one follows from another: "about a year" from "9 to 12 months"."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.measures.units import UNITS

_EXACT = 1e-6
_CONVERTED = 0.1  # "about two months" for 8 weeks: what a hedge covers where the unit is another
_ROUNDED = 0.03  # what it covers in the same unit: 62,350 is "about 62,000", 10 weeks are not "about 8"
_BESIDE = 0.05  # "a little over 62,000", "nearly 65,000": how far off that may be


@dataclass(frozen=True, slots=True)
class Amount:
    """So much, or from so much to so much; an end that is open is infinite.

    `hedge`: "about", "over" (a little more than said), "under" (a little less), or "". `strict`: the end
    that is said is not itself meant ("more than 8").
    """

    low: float
    high: float
    unit: str = ""
    hedge: str = ""
    strict: bool = False

    @property
    def dimension(self) -> str:
        """What it is an amount of: time, dollars, a share …"""
        return UNITS[self.unit][0]

    @property
    def is_exact(self) -> bool:
        """Whether one number is meant, not a range."""
        return self.low == self.high

    def in_base(self) -> tuple[float, float]:
        """Return both ends in the base unit of its dimension."""
        factor = UNITS[self.unit][1]
        return self.low * factor, self.high * factor


def follows(said: Amount, known: Amount) -> bool:
    """Whether who believes `known` believes `said`."""
    if said.dimension != known.dimension:
        return False
    (low, high), (least, most) = said.in_base(), known.in_base()
    if math.isinf(high) or math.isinf(low):
        return _bound_follows(said, known)
    if math.isinf(most) or math.isinf(least) or (known.hedge and not said.hedge):
        return False
    tolerance = _tolerance(said, known)
    if said.hedge in ("over", "under"):
        return known.is_exact and _lies_beside(low, least, over=said.hedge == "over")
    if said.is_exact and not known.is_exact:
        # "about a year" for 9 to 12 months: only a hedge makes one number of a range.
        return said.hedge == "about" and least * (1 - _EXACT) <= low <= most * (1 + _EXACT)
    return _near(low, least, tolerance) and _near(high, most, tolerance)


def _bound_follows(said: Amount, known: Amount) -> bool:
    """Whether a bound is one that the evidence has: a looser one is true, too, but misleads.

    Only "more than half" and the like may be said of any larger share.
    """
    (low, high), (least, most) = said.in_base(), known.in_base()
    is_least = math.isinf(high)
    bound, value = (low, least) if is_least else (high, most)
    if math.isinf(value) or (known.hedge and not said.strict):
        return False
    beyond = value > bound if is_least else value < bound
    if said.unit == "share" and said.strict and known.is_exact:
        return beyond
    is_bound = math.isinf(least) or math.isinf(most)
    return _near(bound, value, _EXACT) and (not said.strict or (is_bound and known.strict))


def _tolerance(said: Amount, known: Amount) -> float:
    if said.hedge != "about":
        return _EXACT
    return _ROUNDED if said.unit == known.unit else _CONVERTED


def _lies_beside(bound: float, value: float, *, over: bool) -> bool:
    if over:
        return bound < value <= bound * (1 + _BESIDE)
    return bound * (1 - _BESIDE) <= value < bound


def _near(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance * max(abs(other), 1e-12)
