"""How long a question took, and how many tokens its reply."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Protocol

from .outcome import Outcome


class Timed(Protocol):
    """Whatever took a while."""

    @property
    def elapsed_ms(self) -> float:
        """How long, in milliseconds."""


def percentile_ms(outcomes: Sequence[Timed], percent: float) -> float | None:
    """Return the nearest-rank percentile of the time a question took."""
    if not outcomes:
        return None
    ordered = sorted(outcome.elapsed_ms for outcome in outcomes)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def median_ms(outcomes: Sequence[Timed]) -> float | None:
    """Return the median time a question took."""
    return median(outcome.elapsed_ms for outcome in outcomes) if outcomes else None


def prompt_tokens(outcome: Outcome) -> int | None:
    """Return the tokens that the model had to read; None where it was not asked."""
    usage = outcome.reply.usage
    return usage.prompt_tokens - usage.cached_tokens if usage.prompt_tokens else None


def completion_tokens(outcome: Outcome) -> int | None:
    """Return the tokens that the model wrote; None where it was not asked."""
    usage = outcome.reply.usage
    return usage.completion_tokens if usage.prompt_tokens else None
