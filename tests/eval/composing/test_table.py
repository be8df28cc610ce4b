"""What follows from the figures."""

from dataclasses import replace

import pytest

from bot.composing import AnswerKind
from bot.domain import Composer
from eval.composing.table import Measured, measure, recommend, with_row

PLAIN = Measured(
    AnswerKind.ADVICE,
    Composer.EXTRACTIVE,
    cases=20,
    right=0.9,
    fact_recall=0.9,
    unsupported=0,
    sentence_words=14.0,
    reading_ease=60.0,
    repeated=1,
    list_lines=0,
    fragments=0,
    median_ms=30.0,
    written=0.0,
)
MODEL = replace(PLAIN, composer=Composer.MIXED, median_ms=900.0, written=0.8)


@pytest.mark.parametrize(
    "better",
    [{"right": 0.95}, {"fact_recall": 0.95}, {"repeated": 0}, {"reading_ease": 65.0}],
)
def test_a_model_earns_its_place_by_what_a_reader_notices(better: dict[str, float]) -> None:
    assert recommend([PLAIN, replace(MODEL, **better)]) is Composer.MIXED


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"reading_ease": 61.0},
        {"reading_ease": 65.0, "right": 0.85},
        {"reading_ease": 65.0, "unsupported": 1},
        {"reading_ease": 65.0, "fragments": 1},
        {"right": 0.95, "fact_recall": 0.85},
    ],
)
def test_where_it_adds_nothing_or_costs_something_code_writes(change: dict[str, float]) -> None:
    assert recommend([PLAIN, replace(MODEL, **change)]) is Composer.EXTRACTIVE


def test_of_two_that_earn_it_the_one_that_is_right_more_often_writes() -> None:
    other = replace(MODEL, composer=Composer.LLM, right=0.95)

    assert recommend([PLAIN, replace(MODEL, right=0.92), other]) is Composer.LLM


def test_a_row_keeps_what_was_not_measured() -> None:
    before = {"default": dict.fromkeys(map(str, AnswerKind), "mixed")}

    table = with_row(before, "small.gguf", {AnswerKind.ADVICE: Composer.EXTRACTIVE})

    assert table["default"] == before["default"]
    assert table["small.gguf"] == {**before["default"], "advice": "extractive"}


def test_replies_are_measured_together(make_outcome) -> None:
    one = make_outcome("Sourdough is critical [1].", needs=[("critical",)])
    other = make_outcome("Rye [1].", needs=[("critical",)], composer=Composer.MIXED, elapsed_ms=15.0)

    found = measure(AnswerKind.FIGURE, Composer.MIXED, [one, other])

    assert (found.cases, found.right, found.fact_recall, found.median_ms) == (2, 0.5, 0.5, 10.0)
    assert (found.fragments, found.written, found.blemishes) == (1, 0.5, 1)
