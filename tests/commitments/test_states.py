"""The transitions of a commitment: what is allowed from where, and what each one leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commitments import states
from bot.commitments.states import Draft
from bot.domain import Commitment, CommitmentStatus, Recurrence
from bot.errors import BadChange, CoachError, StaleChange

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))
LATER = NOW + timedelta(days=10)
DONE, PARTLY, MISSED, DROPPED = (
    CommitmentStatus.DONE,
    CommitmentStatus.PARTLY,
    CommitmentStatus.MISSED,
    CommitmentStatus.DROPPED,
)
OPEN, PROPOSED = CommitmentStatus.OPEN, CommitmentStatus.PROPOSED

Opened = Callable[..., Commitment]


def proposal(draft: Draft) -> Commitment:
    return states.propose(draft, commitment_id="c1", person_id="ada", now=NOW)


def test_a_proposal_keeps_what_was_understood_and_begins_a_series_where_it_recurs() -> None:
    once = proposal(Draft("  email   two people ", date(2026, 3, 6), time(18), task_id="t1"))
    weekly = proposal(Draft("study", date(2026, 3, 9), recurrence=Recurrence("FREQ=WEEKLY")))

    assert (once.text, once.status, once.version, once.task_id) == ("email two people", PROPOSED, 1, "t1")
    assert (once.series_id, once.created_at) == (None, NOW.astimezone(UTC))
    assert weekly.series_id == "c1"
    assert weekly.recurrence == Recurrence(
        "FREQ=WEEKLY", anchor_on=date(2026, 3, 9), slot_on=date(2026, 3, 9)
    )


@pytest.mark.parametrize(
    "draft", [Draft("read", date(2026, 3, 1)), Draft("read", date(2026, 3, 2), time(8)), Draft("   ")]
)
def test_the_past_and_silence_are_refused(draft: Draft) -> None:
    with pytest.raises(BadChange):
        proposal(draft)


def test_confirming_opens_a_proposal_and_leaves_everything_else(opened: Opened) -> None:
    confirmed = states.confirm(opened(status=PROPOSED), NOW)
    closed = opened(status=DONE)

    assert (confirmed.status, confirmed.version) == (OPEN, 2)
    assert states.confirm(closed, NOW) is closed


def test_a_proposal_whose_date_has_passed_is_not_confirmed(opened: Opened) -> None:
    with pytest.raises(BadChange, match="Friday, 6 March 2026 has passed"):
        states.confirm(opened(status=PROPOSED), LATER)


@pytest.mark.parametrize("outcome", [DONE, PARTLY, MISSED, DROPPED])
def test_closing_keeps_the_outcome_the_moment_and_the_evidence(
    opened: Opened, outcome: CommitmentStatus
) -> None:
    closed = states.close(opened(snoozed_until=LATER), outcome, NOW, evidence_url="https://x.example")

    assert (closed.status, closed.closed_at, closed.version) == (outcome, NOW.astimezone(UTC), 2)
    assert (closed.evidence_url, closed.snoozed_until) == ("https://x.example", None)


def test_closing_twice_changes_nothing(opened: Opened) -> None:
    closed = states.close(opened(), DONE, NOW)

    assert states.close(closed, DONE, LATER) is closed
    assert states.close(closed, DROPPED, LATER) is closed


@pytest.mark.parametrize(("was", "becomes"), [(MISSED, DONE), (DONE, PARTLY), (PARTLY, MISSED)])
def test_an_outcome_can_be_corrected(
    opened: Opened, was: CommitmentStatus, becomes: CommitmentStatus
) -> None:
    assert states.close(opened(status=was), becomes, NOW).status is becomes


def test_what_was_dropped_or_not_confirmed_has_no_other_outcome(opened: Opened) -> None:
    dropped = opened(status=DROPPED)

    assert states.close(dropped, DONE, NOW) is dropped
    with pytest.raises(BadChange, match="confirm c1"):
        states.close(opened(status=PROPOSED), DONE, NOW)


@pytest.mark.parametrize(
    ("status", "due_on", "after", "missed"),
    [
        (OPEN, date(2026, 3, 6), OPEN, 0),
        (OPEN, date(2026, 3, 1), OPEN, 1),
        (MISSED, date(2026, 3, 1), OPEN, 1),
        (PARTLY, date(2026, 3, 1), OPEN, 0),
        (PROPOSED, date(2026, 3, 6), PROPOSED, 0),
    ],
)
def test_moving_opens_again_and_counts_a_miss_where_there_was_one(
    opened: Opened, status: CommitmentStatus, due_on: date, after: CommitmentStatus, missed: int
) -> None:
    moved = states.move(opened(status=status, due_on=due_on, closed_at=NOW), date(2026, 3, 20), time(18), NOW)

    assert (moved.status, moved.missed_before) == (after, missed)
    assert (moved.closed_at, moved.snoozed_until) == (None, None)
    assert (moved.due_on, moved.due_time, moved.version) == (date(2026, 3, 20), time(18), 2)


@pytest.mark.parametrize("status", [DONE, DROPPED])
def test_what_is_settled_is_not_moved(opened: Opened, status: CommitmentStatus) -> None:
    with pytest.raises(BadChange, match=f"is {status} already"):
        states.move(opened(status=status), date(2026, 3, 20), None, NOW)


def test_nothing_is_moved_or_snoozed_into_the_past(opened: Opened) -> None:
    with pytest.raises(BadChange, match="Sunday, 1 March 2026 has passed"):
        states.move(opened(), date(2026, 3, 1), None, NOW)
    with pytest.raises(BadChange, match="Monday, 2 March 2026, 09:00 has passed"):
        states.snooze(opened(), NOW, NOW)


def test_a_moved_occurrence_keeps_its_slot(opened: Opened) -> None:
    weekly = Recurrence("FREQ=WEEKLY", anchor_on=date(2026, 3, 2), slot_on=date(2026, 3, 9))

    moved = states.move(opened(recurrence=weekly), date(2026, 3, 11), None, NOW)

    assert moved.recurrence == weekly


def test_snoozing_leaves_the_due_date_and_only_what_is_open_can_be_snoozed(opened: Opened) -> None:
    snoozed = states.snooze(opened(), LATER, NOW)

    assert (snoozed.due_on, snoozed.snoozed_until) == (date(2026, 3, 6), LATER.astimezone(UTC))
    with pytest.raises(BadChange, match="is done"):
        states.snooze(opened(status=DONE), LATER, NOW)


def test_editing_changes_what_is_given_and_an_empty_text_removes(opened: Opened) -> None:
    edited = states.edit(opened(if_then="if it rains"), text="read  two", evidence_url="https://x.example")

    assert (edited.text, edited.if_then, edited.evidence_url) == (
        "read two",
        "if it rains",
        "https://x.example",
    )
    assert states.edit(edited, if_then="").if_then is None
    assert states.edit(edited) is edited
    with pytest.raises(BadChange):
        states.edit(edited, text=" ")


def test_an_old_button_is_seen_to_be_old(opened: Opened) -> None:
    states.refuse_stale(opened(version=3), 3)
    states.refuse_stale(opened(version=3), None)
    with pytest.raises(StaleChange, match="it is open now"):
        states.refuse_stale(opened(version=3), 2)


def test_two_misses_call_for_a_smaller_step(opened: Opened) -> None:
    assert not states.needs_smaller_step(opened(missed_before=1))
    assert states.needs_smaller_step(opened(missed_before=2))
    assert states.needs_smaller_step(opened(missed_before=1, status=MISSED))


_ACTS = st.sampled_from(
    [
        lambda c: states.confirm(c, NOW),
        lambda c: states.withdraw(c),
        *(lambda c, o=outcome: states.close(c, o, NOW) for outcome in (DONE, PARTLY, MISSED, DROPPED)),
        lambda c: states.move(c, date(2026, 3, 20), None, NOW),
        lambda c: states.snooze(c, LATER, NOW),
        lambda c: states.edit(c, if_then="if it is eight"),
    ]
)


@given(acts=st.lists(_ACTS, max_size=12))
def test_whatever_is_done_the_version_grows_with_each_change_and_closed_means_closed(
    acts: list[Callable[[Commitment], Commitment]],
) -> None:
    commitment = proposal(Draft("read", date(2026, 3, 6)))
    for act in acts:
        before = commitment
        try:
            commitment = act(before)
        except CoachError:
            continue
        assert commitment.version == before.version + (commitment is not before)
        assert (commitment.closed_at is not None) <= (commitment.status in states.CLOSED)
        assert commitment.status is not PROPOSED or before.status is PROPOSED
        assert commitment.snoozed_until is None or commitment.status is OPEN


def test_what_would_steer_a_terminal_is_no_part_of_a_promise(opened: Opened) -> None:
    draft = Draft("call \x1b[2Jthe bank\x07", if_then="if \u202eit\r\nrains")
    proposal = states.propose(draft, commitment_id="c", person_id="p", now=NOW)
    edited = states.edit(opened(), text="\x9bwrite", if_then="then\x1b", evidence_url="https://x.org/\x07")

    assert (proposal.text, proposal.if_then) == ("call [2Jthe bank", "if it rains")
    assert (edited.text, edited.if_then, edited.evidence_url) == ("write", "then", "https://x.org/")
