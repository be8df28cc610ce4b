"""Which messages come and go with changes: of commitments, and of the profile they are timed by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from bot.commitments.acts import Act
from bot.commitments.due import due_at
from bot.commitments.schedule import deliveries_for, review_delivery
from bot.domain import Change, Commitment, Delivery, DeliveryKind, DeliveryStatus
from bot.store import Store

_INSTANT = timedelta(seconds=1)
_ZONES_APART = timedelta(hours=26)  # at most, from the first place where a day begins to the last
_GONE = (DeliveryStatus.SENT, DeliveryStatus.CLAIMED)


def deliveries_of(
    act: Act, changes: Sequence[Change], *, since: datetime | None = None
) -> tuple[list[str], list[Delivery]]:
    """Return the commitments whose messages change with `changes`, by their ids, and the new messages.

    What is due at `since` itself, or after `act.now` without it, is yet to come.
    """
    moved: list[str] = []
    schedule: list[Delivery] = []
    after_moment = act.now if since is None else since - _INSTANT
    for change in changes:
        if not isinstance(change.after, Commitment) or _timing(change.before) == _timing(change.after):
            continue
        moved.append(change.subject_id)
        schedule += deliveries_for(change.after, act.person, act.zone, after_moment)
    return moved, schedule


def reschedule(store: Store, act: Act) -> None:
    """Time anew all that is still to come. What was said or asked already does not go out again."""
    person_id = act.person.person_id
    kept = store.deliveries.of_person(person_id)
    commitments = store.commitments.open(person_id)
    schedule = [
        delivery
        for each in commitments
        for delivery in deliveries_for(each, act.person, act.zone, act.now)
        if not _has_gone_out(delivery, each, kept, act.zone)
    ]
    reviews = [
        each.delivery_id
        for each in kept
        if each.kind is DeliveryKind.REVIEW and each.status is DeliveryStatus.SCHEDULED
    ]
    store.deliveries.cancel(reviews)
    if act.person.reminders_on and commitments:
        schedule.append(review_delivery(act.person, act.zone, act.now))
    ids = [each.commitment_id for each in commitments]
    store.history.record([], rescheduled=ids, schedule=schedule)


def _has_gone_out(delivery: Delivery, commitment: Commitment, kept: Sequence[Delivery], zone: tzinfo) -> bool:
    """Whether what the due date as it is now calls for has gone out, or is going out, at another time."""
    alike = [
        each
        for each in kept
        if (each.commitment_id, each.kind) == (delivery.commitment_id, delivery.kind)
        and _is_before_next(each, commitment, zone) == _is_before_next(delivery, commitment, zone)
    ]
    return bool(alike) and max(alike, key=lambda each: each.due_at).status in _GONE


def _is_before_next(delivery: Delivery, commitment: Commitment, zone: tzinfo) -> bool:
    """Whether a reminder is of this occurrence, and not what brings up the next one of the series."""
    due = due_at(commitment, zone)
    of_series = delivery.kind is DeliveryKind.REMINDER and commitment.recurrence is not None
    return not of_series or due is None or delivery.due_at <= due + _ZONES_APART


def _timing(state: object) -> tuple[object, ...]:
    if not isinstance(state, Commitment):
        return ()
    return state.status, state.due_on, state.due_time, state.snoozed_until, state.recurrence
