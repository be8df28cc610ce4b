"""Where a commitment can stand, and how it gets from one state to another. Pure: no clock, no store.

`now` is aware and in the person's zone; what is kept of it is UTC. Every transition makes the version one
higher. What is asked of a commitment that is so already returns the very same object.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from bot.commitments.due import due_at, is_overdue
from bot.dates import say_due
from bot.domain import Commitment, CommitmentStatus, Recurrence
from bot.errors import BadChange, StaleChange
from bot.signs import in_one_line

CLOSED = frozenset(
    {CommitmentStatus.DONE, CommitmentStatus.PARTLY, CommitmentStatus.MISSED, CommitmentStatus.DROPPED}
)
_MOVABLE = frozenset(
    {CommitmentStatus.PROPOSED, CommitmentStatus.OPEN, CommitmentStatus.PARTLY, CommitmentStatus.MISSED}
)
_SMALLER_STEP_AFTER = 2  # misses


@dataclass(frozen=True, slots=True)
class Draft:
    """What was understood of a promise, before it is one."""

    text: str
    due_on: date | None = None
    due_time: time | None = None
    recurrence: Recurrence | None = None
    if_then: str | None = None
    pathway_id: str | None = None
    task_id: str | None = None
    chunk_id: str | None = None
    thread_id: str | None = None


def propose(draft: Draft, *, commitment_id: str, person_id: str, now: datetime) -> Commitment:
    """Return a proposal. A recurring one begins its series. Raises BadChange for a date that has passed."""
    text = in_one_line(draft.text)
    if not text:
        raise BadChange("A commitment needs words. Say what you will do.")
    recurrence = draft.recurrence
    if recurrence is not None:
        anchor_on = recurrence.anchor_on or draft.due_on
        recurrence = replace(recurrence, anchor_on=anchor_on, slot_on=draft.due_on)
    proposal = Commitment(
        commitment_id=commitment_id,
        person_id=person_id,
        text=text,
        due_on=draft.due_on,
        due_time=draft.due_time,
        if_then=draft.if_then and in_one_line(draft.if_then),
        pathway_id=draft.pathway_id,
        task_id=draft.task_id,
        chunk_id=draft.chunk_id,
        recurrence=recurrence,
        series_id=commitment_id if recurrence else None,
        thread_id=draft.thread_id,
        created_at=now.astimezone(UTC),
    )
    _refuse_past(proposal, now)
    return proposal


def confirm(commitment: Commitment, now: datetime) -> Commitment:
    """Return the proposal as a promise; one that is no proposal any more, as it is.

    Raises BadChange where its date has passed since it was proposed.
    """
    if commitment.status is not CommitmentStatus.PROPOSED:
        return commitment
    _refuse_past(commitment, now)
    return _next_version(commitment, status=CommitmentStatus.OPEN)


def withdraw(commitment: Commitment) -> Commitment:
    """Return a proposal that was declined: dropped, but never closed, since it was never a promise."""
    if commitment.status is not CommitmentStatus.PROPOSED:
        return commitment
    return _next_version(commitment, status=CommitmentStatus.DROPPED)


def close(
    commitment: Commitment,
    outcome: CommitmentStatus,
    now: datetime,
    *,
    evidence_url: str | None = None,
) -> Commitment:
    """Return it with its outcome, one of CLOSED. One that has it already, or was dropped, stays as it is.

    Done, partly and missed may be corrected into one another: what was kept is the person's to say.
    Raises BadChange for a proposal.
    """
    if outcome not in CLOSED:
        raise ValueError(f"{outcome} is no outcome")
    if commitment.status is CommitmentStatus.PROPOSED:
        raise BadChange(
            f"“{commitment.text}” is not saved yet. "
            f"Confirm it first with `pathcoach commitments confirm {commitment.commitment_id}`."
        )
    corrected = commitment.status in CLOSED
    if outcome is commitment.status or commitment.status is CommitmentStatus.DROPPED:
        return commitment
    if corrected and outcome is CommitmentStatus.DROPPED:
        return commitment
    return _next_version(
        commitment,
        status=outcome,
        closed_at=now.astimezone(UTC),
        evidence_url=in_one_line(evidence_url or "") or commitment.evidence_url,
        snoozed_until=None,
    )


def move(commitment: Commitment, due_on: date, due_time: time | None, now: datetime) -> Commitment:
    """Return it due at another time, open again where it was missed or half done.

    One that was missed, or overdue, counts as missed once more. Raises BadChange for one that is done or
    dropped, and for a time that has passed.
    """
    if commitment.status not in _MOVABLE:
        raise BadChange(
            f"“{commitment.text}” is {commitment.status.value} already, so it cannot be moved. "
            f"Promise it anew with a new date."
        )
    missed = commitment.status is CommitmentStatus.MISSED or is_overdue(commitment, now)
    proposed = commitment.status is CommitmentStatus.PROPOSED
    moved = _next_version(
        commitment,
        status=CommitmentStatus.PROPOSED if proposed else CommitmentStatus.OPEN,
        due_on=due_on,
        due_time=due_time,
        recurrence=_moved_recurrence(commitment, due_on),
        missed_before=commitment.missed_before + missed,
        snoozed_until=None,
        closed_at=None,
    )
    _refuse_past(moved, now)
    return moved


def snooze(commitment: Commitment, until: datetime, now: datetime) -> Commitment:
    """Return it with no reminder before `until`; its due date stays.

    Raises BadChange for one that is not open, and for a moment that has passed.
    """
    if commitment.status is not CommitmentStatus.OPEN:
        raise BadChange(
            f"“{commitment.text}” is {commitment.status.value}, so there is nothing to be reminded of. "
            f"`pathcoach commitments list` shows what is open."
        )
    if until <= now:
        local = until.astimezone(now.tzinfo)
        raise BadChange(
            f"{say_due(local.date(), local.time())} has passed. Name a later time, such as “tomorrow”."
        )
    return _next_version(commitment, snoozed_until=until.astimezone(UTC))


def edit(
    commitment: Commitment,
    *,
    text: str | None = None,
    if_then: str | None = None,
    evidence_url: str | None = None,
    recurrence: Recurrence | None = None,
) -> Commitment:
    """Return it with what is given in place of what was; an empty string removes. Dates are `move`'s.

    Raises BadChange where it would be left without words.
    """
    if text is not None and not in_one_line(text):
        raise BadChange("A commitment needs words. Say what you will do.")
    if recurrence is not None:
        anchor_on = recurrence.anchor_on or commitment.due_on
        recurrence = replace(recurrence, anchor_on=anchor_on, slot_on=commitment.due_on)
    edited = replace(
        commitment,
        text=commitment.text if text is None else in_one_line(text),
        if_then=commitment.if_then if if_then is None else in_one_line(if_then) or None,
        evidence_url=commitment.evidence_url if evidence_url is None else in_one_line(evidence_url) or None,
        recurrence=recurrence or commitment.recurrence,
        series_id=commitment.series_id or (commitment.commitment_id if recurrence else None),
    )
    return commitment if edited == commitment else _next_version(edited)


def restore(commitment: Commitment, before: Commitment) -> Commitment:
    """Return `before` as the next version of what came of it: an undoing is a change like others."""
    return replace(before, version=commitment.version + 1)


def refuse_stale(commitment: Commitment, version: int | None) -> None:
    """Raise StaleChange where `version`, which the person saw, is not what it is now."""
    if version is not None and version != commitment.version:
        raise StaleChange(
            f"“{commitment.text}” has changed since this was shown; it is {commitment.status.value} now. "
            f"Look at it again, and repeat it if it still fits."
        )


def needs_smaller_step(commitment: Commitment) -> bool:
    """Tell whether it was missed twice: then a smaller step helps more than another date."""
    misses = commitment.missed_before + (commitment.status is CommitmentStatus.MISSED)
    return misses >= _SMALLER_STEP_AFTER


def _moved_recurrence(commitment: Commitment, due_on: date) -> Recurrence | None:
    """A proposal that gets its date begins its series there; later on, the slot stays where it was."""
    recurrence = commitment.recurrence
    if recurrence is None or recurrence.slot_on is not None:
        return recurrence
    return replace(recurrence, anchor_on=recurrence.anchor_on or due_on, slot_on=due_on)


def _refuse_past(commitment: Commitment, now: datetime) -> None:
    assert now.tzinfo is not None
    due = due_at(commitment, now.tzinfo)
    if commitment.due_on is not None and due is not None and due < now:
        raise BadChange(
            f"{say_due(commitment.due_on, commitment.due_time)} has passed. "
            f"Name a later date for “{commitment.text}”."
        )


def _next_version(commitment: Commitment, **changes: object) -> Commitment:
    return replace(commitment, version=commitment.version + 1, **changes)  # type: ignore[arg-type]
