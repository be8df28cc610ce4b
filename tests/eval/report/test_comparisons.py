from __future__ import annotations

import pytest

from eval.comparison import compare
from eval.records import Record
from eval.report.comparisons import comparison_of
from eval.report.html import as_html
from eval.report.page import Comparison, Page, Run


def _records(right: list[int], answer: str) -> list[Record]:
    return [
        Record(f"fact-{number}", {"right": value, "elapsed_ms": 100.0 * value}, f"question {number}?", answer)
        for number, value in enumerate(right)
    ]


def _comparison(*, reveal: bool) -> Comparison:
    found = compare(_records([0, 0, 1, 1], "old words"), _records([1, 1, 0, 1], "new words"))
    return comparison_of("comparison, work half", "extractive", "llm", found, reveal=reveal)


def test_a_change_is_shown_with_its_sign_and_interval() -> None:
    right = _comparison(reveal=True).changes[0]
    assert (right.cases, right.before.shown, right.after.shown) == (4, "0.500", "0.750")
    assert right.difference.shown == "+0.250"
    assert right.difference.interval.startswith("-")
    assert not right.certain


def test_a_case_that_flipped_comes_with_both_replies() -> None:
    found = _comparison(reveal=True)
    assert [flip.case_id for flip in found.got_right] == ["fact-0", "fact-1"]
    flip = found.got_wrong[0]
    assert (flip.question, flip.before, flip.after) == ("question 2?", "old words", "new words")


@pytest.mark.parametrize("reveal", [True, False])
def test_texts_are_on_the_page_only_where_they_may_be_seen(reveal: bool) -> None:
    told = as_html(Page(Run("today", ()), comparisons=(_comparison(reveal=reveal),)))
    assert "fact-2" in told
    assert ("new words" in told) is reveal


def test_times_are_not_drawn_beside_shares() -> None:
    told = as_html(Page(Run("today", ()), comparisons=(_comparison(reveal=True),)))
    drawn = told.partition("<svg")[2].partition("</svg>")[0]
    assert "right" in drawn
    assert "elapsed_ms" not in drawn
