"""How surely the pathway covers a question goes with what was found."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering.answerer import Answerer
from bot.domain import Pathway


def test_a_covered_question_is_surer_than_one_that_is_not(
    answerer_of: Callable[[Pathway], Answerer], made_up: Pathway
) -> None:
    answerer = answerer_of(made_up)

    covered = answerer.answer(answerer.read("how long does Hive Inspection take?"))
    uncovered = answerer.answer(answerer.read("what is the capital of Mongolia?"))

    assert covered.confidence is not None
    assert uncovered.confidence is not None
    assert (covered.abstained, uncovered.abstained) == (False, True)
    assert 0 <= uncovered.confidence < covered.confidence <= 1
