"""What holds for any text, any day and any zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import (
    find_span,
    find_when,
    read_delay,
    read_hours,
    read_snooze,
    read_time,
    read_when,
    say_day,
    say_due,
    say_relative,
    to_utc,
)

WORDS = """
by on before until from to after since at in next last this every each other the a end of week weekend month
Friday monday sat SUN may March 1st 31st 29 february 2028 2026-02-30 15/4 9/10 24/7 15.4. 7pm 18:00 25:99
half past six noon tonight tomorrow morning two weeks three hours 999 ago now day couple few within q2 EOW
mid- early quarter soon later asap when I have time daily weekly twice times Mondays and or , - . ' ( ) for
until first second easter before Christmas year years 0 00 99999 18h30 1h30 o'clock a.m. p.m. T starting
finish it completing rest earlier
""".split()
ZONES = [ZoneInfo(name) for name in ("Europe/Oslo", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")]

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=14).map("".join),
)
nows = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.sampled_from(ZONES))
days = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@given(texts, nows)
def test_every_expression_lies_in_its_text_after_the_one_before(text: str, now: datetime) -> None:
    found = find_when(text, now)

    ends = [0, *(when.end for when in found)]
    assert all(end <= when.start < when.end <= len(text) for end, when in zip(ends, found, strict=False))
    assert all(when.text == text[when.start : when.end] for when in found)


@given(texts, nows)
def test_a_date_has_its_days_in_order_and_only_a_vague_one_has_none(text: str, now: datetime) -> None:
    for when in find_when(text, now):
        assert when.vague == (when.due_on is None)
        assert when.due_on is None or when.first_on is None or when.first_on <= when.due_on
        assert when.past or when.due_on is None or when.due_on >= now.date()


@given(texts, nows)
def test_a_recurrence_applies_on_its_first_day(text: str, now: datetime) -> None:
    for when in find_when(text, now):
        if when.recurrence and when.due_on:
            first = datetime.combine(when.due_on, time())
            assert when.recurrence.anchor_on == when.due_on
            assert rrulestr(when.recurrence.rule, dtstart=first)[0] == first


@given(texts, nows)
def test_no_text_is_too_odd_to_be_read(text: str, now: datetime) -> None:
    span, until = find_span(text, now), read_snooze(text, now)
    amount, delay, at = read_hours(text), read_delay(text), read_time(text)

    assert read_when(text, now) is None or text.strip()
    assert span is None or now.date() <= span[0] <= span[1]
    assert until is None or (until > now and until.tzinfo is now.tzinfo)
    assert amount is None or amount >= 0
    assert delay is None or delay.count >= 0
    assert at is None or at.tzinfo is None


@given(days, nows)
def test_a_day_that_was_said_is_read_as_that_day(day: date, now: datetime) -> None:
    when = read_when(say_day(day), now)

    assert when is not None
    assert (when.due_on, when.past) == (day, day < now.date())


@given(
    nows,
    st.integers(0, 400),
    st.times(timezones=st.none()).map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_due_time_that_was_said_is_read_as_that_time(now: datetime, ahead: int, at: time) -> None:
    day = now.date() + timedelta(days=ahead + 1)

    when = read_when(say_due(day, at), now)

    assert when is not None
    assert (when.due_on, when.due_time) == (day, at)


@given(nows, st.integers(0, 6))
def test_a_day_near_today_is_read_back_from_its_relative_name(now: datetime, ahead: int) -> None:
    day = now.date() + timedelta(days=ahead)

    when = read_when(say_relative(day, now.date()), now)

    assert when is not None
    assert when.due_on == day


@given(days, st.times(timezones=st.none()), st.sampled_from(ZONES))
def test_wall_clock_comes_back_from_utc_unless_the_clocks_skip_it(
    day: date, at: time, zone: ZoneInfo
) -> None:
    moment = to_utc(day, at, zone)

    back = moment.astimezone(zone).replace(tzinfo=None)
    wall = datetime.combine(day, at.replace(fold=0))
    assert moment.tzinfo is UTC
    assert back == wall or timedelta() < back - wall <= timedelta(hours=1)
