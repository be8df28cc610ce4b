"""Which messages come and go with changes: of commitments, and of the profile they are timed by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.commitments.acts import Act
from bot.commitments.schedule import deliveries_for, review_delivery
from bot.domain import Change, Commitment, Delivery, DeliveryKind, DeliveryStatus
from bot.store import Store

_INSTANT = timedelta(seconds=1)


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
    """Time anew all that is still to come. What was asked already is not asked again."""
    person_id = act.person.person_id
    kept = store.deliveries.of_person(person_id)
    commitments = store.commitments.open(person_id)
    asked = {each.commitment_id for each in commitments if _was_asked(each, kept)}
    schedule = [
        delivery
        for each in commitments
        for delivery in deliveries_for(each, act.person, act.zone, act.now)
        if not (delivery.kind is DeliveryKind.CHECK_IN and delivery.commitment_id in asked)
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


def _was_asked(commitment: Commitment, deliveries: Sequence[Delivery]) -> bool:
    """Whether the check-in that the due date as it is now calls for has gone out, or is going out."""
    gone = (DeliveryStatus.SENT, DeliveryStatus.CLAIMED)
    check_ins = [
        each
        for each in deliveries
        if (each.commitment_id, each.kind) == (commitment.commitment_id, DeliveryKind.CHECK_IN)
    ]
    return bool(check_ins) and max(check_ins, key=lambda each: each.due_at).status in gone


def _timing(state: object) -> tuple[object, ...]:
    if not isinstance(state, Commitment):
        return ()
    return state.status, state.due_on, state.due_time, state.snoozed_until, state.recurrence
