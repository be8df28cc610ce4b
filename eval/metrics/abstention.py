"""Does the coach decline what the documents do not cover, and that alone?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from ..cases import Expectation
from .answers import is_right
from .outcome import Outcome, reached

_JUDGED = (Expectation.ANSWER, Expectation.ABSTAIN)


def abstained_on_uncovered(outcome: Outcome) -> bool | None:
    """Does the coach decline this question, which is not covered?"""
    return outcome.reply.abstained if outcome.case.expects is Expectation.ABSTAIN else None


def false_answer(outcome: Outcome) -> bool | None:
    """Does the coach answer this question, which is not covered?"""
    if outcome.case.expects is not Expectation.ABSTAIN:
        return None
    return reached(outcome.reply) is Expectation.ANSWER


def refused_covered(outcome: Outcome) -> bool | None:
    """Does the coach decline this covered question, or pass it on to others: is this a false refusal?"""
    if outcome.case.expects is not Expectation.ANSWER:
        return None
    return reached(outcome.reply) is not Expectation.ANSWER


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """What would be wrong if only the surest questions were answered (El-Yaniv & Wiener 2010).

    `risk[i]` is the share of wrong answers among the surest `coverage[i]` of the questions, by the confidence
    of the reply. `at` is where the coach stands: the share that it answered, and of these the share wrong.
    """

    coverage: tuple[float, ...]
    risk: tuple[float, ...]
    at: tuple[float, float] | None  # None where it answered nothing

    @property
    def area(self) -> float:
        """The area under the curve (AURC): the mean risk over all coverages; lower is better."""
        return sum(self.risk) / len(self.risk)


def risk_coverage(outcomes: Iterable[Outcome]) -> RiskCoverage | None:
    """Return the curve of the questions that were judged by confidence; None without any.

    What the coach declined counts as wrong where it would be answered: the question is not covered, or
    nothing is known of the answer it would get. Replies of equal confidence share their risk.
    """
    judged = [
        (outcome.reply.trace.confidence, outcome)
        for outcome in outcomes
        if outcome.reply.trace.confidence is not None and outcome.case.expects in _JUDGED
    ]
    if not judged:
        return None
    judged.sort(key=lambda pair: -pair[0])
    wrong: list[float] = []
    for _, group in groupby(judged, key=lambda pair: pair[0]):
        of_group = [not _is_good_answer(outcome) for _, outcome in group]
        wrong += [sum(of_group) / len(of_group)] * len(of_group)
    risk = [total / count for count, total in enumerate(accumulate(wrong), start=1)]
    coverage = [count / len(judged) for count in range(1, len(judged) + 1)]
    return RiskCoverage(tuple(coverage), tuple(risk), _standing([outcome for _, outcome in judged]))


def _standing(outcomes: Sequence[Outcome]) -> tuple[float, float] | None:
    answered = [outcome for outcome in outcomes if reached(outcome.reply) is Expectation.ANSWER]
    if not answered:
        return None
    wrong = sum(not _is_good_answer(outcome) for outcome in answered)
    return len(answered) / len(outcomes), wrong / len(answered)


def _is_good_answer(outcome: Outcome) -> bool:
    return outcome.case.expects is Expectation.ANSWER and is_right(outcome)
