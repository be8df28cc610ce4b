"""A page in which the texts of people and documents do their worst."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from eval.gates import Gate, Verdict
from eval.lines import Half
from eval.metrics import Outcome
from eval.report.filling import part_of
from eval.report.page import Change, Comparison, Figure, Opinions, Page, Run

HOSTILE = (
    '<script>alert(1)</script> <img src="https://evil.example/x.png"> ](https://evil.example) ```` | $x$'
)


@pytest.fixture
def failed(make_outcome: Callable[..., Outcome]) -> Outcome:
    outcome = make_outcome(HOSTILE, question=HOSTILE, needs=[("10 week",)], facts=[HOSTILE], quote=None)
    return replace(outcome, case=replace(outcome.case, case_id="fact-1", history=(f"before {HOSTILE}",)))


@pytest.fixture
def outcomes(make_outcome: Callable[..., Outcome], failed: Outcome) -> list[Outcome]:
    return [
        failed,
        make_outcome("It takes 10 weeks [1].", elapsed_ms=7.0),
        make_outcome("Sourdough takes 10 weeks [1].", kind="list", elapsed_ms=9.0),
    ]


@pytest.fixture
def page(outcomes: list[Outcome]) -> Page:
    summary = {"cases": 3, "right": 2 / 3, "misquotes": 1, "mrr": None}
    verdict = Verdict(Gate(Half.WORK, "right", low=0.9), 2 / 3)
    changes = tuple(
        Change(
            4, Figure(name, 0.5), Figure(name, 0.75), Figure(name, 0.25, 0.1, 0.4, signed=True), certain=True
        )
        for name in ("right", "fact_recall")
    )
    return Page(
        run=Run("Monday, 2 March 2026, 09:00", (("Model", HOSTILE),)),
        parts=(
            part_of("work half", outcomes, summary, reveal=True, verdicts=[verdict]),
            part_of("check half", outcomes, summary, reveal=False),
        ),
        comparisons=(Comparison("comparison, work half", "extractive", HOSTILE, changes),),
        opinions=(Opinions("wise", "work half", (Figure("faithful", 4.25, 4.0, 4.5),)),),
    )
