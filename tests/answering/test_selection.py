"""Which records a question restricts itself to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering.answerer import Answerer
from bot.answering.records import Kind
from bot.answering.selection import kind_of, select
from bot.domain import Pathway

pytestmark = pytest.mark.real_model


@pytest.mark.parametrize(
    ("question", "kind", "number"),
    [
        ("how many resources come with the first phase", Kind.RESOURCE, 1),
        ("how many tasks involve a hive", Kind.TASK, 1),
        ("how many of the skills take under 6 weeks", Kind.SKILL, 2),
        ("which phases last between 4 and 5 weeks", Kind.PHASE, 2),
        ("how many courses come from Honeyschool", Kind.RESOURCE, 1),
    ],
)
def test_kind_and_conditions_select_the_records(
    question: str, kind: Kind, number: int, answerer_of: Callable[[Pathway], Answerer], made_up: Pathway
) -> None:
    answerer = answerer_of(made_up)
    reading = answerer.read(question)

    assert kind_of(reading, answerer.view) is kind
    assert len(select(reading, answerer.view, kind)) == number
