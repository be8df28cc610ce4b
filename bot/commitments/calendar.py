"""A person's commitments as an RFC 5545 calendar. Pure.

They are events, not to-dos: most calendars show nothing of a VTODO. The last occurrence of a series stands
for what is to come of it, with its rule, under an identifier of the series; earlier ones have their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from icalendar import Calendar, Event

from bot.commitments.recurrence import calendar_rule
from bot.domain import Commitment, CommitmentStatus
from bot.prompts import Prompts

_PRODUCT = "-//Pathcoach//Commitments//EN"
_DOMAIN = "pathcoach"  # makes the identifiers unique among those of other programs
_LASTS = timedelta(minutes=30)  # what is due at a time of day, as a block that can be seen
_SHOWN = frozenset(CommitmentStatus) - {CommitmentStatus.PROPOSED}


def commitments_calendar(
    prompts: Prompts, commitments: Iterable[Commitment], *, zone: tzinfo, now: datetime
) -> bytes:
    """Return all dated promises as iCalendar text; dropped ones are cancelled, proposals left out.

    The same commitment has the same UID in every export, and a higher SEQUENCE after every change.
    """
    shown = [each for each in commitments if each.status in _SHOWN and each.due_on and not _declined(each)]
    series: dict[str, list[Commitment]] = {}
    for each in shown:
        series.setdefault(each.series_id or each.commitment_id, []).append(each)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for occurrences in series.values():
        for event in _events(prompts, sorted(occurrences, key=_slot), zone=zone, now=now):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _events(
    prompts: Prompts, occurrences: Sequence[Commitment], *, zone: tzinfo, now: datetime
) -> Iterable[Event]:
    *earlier, last = occurrences
    for each in earlier:
        yield _event(prompts, each, f"{each.commitment_id}@{_DOMAIN}", zone=zone, now=now)
    uid = f"{last.series_id or last.commitment_id}@{_DOMAIN}"
    if last.series_id is not None:
        uid = f"series-{uid}"
    # Every change of an earlier occurrence is one of the series, too: the number must not fall.
    sequence = sum(each.version for each in occurrences)
    recurs = last.recurrence is not None and last.recurrence.counted_from == "due"
    if not recurs or last.status is not CommitmentStatus.OPEN:
        yield _event(prompts, last, uid, zone=zone, now=now, sequence=sequence)
        return
    assert last.recurrence is not None
    master = _event(prompts, last, uid, zone=zone, now=now, sequence=sequence, starts_on=_slot(last))
    rule: dict[str, list[Any]] = {
        name: value.split(",") for name, value in calendar_rule(last.recurrence).items()
    }
    if "UNTIL" in rule:
        rule["UNTIL"] = [_until(rule["UNTIL"][0], last.due_time, zone)]
    master.add("rrule", rule)
    yield master
    if last.due_on != _slot(last):
        moved = _event(prompts, last, uid, zone=zone, now=now, sequence=sequence)
        moved.add("recurrence-id", _start(_slot(last), last.due_time, zone))
        yield moved


def _event(
    prompts: Prompts,
    commitment: Commitment,
    uid: str,
    *,
    zone: tzinfo,
    now: datetime,
    sequence: int | None = None,
    starts_on: date | None = None,
) -> Event:
    day = starts_on or commitment.due_on
    assert day is not None
    start = _start(day, commitment.due_time, zone)
    dropped = commitment.status is CommitmentStatus.DROPPED
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", commitment.version if sequence is None else sequence)
    event.add("summary", _summary(prompts, commitment))
    event.add("dtstart", start)
    event.add("dtend", start + (_LASTS if isinstance(start, datetime) else timedelta(days=1)))
    event.add("status", "CANCELLED" if dropped else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # it does not make the person busy
    if commitment.if_then:
        event.add("description", commitment.if_then)
    if commitment.evidence_url:
        event.add("url", commitment.evidence_url)
    return event


def _summary(prompts: Prompts, commitment: Commitment) -> str:
    if commitment.status in (CommitmentStatus.OPEN, CommitmentStatus.DROPPED):
        return commitment.text
    status = prompts.say(f"status_{commitment.status.value}")
    return prompts.say("calendar_closed", text=commitment.text, status=status)


def _start(day: date, at: time | None, zone: tzinfo) -> date | datetime:
    return day if at is None else datetime.combine(day, at, zone)


def _until(written: str, at: time | None, zone: tzinfo) -> date | datetime:
    """UNTIL has the kind of value that DTSTART has; one with a time is in UTC."""
    day = datetime.strptime(written[:8], "%Y%m%d").date()
    return day if at is None else datetime.combine(day, at, zone).astimezone(UTC)


def _slot(commitment: Commitment) -> date:
    day = (commitment.recurrence and commitment.recurrence.slot_on) or commitment.due_on
    assert day is not None
    return day


def _declined(commitment: Commitment) -> bool:
    return commitment.status is CommitmentStatus.DROPPED and commitment.closed_at is None
