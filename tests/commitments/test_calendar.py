"""The calendar: valid, stable identifiers, rising sequence numbers, cancellations, rules in their zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from icalendar.cal import Component

from bot.commitments import CommitmentService, Draft
from bot.commitments.calendar import commitments_calendar
from bot.domain import Commitment, CommitmentStatus
from bot.prompts import bundled_prompts
from bot.store import Store

ADA = "ada"
OSLO = ZoneInfo("Europe/Oslo")
FRIDAY = date(2026, 3, 6)

Promise = Callable[..., Commitment]
Events = Callable[[], list[Component]]


@pytest.fixture
def exported(store: Store, clock: Callable[[], datetime]) -> Callable[[], bytes]:
    def export() -> bytes:
        kept = store.commitments.find(ADA)
        return commitments_calendar(bundled_prompts(), kept, zone=OSLO, now=clock())

    return export


@pytest.fixture
def events(exported: Callable[[], bytes]) -> Events:
    """Exports, reads back, and checks that every event has what RFC 5545 demands."""

    def read() -> list[Component]:
        calendar = Calendar.from_ical(exported())
        assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
        found = calendar.walk("VEVENT")
        for event in found:
            assert event["UID"]
            assert event["DTSTAMP"].dt.tzinfo is not None
            assert not event.errors
        return list(found)

    return read


def test_a_day_is_an_event_of_that_day_and_a_time_is_one_in_the_zone(
    promise: Promise, events: Events, exported: Callable[[], bytes]
) -> None:
    promise("read; write, and more", FRIDAY, if_then="if it is eight")
    promise("call", FRIDAY, time(18))

    day, moment = sorted(events(), key=lambda event: isinstance(event["DTSTART"].dt, datetime))

    assert day["SUMMARY"] == "read; write, and more"
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (FRIDAY, date(2026, 3, 7))
    assert (day["DESCRIPTION"], day["STATUS"]) == ("if it is eight", "CONFIRMED")
    assert moment["DTSTART"].dt == datetime(2026, 3, 6, 18, tzinfo=OSLO)
    assert moment["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert b"BEGIN:VTIMEZONE" in exported()
    assert all(len(line) <= 75 for line in exported().split(b"\r\n"))


def test_a_change_keeps_the_uid_and_raises_the_sequence_and_a_drop_cancels(
    service: CommitmentService, promise: Promise, events: Events
) -> None:
    kept = promise("read", FRIDAY)
    (first,) = events()
    service.move(ADA, kept.commitment_id, date(2026, 3, 9))
    (moved,) = events()
    service.drop(ADA, kept.commitment_id)
    (dropped,) = events()

    assert first["UID"] == moved["UID"] == dropped["UID"]
    assert first["SEQUENCE"] < moved["SEQUENCE"] < dropped["SEQUENCE"]
    assert [each["STATUS"] for each in (first, moved, dropped)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert moved["DTSTART"].dt == date(2026, 3, 9)


def test_a_series_has_one_uid_its_rule_and_its_closed_occurrences(
    service: CommitmentService, promise: Promise, events: Events
) -> None:
    kept = promise("study", date(2026, 3, 9), rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260401")
    (series,) = events()
    service.close(ADA, kept.commitment_id, CommitmentStatus.DONE)
    closed, later = events()

    assert series["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20260401;BYDAY=MO"
    assert later["UID"] == series["UID"] != closed["UID"]
    assert later["DTSTART"].dt == date(2026, 3, 16)
    assert later["SEQUENCE"] > series["SEQUENCE"]
    assert (closed["SUMMARY"], "RRULE" in closed) == ("study (done)", False)


def test_a_moved_occurrence_is_an_exception_of_its_series(
    service: CommitmentService, promise: Promise, events: Events
) -> None:
    kept = promise("study", date(2026, 3, 9), time(18), rule="FREQ=WEEKLY;UNTIL=20260401")
    service.move(ADA, kept.commitment_id, date(2026, 3, 11))

    series, moved = events()

    assert series["DTSTART"].dt == datetime(2026, 3, 9, 18, tzinfo=OSLO)
    assert series["RRULE"]["UNTIL"] == [datetime(2026, 4, 1, 16, tzinfo=UTC)]
    assert moved["UID"] == series["UID"]
    assert moved["RECURRENCE-ID"].dt == datetime(2026, 3, 9, 18, tzinfo=OSLO)
    assert moved["DTSTART"].dt == datetime(2026, 3, 11, 18, tzinfo=OSLO)


def test_what_is_counted_from_completion_or_has_ended_has_no_rule(
    service: CommitmentService, promise: Promise, events: Events
) -> None:
    promise("clean up", FRIDAY, rule="FREQ=WEEKLY", counted_from="completion")
    ended = promise("study", FRIDAY, rule="FREQ=WEEKLY")
    service.drop(ADA, ended.commitment_id, series=True)

    found = events()

    assert [("RRULE" in each, each["STATUS"]) for each in found] == [
        (False, "CONFIRMED"),
        (False, "CANCELLED"),
    ]


def test_proposals_and_what_has_no_date_are_left_out(
    service: CommitmentService, promise: Promise, events: Events
) -> None:
    promise("read")
    declined, _ = service.propose(ADA, [Draft("write", FRIDAY), Draft("draw", FRIDAY)])
    service.decline(ADA, [declined.commitment_id])

    assert events() == []


def test_the_same_state_gives_the_same_bytes(promise: Promise, exported: Callable[[], bytes]) -> None:
    promise("read", FRIDAY, time(18))

    assert exported() == exported()
