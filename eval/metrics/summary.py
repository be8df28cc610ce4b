"""All metrics by name, as gates and reports call them: of one outcome, of many, and with intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from . import abstention, answers, citations, latency, retrieval
from .claims import unsupported_claims
from .intervals import Interval, interval
from .names import unsupported_names
from .outcome import Outcome

Measure = Callable[[Outcome], float | None]

_ON_GOLD: dict[str, Measure] = {
    "recall_at_1": lambda one: retrieval.recall_at(one.ranked, one.gold, 1),
    "recall_at_5": lambda one: retrieval.recall_at(one.ranked, one.gold, 5),
    "mrr": lambda one: retrieval.reciprocal_rank(one.ranked, one.gold),
    "ndcg_at_10": lambda one: retrieval.ndcg_at(one.ranked, one.gold, 10),
}
# The mean over the cases that a measure does not give None for.
MEANS: Mapping[str, Measure] = {
    "right": answers.is_right,
    "fact_recall": answers.fact_recall,
    "citation_precision": citations.citation_precision,
    "citation_recall": citations.citation_recall,
    "false_answers": abstention.false_answer,
    "abstained_on_uncovered": abstention.abstained_on_uncovered,
    "refused_covered": abstention.refused_covered,
    "written_and_right": answers.written_and_right,
    **_ON_GOLD,
    "prompt_tokens": latency.prompt_tokens,
    "completion_tokens": latency.completion_tokens,
}
# The sum over all cases: each one is one too many.
COUNTS: Mapping[str, Measure] = {
    "unsupported_numbers": lambda one: len(answers.unsupported_numbers(one)),
    "unsupported_names": lambda one: len(unsupported_names(one)),
    "unsupported_claims": lambda one: len(unsupported_claims(one)),
    "misquotes": lambda one: len(citations.misquotes(one)),
    "uncited": citations.is_uncited,
}


def case_values(outcome: Outcome) -> dict[str, float | None]:
    """Return every metric of one outcome, by name; None where it does not apply."""
    values = {name: measure(outcome) for name, measure in {**MEANS, **COUNTS}.items()}
    if not outcome.gold:
        values |= dict.fromkeys(_ON_GOLD)
    found = {name: None if value is None else float(value) for name, value in values.items()}
    return {**found, "elapsed_ms": outcome.elapsed_ms}


def summarise(outcomes: Sequence[Outcome], later: Sequence[Outcome] | None = None) -> dict[str, float | None]:
    """Return every metric of a set of outcomes, by name; `later` are those of run.in_conversation."""
    values = [case_values(outcome) for outcome in outcomes]
    curve = abstention.risk_coverage(outcomes)
    return {
        "cases": len(outcomes),
        **{name: _mean(applicable(values, name)) for name in MEANS},
        **{name: int(sum(applicable(values, name))) for name in COUNTS},
        "aurc": curve.area if curve else None,
        "lost_in_conversation": None if later is None else len(answers.lost_in_conversation(outcomes, later)),
        "median_ms": latency.median_ms(outcomes),
        "p95_ms": latency.percentile_ms(outcomes, 95),
    }


def intervals(outcomes: Sequence[Outcome]) -> dict[str, Interval | None]:
    """Return the 95 % interval of every mean, by name; None where nothing was measured."""
    values = [case_values(outcome) for outcome in outcomes]
    return {name: interval(applicable(values, name)) for name in MEANS}


def applicable(values: Sequence[Mapping[str, float | None]], name: str) -> list[float]:
    """Return the values of a metric, where it applies."""
    return [value for row in values if (value := row[name]) is not None]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
