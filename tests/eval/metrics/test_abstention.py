from dataclasses import replace

import pytest

from bot.domain import Trace
from eval.cases import Expectation
from eval.metrics import Outcome, risk_coverage, summarise


def test_abstaining_is_measured_on_uncovered_and_covered_questions_apart(make_outcome) -> None:
    summary = summarise(
        [
            make_outcome("Not covered.", expects=Expectation.ABSTAIN, action="abstain", abstained=True),
            make_outcome("It is $999.", expects=Expectation.ABSTAIN),
            make_outcome("See a doctor.", expects=Expectation.ABSTAIN, action="refer"),
            make_outcome("Ten weeks."),
            make_outcome("Not covered.", action="abstain", abstained=True),
        ]
    )
    assert summary["abstained_on_uncovered"] == summary["false_answers"] == pytest.approx(1 / 3)
    assert summary["refused_covered"] == 0.5


def _sure(outcome: Outcome, confidence: float | None) -> Outcome:
    return replace(outcome, reply=replace(outcome.reply, trace=Trace(confidence=confidence)))


def test_the_curve_goes_from_the_surest_to_all_and_what_is_not_covered_is_a_risk(make_outcome) -> None:
    declined = make_outcome("Not covered.", expects=Expectation.ABSTAIN, action="abstain", abstained=True)
    curve = risk_coverage(
        [
            _sure(declined, 0.1),
            _sure(make_outcome("Ten weeks."), 0.9),
            _sure(make_outcome("Eight.", needs=[("10 week",)]), 0.5),
            _sure(make_outcome("Ten weeks."), 0.8),
        ]
    )
    assert curve is not None
    assert curve.coverage == (0.25, 0.5, 0.75, 1.0)
    assert curve.risk == pytest.approx((0.0, 0.0, 1 / 3, 0.5))
    assert curve.area == pytest.approx((1 / 3 + 1 / 2) / 4)
    assert curve.at == pytest.approx((0.75, 1 / 3))


def test_replies_of_equal_confidence_share_their_risk_whatever_their_order(make_outcome) -> None:
    good, bad = _sure(make_outcome("Ten."), 0.5), _sure(make_outcome("", needs=[("10",)]), 0.5)
    assert risk_coverage([good, bad]) == risk_coverage([bad, good])


def test_what_nothing_judged_is_not_on_the_curve(make_outcome) -> None:
    assert risk_coverage([make_outcome("Hello.", expects=Expectation.SMALLTALK)]) is None
    assert risk_coverage([_sure(make_outcome("Ten."), None)]) is None
