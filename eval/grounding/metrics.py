"""How well the check does: one function a metric, of what it said of each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import Fact
from bot.grounding import Verdict, check

from ..metrics.intervals import Interval, interval
from .pairs import Pair


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, and what the check said of it."""

    pair: Pair
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether the check said what is so."""
        return self.verdict.supported == self.pair.supported


def judge(pair: Pair) -> Judged:
    """Hold the sentence against its evidence, as the coach does with what its model writes."""
    facts = [Fact(text, f"e{number}", text) for number, text in enumerate(pair.evidence)]
    return Judged(pair, check(pair.sentence, facts))


def precision(judged: Sequence[Judged]) -> float | None:
    """Of what the check lets pass, the share that is supported; None where it lets nothing pass."""
    passed = [each for each in judged if each.verdict.supported]
    return _share(passed)


def recall(judged: Sequence[Judged]) -> float | None:
    """Of what is supported, the share that the check lets pass."""
    return _share([each for each in judged if each.pair.supported])


def let_through(judged: Sequence[Judged]) -> int:
    """How many sentences pass that the evidence does not support: a reader would believe them."""
    return sum(each.verdict.supported and not each.pair.supported for each in judged)


def summarise(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Return every metric by its name, as gates name them."""
    return {
        "pairs": len(judged),
        "precision": precision(judged),
        "recall": recall(judged),
        "let_through": let_through(judged),
    }


def bounds(judged: Sequence[Judged]) -> dict[str, Interval | None]:
    """Return the 95 % intervals of the metrics that are shares."""
    return {
        "precision": interval([each.right for each in judged if each.verdict.supported]),
        "recall": interval([each.right for each in judged if each.pair.supported]),
    }


def _share(judged: Sequence[Judged]) -> float | None:
    return sum(each.right for each in judged) / len(judged) if judged else None
