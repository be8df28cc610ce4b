"""Expressions inside sentences, and answers that are one expression."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.dates import find_when, read_when

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("I'll email two people by Friday and read chapter 3 by the 20th", ["by Friday", "by the 20th"]),
        ("remind me tomorrow at 7 in the evening to call", ["tomorrow at 7 in the evening"]),
        ("by the end of next week, I finish it", ["by the end of next week"]),
        ("every Monday at 7 I study for two hours", ["every Monday at 7"]),
        ("I'll do one module (by Sunday).", ["by Sunday"]),
        ("BY FRIDAY AT THE LATEST!", ["BY FRIDAY AT THE LATEST"]),
        ("finish it\nby\nFriday", ["by\nFriday"]),
        ("book club on Thursday,then the CV on Friday", ["on Thursday", "on Friday"]),
        ("push the emails to next week", ["to next week"]),
        ("it is due no later than 6 March, 18:00 sharp", ["due no later than 6 March, 18:00"]),
        ("see chapter 2 of the 2026 edition", []),
        ("", []),
    ],
)
def test_the_span_of_an_expression_has_its_preposition_and_nothing_else(text: str, spans: list[str]) -> None:
    found = find_when(text, NOW)

    assert [when.text for when in found] == spans
    assert [text[when.start : when.end] for when in found] == spans


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Friday", "2026-03-06"),
        ("ok, Friday then", "2026-03-06"),
        ("make it Friday please", "2026-03-06"),
        ("correct, the 10th", "2026-03-10"),
        ("the 15", "2026-03-15"),
        ("hmm, maybe by the weekend?", "2026-03-07"),
        ("how about Sat", "2026-03-07"),
        ("April", "2026-04-30"),
        ("9/10", "2026-10-09"),
        ("yes but make it Saturday", "2026-03-07"),
        ("in two weeks is fine", "2026-03-16"),
    ],
)
def test_an_answer_that_is_a_date_is_read_whatever_stands_around_it(text: str, due: str) -> None:
    when = read_when(text, NOW)

    assert when is not None
    assert when.due_on == date.fromisoformat(due)


@pytest.mark.parametrize(
    "text",
    ["", "ok", "yes", "I'll email Anna on Friday", "by Friday and by Sunday", "I may do it", "15", "the sun"],
)
def test_what_says_more_or_less_than_a_date_is_no_date(text: str) -> None:
    assert read_when(text, NOW) is None


def test_a_vague_answer_is_read_as_vague() -> None:
    when = read_when("soon, I think", NOW)

    assert when is not None
    assert when.vague
    assert when.due_on is None


@pytest.mark.parametrize(
    ("text", "rule", "due"),
    [
        ("two weeks after I finish it", "FREQ=WEEKLY;INTERVAL=2", "2026-03-16"),
        ("every 3 days after completing", "FREQ=DAILY;INTERVAL=3", "2026-03-05"),
        ("a week after each completion", "FREQ=WEEKLY", "2026-03-09"),
        ("every month after I've done it", "FREQ=MONTHLY", "2026-04-02"),
    ],
)
def test_a_recurrence_may_be_counted_from_completion(text: str, rule: str, due: str) -> None:
    when = read_when(text, NOW)

    assert when is not None
    assert when.recurrence is not None
    assert (when.recurrence.rule, when.recurrence.counted_from) == (rule, "completion")
    assert when.due_on == date.fromisoformat(due)


def test_two_weeks_after_another_thing_is_no_recurrence() -> None:
    assert find_when("two weeks after I finish the course", NOW) == []


def test_a_time_that_was_named_counts_for_each_occurrence() -> None:
    when = read_when("every weekday at 18:30", NOW)

    assert when is not None
    assert when.due_time == time(18, 30)
