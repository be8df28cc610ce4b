"""`python -m eval.passages.calibrate`: fits how surely a sentence of prose answers a question.

Logistic regression on the work half's questions to a single document: right is what would be told with the
first sentence, if it holds all that the case needs. Prints the weights of `prose` in prompts/reference.yaml,
and for thresholds what folds by document say. Not for the check half.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answering.reference.prose import Ranked
from bot.answering.reference.quoting import Quoting
from bot.answering.reference.seeking import best_of
from bot.errors import CoachError
from bot.prompts import bundled_prompts

from ..calibrate import Rows, fit
from ..cases import LIBRARY_KINDS, Case, Expectation, read_half
from ..coach import DOCUMENTS
from ..lines import Half
from ..normalise import mentions, normalise
from ..retrieval.library import open_library

_THRESHOLDS = np.arange(0.2, 0.75, 0.05)


@dataclass(frozen=True, slots=True)
class Judged:
    """The first sentence for a question about one document, and whether what is told with it answers."""

    case: Case
    document_id: str
    evidence: tuple[float, ...]
    answers: bool


def main() -> int:
    """Fit, and print the weights and what the folds say; return 0, or 1 after a CoachError."""
    try:
        names, judged = _gather([case for case in read_half(Half.WORK) if case.kind in LIBRARY_KINDS])
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1
    rows, right = rows_of(judged)
    fitted = fit(rows, right)
    print(f"{len(judged)} questions, {int(right.sum())} of them answered by what is told with it\n")
    print(f"bias: {fitted.bias:.2f}")
    for name, weight in zip(names, fitted.weights, strict=True):
        print(f"{name}: {weight:.2f}")
    surety = by_document(judged)
    print(f"\narea under the curve, by documents not seen: {area(surety, right):.2f}")
    print("\nthreshold  right answers told  near misses told")
    missed = np.array([each.case.expects is not Expectation.ANSWER for each in judged])
    for threshold in _THRESHOLDS:
        told = surety >= threshold
        print(f"{threshold:9.2f}  {told[right == 1].mean():18.2f}  {told[missed].mean():16.2f}")
    return 0


def rows_of(judged: Sequence[Judged]) -> tuple[Rows, Rows]:
    """Return the evidence, a row a question, and 1 where the sentence answers, else 0."""
    return np.array([each.evidence for each in judged]), np.array([float(each.answers) for each in judged])


def area(surety: Rows, right: Rows) -> float:
    """Return the area under the ROC curve: how often a right sentence is surer than a wrong one."""
    ahead = surety[right == 1][:, None] - surety[right == 0][None, :]
    return float(np.mean((ahead > 0) + 0.5 * (ahead == 0)))


def by_document(judged: Sequence[Judged]) -> Rows:
    """Return how surely each sentence answers, by a fit that saw no question about its document."""
    rows, right = rows_of(judged)
    documents = np.array([each.document_id for each in judged])
    surety = np.zeros(len(judged))
    for document in set(documents.tolist()):
        held_out = documents == document
        surety[held_out] = fit(rows[~held_out], right[~held_out]).probabilities(rows[held_out])
    return surety


def _gather(cases: Sequence[Case]) -> tuple[tuple[str, ...], list[Judged]]:
    with open_library(None, [DOCUMENTS]) as library:
        index = library.index
        titles = {key: each.title for key, each in index.documents.items() if key not in index.pathways}
        quoting = Quoting(index, titles, bundled_prompts(), cache=None)
        found = list(_judge(cases, quoting))
    return tuple(found[0][0].evidence), [judged for _, judged in found]


def _judge(cases: Sequence[Case], quoting: Quoting) -> Iterator[tuple[Ranked, Judged]]:
    for case in cases:
        documents = quoting.addressing.named(case.question)
        if len(documents) != 1 or case.kind == "integration":
            continue
        ranked = quoting.ranked(case.question, documents[0])
        if not ranked:
            continue
        told = quoting.seeking.with_neighbours([each.line for each in best_of(ranked)])
        said = normalise(" ".join(line.text for line in told))
        held = all(any(mentions(said, spelling) for spelling in need) for need in case.needs)
        answers = case.expects is Expectation.ANSWER and held
        yield ranked[0], Judged(case, documents[0], tuple(ranked[0].evidence.values()), answers)


if __name__ == "__main__":
    sys.exit(main())
