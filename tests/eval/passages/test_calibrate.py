"""The fit of how surely a sentence answers, and its folds by document."""

from __future__ import annotations

import numpy as np
import pytest

from eval.cases import Case, Expectation
from eval.passages.calibrate import Judged, area, by_document, rows_of

CASE = Case(
    case_id="made-up",
    kind="noise",
    history=(),
    question="?",
    expects=Expectation.ANSWER,
    needs=(),
    forbids=(),
)


def _judged(document: str, *, ahead: float, answers: bool) -> Judged:
    return Judged(CASE, document, (ahead,), answers)


def test_a_question_is_a_row_of_its_evidence() -> None:
    rows, right = rows_of(
        [_judged("mill", ahead=0.2, answers=True), _judged("mill", ahead=0.0, answers=False)]
    )

    assert rows.tolist() == [[0.2], [0.0]]
    assert right.tolist() == [1.0, 0.0]


def test_a_document_is_judged_by_what_the_others_teach() -> None:
    random = np.random.default_rng(5)
    told = [
        _judged(document, ahead=float(random.normal(0.3 if answers else 0.0, 0.05)), answers=answers)
        for document in ("mill", "dairy", "forge")
        for answers in (True, False) * 12
    ]
    contrary = [_judged("inn", ahead=0.3, answers=False), _judged("inn", ahead=0.0, answers=True)]

    surety = by_document([*told, *contrary])

    assert surety[-2] > 0.9
    assert surety[-1] < 0.1


def test_the_area_is_the_share_of_pairs_in_the_right_order() -> None:
    assert area(np.array([0.9, 0.4, 0.4, 0.1]), np.array([1.0, 1.0, 0.0, 0.0])) == pytest.approx(0.875)
