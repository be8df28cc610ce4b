"""The operation follows the shape of the question, whatever the router guesses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering.answerer import Answerer
from bot.answering.operation import settle_operation
from bot.domain import Pathway

pytestmark = pytest.mark.real_model


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("Which skills take at least 5 weeks?", "list"),
        ("Phases under 7 weeks, name them.", "list"),
        ("How many skills take at least 5 weeks?", "count"),
        ("I finished the first phase. How many weeks are left?", "sum"),
        ("Total weeks without queen rearing?", "sum"),
        ("Longest skill against the shortest skill, what is the difference?", "compare"),
        ("Which phase takes longest?", "extreme"),
    ],
)
def test_the_shape_of_a_question_settles_its_operation(
    question: str, operation: str, answerer_of: Callable[[Pathway], Answerer], made_up: Pathway
) -> None:
    answerer = answerer_of(made_up)

    assert settle_operation(answerer.read(question), answerer.view) == operation
