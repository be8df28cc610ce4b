"""What is measured over many outcomes, one value a case, so that each mean has its interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from ..metrics.intervals import Interval, interval
from ..metrics.latency import median_ms, percentile_ms
from .names import Naming
from .outcome import Outcome
from .questions import COVERED

Values = Mapping[str, Sequence[float]]


def values(outcomes: Sequence[Outcome]) -> Values:
    """Return the value of each case by metric.

    Retrieval, `figure_right` and `abstained` are over what the pages name; `wrong_occupation` is over these
    and the traps; what no page names is a metric of its own, `synonym_right`.
    """
    covered = [each for each in outcomes if each.question.naming in COVERED]
    traps = [each for each in outcomes if each.question.naming is Naming.TRAP]
    synonyms = [each for each in outcomes if each.question.naming is Naming.SYNONYM]
    ranked = [(each.ranking, each.question) for each in covered if each.ranking]
    return {
        "recall_at_1": [float(ranking.found_within(1)) for ranking, _ in ranked],
        "recall_at_5": [float(ranking.found_within(5)) for ranking, _ in ranked],
        "ndcg_at_10": [ranking.ndcg for ranking, _ in ranked],
        "page_recall_at_5": [float(ranking.page_within(5, asked.document_id)) for ranking, asked in ranked],
        "figure_right": _shares(covered, lambda each: each.right),
        "wrong_occupation": _shares([*covered, *traps], lambda each: each.wrong_occupation),
        "abstained": _shares(covered, lambda each: each.reply.abstained),
        "trap_declined": _shares(traps, lambda each: each.right),
        "synonym_right": _shares(synonyms, lambda each: each.right),
        "synonym_wrong_occupation": _shares(synonyms, lambda each: each.wrong_occupation),
    }


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """Return every metric by its name, as gates name them."""
    return {
        "questions": len(outcomes),
        **{name: fmean(found) if found else None for name, found in values(outcomes).items()},
        "reply_p50_ms": median_ms(outcomes),
        "reply_p95_ms": percentile_ms(outcomes, 95),
    }


def intervals(outcomes: Sequence[Outcome]) -> dict[str, Interval | None]:
    """Return the 95 % interval of every metric that is a mean."""
    return {name: interval(found) for name, found in values(outcomes).items()}


def _shares(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> list[float]:
    return [float(holds(each)) for each in outcomes]
