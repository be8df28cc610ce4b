"""Which messages follow from a commitment, and when a person may get one. Pure but for new ids.

All rules are wall clock in the person's zone. Nothing goes out in quiet hours, on a holiday, or on a day on
which a person does not want to be reached; what falls there moves: a reminder to before, the rest to after.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice

from bot.commitments.due import due_at
from bot.commitments.recurrence import slots_after
from bot.dates import to_utc
from bot.domain import Commitment, CommitmentStatus, Delivery, DeliveryKind, Person
from bot.store.ids import new_id

MORNING = time(9)
_BEFORE = _AFTER = timedelta(hours=1)  # of what is due at a time of day
_ANSWER = timedelta(hours=12)  # that a person has for answering before the next occurrence takes over
_SLOTS = 40  # looked at for the next occurrence: a daily one over a month of holidays


def deliveries_for(commitment: Commitment, person: Person, zone: tzinfo, now: datetime) -> list[Delivery]:
    """Return the messages that an open commitment calls for from `now` on, in order: none for others.

    A reminder whose time has passed is left out; a check-in whose time has passed is due the next morning.
    """
    checked_at = check_in_at(commitment, person, zone)
    if commitment.status is not CommitmentStatus.OPEN or checked_at is None or not person.reminders_on:
        return []
    reminded_at = reminder_at(commitment, person, zone)
    moments = [(DeliveryKind.REMINDER, reminded_at)] if reminded_at and reminded_at > now else []
    if checked_at <= now:
        checked_at = _morning_after(now.astimezone(zone).date(), person, zone)
    moments.append((DeliveryKind.CHECK_IN, checked_at))
    if (again_at := next_reminder_at(commitment, person, zone)) and again_at > now:
        moments.append((DeliveryKind.REMINDER, again_at))
    return [
        Delivery(
            delivery_id=new_id(),
            person_id=commitment.person_id,
            kind=kind,
            due_at=moment.astimezone(UTC),
            commitment_id=commitment.commitment_id,
        )
        for kind, moment in moments
    ]


def reminder_at(commitment: Commitment, person: Person, zone: tzinfo) -> datetime | None:
    """Return when to remind: when it was snoozed to, else that morning, else an hour before.

    Where that is no time to be reached it is the morning of the last day before on which it is.
    """
    if commitment.snoozed_until is not None:
        return next_allowed(commitment.snoozed_until, person, zone)
    if commitment.due_on is None:
        return None
    if commitment.due_time is None:
        return _morning_until(commitment.due_on, person, zone)
    moment = to_utc(commitment.due_on, commitment.due_time, zone) - _BEFORE
    if _is_quiet(moment.astimezone(zone).time(), person):
        moment = _before_quiet(moment, person, zone)
    if allowed(moment, person, zone):
        return moment
    return _morning_until(moment.astimezone(zone).date() - timedelta(days=1), person, zone)


def check_in_at(commitment: Commitment, person: Person, zone: tzinfo) -> datetime | None:
    """Return when to ask how it went: the next morning, or an hour after; after a snooze's reminder."""
    due = due_at(commitment, zone)
    if due is None or commitment.due_on is None:
        return None
    if commitment.due_time is None:
        moment = _morning_after(commitment.due_on, person, zone)
    else:
        moment = next_allowed(due + _AFTER, person, zone)
    if commitment.snoozed_until is None:
        return moment
    reminded_at = next_allowed(commitment.snoozed_until, person, zone)
    if moment > reminded_at:
        return moment
    return _morning_after(reminded_at.astimezone(zone).date(), person, zone)


def next_reminder_at(
    commitment: Commitment, person: Person, zone: tzinfo, *, asked_at: datetime | None = None
) -> datetime | None:
    """Return when the next occurrence takes over from one that nobody answers for, with its own reminder.

    That is long enough after the check-in, or `asked_at` if that was later, to answer it. None for what is
    counted from its completion, and at the end of a series.
    """
    recurrence, checked_at = commitment.recurrence, check_in_at(commitment, person, zone)
    if recurrence is None or recurrence.counted_from != "due" or checked_at is None:
        return None
    slot = recurrence.slot_on or commitment.due_on
    assert slot is not None
    for day in islice(slots_after(recurrence, slot), _SLOTS):
        moment = reminder_at(replace(commitment, due_on=day, snoozed_until=None), person, zone)
        if moment is not None and moment >= max(checked_at, asked_at or checked_at) + _ANSWER:
            return moment
    return None


def review_delivery(person: Person, zone: tzinfo, after: datetime) -> Delivery:
    """Return the next weekly review: the first time to be reached from a Monday morning on, after `after`."""
    day = after.astimezone(zone).date()
    monday = day - timedelta(days=day.weekday())
    while (moment := next_allowed(to_utc(monday, MORNING, zone), person, zone)) <= after:
        monday += timedelta(days=7)
    return Delivery(
        delivery_id=new_id(),
        person_id=person.person_id,
        kind=DeliveryKind.REVIEW,
        due_at=moment.astimezone(UTC),
    )


def allowed(moment: datetime, person: Person, zone: tzinfo) -> bool:
    """Tell whether a message may go out at that moment."""
    local = moment.astimezone(zone)
    return works_on(local.date(), person) and not _is_quiet(local.time(), person)


def next_allowed(moment: datetime, person: Person, zone: tzinfo) -> datetime:
    """Return the first moment from `moment` on at which a message may go out, in UTC.

    On the same day that is the end of the quiet hours; on a later one, the morning.
    """
    local = moment.astimezone(zone)
    if not works_on(local.date(), person):
        return _morning_after(local.date(), person, zone)
    if not _is_quiet(local.time(), person):
        return moment.astimezone(UTC)
    if local.time() < person.quiet_until:
        return to_utc(local.date(), person.quiet_until, zone)
    return _morning_after(local.date(), person, zone)


def next_day(moment: datetime, person: Person, zone: tzinfo) -> datetime:
    """Return the morning of the first day after that of `moment` on which a message may go out, in UTC."""
    return _morning_after(moment.astimezone(zone).date(), person, zone)


def works_on(day: date, person: Person) -> bool:
    """Tell whether a person may be reached on that day. Someone without working days: on every one."""
    off = any(holiday.first_on <= day <= holiday.last_on for holiday in person.holidays)
    return not off and (not person.working_days or day.weekday() in person.working_days)


def _morning_after(day: date, person: Person, zone: tzinfo) -> datetime:
    day += timedelta(days=1)
    while not works_on(day, person):
        day += timedelta(days=1)
    return to_utc(day, _morning(person), zone)


def _morning_until(day: date, person: Person, zone: tzinfo) -> datetime:
    """The morning of `day`, or of the last day before it on which a message may go out."""
    while not works_on(day, person):
        day -= timedelta(days=1)
    return to_utc(day, _morning(person), zone)


def _morning(person: Person) -> time:
    return person.quiet_until if _is_quiet(MORNING, person) else MORNING


def _is_quiet(at: time, person: Person) -> bool:
    first, last = person.quiet_from, person.quiet_until
    if first <= last:
        return first <= at < last
    return at >= first or at < last


def _before_quiet(moment: datetime, person: Person, zone: tzinfo) -> datetime:
    """An hour before the quiet hours in which `moment` lies begin."""
    local = moment.astimezone(zone)
    began_before = local.time() < person.quiet_from
    day = local.date() - timedelta(days=1) if began_before else local.date()
    return to_utc(day, person.quiet_from, zone) - _BEFORE
