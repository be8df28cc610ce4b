"""How fast the model writes: the coach's and bare llama.cpp by turns, so that what else runs hits both."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.benchmark.effort import in_time
from bot.benchmark.report import Compared
from bot.benchmark.runs import Run, run
from bot.benchmark.spread import spread
from bot.errors import ModelError

Write = Callable[[int], Iterator[int]]  # how many tokens at most → a stream of counts

_TRIAL_TOKENS = 12
_LEAST_TOKENS = 16
_LEAST_ROUNDS = 2


def measure_decoding(
    ours: Write, bare: Write | None, *, tokens: int, rounds: int, seconds: float
) -> Compared:
    """Let each write the same text, after a short unmeasured trial. Raises ModelError.

    A slow model writes less than `tokens`, so that some rounds are done within `seconds`.
    """
    trial = _run(ours, _TRIAL_TOKENS)
    if bare is not None:
        _run(bare, _TRIAL_TOKENS)
    affordable = int(seconds / (2 * _LEAST_ROUNDS) * trial.tokens_per_s)
    tokens = max(_LEAST_TOKENS, min(tokens, affordable))
    by_ours: list[Run] = []
    by_bare: list[Run] = []
    for number in in_time(range(rounds), seconds):
        sides = [(ours, by_ours), *([(bare, by_bare)] if bare is not None else [])]
        # Who goes first takes turns, too: a machine that heats up or is disturbed favours one of two.
        for write, runs in sides if number % 2 == 0 else reversed(sides):
            runs.append(_run(write, tokens))
    return compared(tokens, [each.tokens_per_s for each in by_ours], [each.tokens_per_s for each in by_bare])


def compared(tokens: int, ours: list[float], bare: list[float]) -> Compared:
    """Return both sides, of which there is one figure or more of ours."""
    mine, other = spread(ours), spread(bare)
    assert mine is not None
    return Compared(tokens, mine, other, mine.median / other.median if other else None)


def _run(write: Write, tokens: int) -> Run:
    done = run(write(tokens))
    if not done.tokens:
        raise ModelError("The model writes so little that there is nothing to time.")
    return done
