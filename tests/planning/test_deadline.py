from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import Holiday, Matches, Pathway, Person
from bot.planning import by, make_plan, what_moves_it
from bot.planning.deadline import MOST_HOURS
from tests.planning.conftest import MONDAY
from tests.planning.situations import Situation, situations

NOTHING = Matches()


def test_a_target_after_the_end_is_in_reach(keeper: Pathway, ana: Person) -> None:
    answer = by(keeper, NOTHING, ana, (), MONDAY, date(2026, 4, 10))
    assert (answer.feasible, answer.ends_on, answer.hours_needed) == (True, date(2026, 4, 10), 10)


def test_a_target_before_the_end_says_what_it_would_take(keeper: Pathway, ana: Person) -> None:
    answer = by(keeper, NOTHING, ana, (), MONDAY, date(2026, 3, 27))

    assert (answer.feasible, answer.hours_needed) == (False, 15)  # 60 hours in four weeks
    assert answer.ends_on_then == date(2026, 3, 27)


def test_the_hours_it_takes_are_rounded_up_to_half_an_hour(keeper: Pathway, ana: Person) -> None:
    answer = by(keeper, NOTHING, ana, (), MONDAY, date(2026, 4, 24))
    assert answer.hours_needed == 7.5  # 60 hours in eight weeks
    later = by(keeper, NOTHING, ana, (), MONDAY, date(2026, 4, 27))
    assert later.hours_needed == 7.5  # 7.32, and 7 hours would end in the ninth week's second day


def test_a_holiday_before_the_target_raises_the_hours(keeper: Pathway, ana: Person) -> None:
    away = replace(ana, holidays=(Holiday(date(2026, 3, 9), date(2026, 3, 15)),))
    assert by(keeper, NOTHING, away, (), MONDAY, date(2026, 3, 27)).hours_needed == 20


def test_what_no_pace_reaches_is_too_late(keeper: Pathway, ana: Person) -> None:
    for target in (MONDAY, MONDAY - timedelta(days=3), date(2026, 3, 3)):
        answer = by(keeper, NOTHING, ana, (), MONDAY, target)
        assert (answer.feasible, answer.hours_needed, answer.ends_on_then) == (False, None, None)


def test_who_is_done_is_done_by_any_day(keeper: Pathway, ana: Person) -> None:
    answer = by(keeper, NOTHING, ana, {"1.1", "1.2", "2.1", "2.2"}, MONDAY, MONDAY)
    assert (answer.feasible, answer.ends_on, answer.hours_needed) == (True, None, None)


def test_more_hours_end_earlier_and_fewer_later(keeper: Pathway, ana: Person) -> None:
    shifts = what_moves_it(keeper, NOTHING, ana, (), MONDAY)

    assert [(shift.hours_per_week, shift.ends_on, shift.days) for shift in shifts] == [
        (12, date(2026, 4, 3), -7),
        (8, date(2026, 4, 22), 12),
    ]
    slow = replace(ana, hours_per_week=2)
    assert [shift.hours_per_week for shift in what_moves_it(keeper, NOTHING, slow, (), MONDAY)] == [4]


def test_nothing_moves_the_end_of_what_is_done(keeper: Pathway, ana: Person) -> None:
    assert what_moves_it(keeper, NOTHING, ana, {"1.1", "1.2", "2.1", "2.2"}, MONDAY) == ()


@given(situations(), st.integers(-10, 700))
@settings(max_examples=60, deadline=None)
def test_the_hours_named_are_the_least_half_hours_that_make_it(situation: Situation, days: int) -> None:
    pathway, matches, person, done, today = situation
    target = today + timedelta(days=days)
    answer = by(*situation, target)

    def ends_on(hours: float) -> date | None:
        slower = replace(person, hours_per_week=hours)
        return make_plan(pathway, matches, slower, done, today).ends_on

    assert answer.feasible == (answer.ends_on is None or answer.ends_on <= target)
    if answer.hours_needed is not None:
        end = ends_on(answer.hours_needed)
        assert end == answer.ends_on_then
        assert end is not None
        assert end <= target
        if answer.hours_needed > 0.5:
            less = ends_on(answer.hours_needed - 0.5)
            assert less is not None
            assert less > target
    elif not answer.feasible:
        end = ends_on(MOST_HOURS)
        assert end is not None
        assert end > target
