"""What is said about commitments: short, with the whole date, and nothing that the store does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.commitments import Changed, CommitmentService, Draft
from bot.commitments.recurring import say_recurrence
from bot.commitments.showing import commitment_json
from bot.commitments.telling import Teller, suggest_date
from bot.domain import Commitment, CommitmentStatus, Recurrence
from bot.prompts import bundled_prompts

ADA = "ada"
OSLO = ZoneInfo("Europe/Oslo")
FRIDAY = date(2026, 3, 6)
NOW = datetime(2026, 3, 2, 9, tzinfo=OSLO)
WEEKLY = Recurrence("FREQ=WEEKLY;BYDAY=FR", anchor_on=FRIDAY, slot_on=FRIDAY)
DONE, PARTLY, MISSED, DROPPED, PROPOSED = (
    CommitmentStatus.DONE,
    CommitmentStatus.PARTLY,
    CommitmentStatus.MISSED,
    CommitmentStatus.DROPPED,
    CommitmentStatus.PROPOSED,
)

Opened = Callable[..., Commitment]
Promise = Callable[..., Commitment]


@pytest.fixture
def teller() -> Teller:
    return Teller(bundled_prompts(), NOW)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "I understood: read, by Friday, 6 March 2026 (Europe/Oslo). Shall I save it?"),
        (
            {"due_time": time(18), "if_then": "if it is six, I read"},
            "I understood: read, by Friday, 6 March 2026, 18:00 (Europe/Oslo). "
            "Your plan for it: if it is six, I read. Shall I save it?",
        ),
        (
            {"recurrence": WEEKLY},
            "I understood: read, every Friday, first by Friday, 6 March 2026 (Europe/Oslo). Shall I save it?",
        ),
        ({"due_on": None}, "I understood: read. By when? For example by Friday, 6 March 2026."),
    ],
)
def test_a_proposal_says_what_was_understood_and_asks(
    teller: Teller, opened: Opened, fields: dict[str, Any], said: str
) -> None:
    assert teller.proposals([opened(status=PROPOSED, **fields)]) == said


def test_several_proposals_are_listed_and_a_missing_date_is_asked_for(teller: Teller, opened: Opened) -> None:
    dated, undated = opened(), opened(text="write", due_on=None)

    assert teller.proposals([dated, replace(dated, text="draw", recurrence=WEEKLY)]).splitlines() == [
        "I understood:",
        "- read, by Friday, 6 March 2026.",
        "- draw, every Friday, first by Friday, 6 March 2026.",
        "",
        "All in Europe/Oslo. Shall I save them?",
    ]
    assert teller.proposals([dated, undated]).splitlines()[2:] == [
        "- write, without a date yet.",
        "",
        "By when do you want to write? For example by Friday, 6 March 2026.",
    ]


@pytest.mark.parametrize(
    ("day", "suggested"), [(2, FRIDAY), (4, FRIDAY), (5, date(2026, 3, 13)), (6, date(2026, 3, 13))]
)
def test_the_suggested_date_is_a_friday_that_is_not_too_close(day: int, suggested: date) -> None:
    assert suggest_date(datetime(2026, 3, day, 9, tzinfo=OSLO)) == suggested


def test_saved_is_said_of_what_was_saved_and_already_of_what_was_before(
    teller: Teller, opened: Opened
) -> None:
    changed = Changed((opened(), opened(due_on=None), opened(recurrence=WEEKLY)), (opened(),))

    assert teller.confirmed(changed).splitlines() == [
        "Saved: read, by Friday, 6 March 2026.",
        "Saved: read, without a date. I will not remind you of it.",
        "Saved: read, every Friday, first by Friday, 6 March 2026.",
        "“read” is saved already.",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": DONE}, "Done: read."),
        (
            {"status": PARTLY},
            "Noted as partly done: read. Do you want to plan the rest for another day?",
        ),
        ({"status": MISSED}, "Noted as missed: read. Do you want to plan it for another day?"),
        (
            {"status": MISSED, "missed_before": 1},
            "Noted as missed: read. Do you want to plan it for another day? It is the second time that this "
            "did not work out. What is a smaller step, one that takes ten minutes?",
        ),
        ({"status": DROPPED}, "Dropped: read."),
    ],
)
def test_each_outcome_has_its_sentence(
    teller: Teller, opened: Opened, fields: dict[str, Any], said: str
) -> None:
    assert teller.closed(Changed((opened(**fields),))) == said


def test_the_next_occurrence_and_what_was_closed_before_are_told(teller: Teller, opened: Opened) -> None:
    closed = opened(status=DONE, closed_at=NOW)

    said = teller.closed(Changed(following=(opened(),), unchanged=(closed, replace(closed, closed_at=None))))

    assert said.splitlines() == [
        "Next time: Friday, 6 March 2026.",
        "“read” was done already, on Monday, 2 March 2026.",
        "“read” is done already.",
    ]


def test_moves_snoozes_and_edits_are_told(teller: Teller, opened: Opened) -> None:
    assert teller.moved(Changed((opened(),))) == "Moved: read, now due Friday, 6 March 2026."
    assert "smaller step" in teller.moved(Changed((opened(missed_before=2),)))
    at = datetime(2026, 3, 3, 15, tzinfo=OSLO)
    assert teller.snoozed(opened(), at) == "I will remind you of “read” tomorrow, 15:00."
    assert teller.snoozed(opened(), None) == "Your reminders are off, so I will not remind you of “read”."
    edited = opened(if_then="if it is six, I read")
    assert teller.edited(Changed((edited,))) == "Changed: read. Your plan for it: if it is six, I read."
    assert teller.declined(Changed((opened(),))) == "Not saved: read."


def test_the_list_says_what_is_open_and_how_far_off(teller: Teller, opened: Opened) -> None:
    late = opened(due_on=date(2026, 3, 1), recurrence=WEEKLY)
    soon = opened(text="write", due_on=date(2026, 3, 3), if_then="if it rains")

    assert teller.listing([]) == "You have no open commitments."
    assert teller.listing([late, soon, opened(due_on=None)]).splitlines() == [
        "You have 3 open commitments. One is overdue.",
        "- read, was due Sunday, 1 March 2026 (yesterday), every Friday",
        "- write, due Tuesday, 3 March 2026 (tomorrow). If-then plan: if it rains",
        "- read, without a date",
    ]
    assert teller.line(opened(status=DONE)) == "- read, done"
    assert teller.line(opened(status=PROPOSED)) == "- read, not saved yet"


def test_other_answers_get_the_status_in_a_breath(teller: Teller, opened: Opened) -> None:
    late = opened(due_on=date(2026, 3, 1))

    assert teller.status([]) == ""
    assert teller.status([opened()]) == (
        "You have one open commitment. The next one is “read”, due Friday, 6 March 2026 (in 4 days)."
    )
    assert teller.status([late, late]) == "You have 2 open commitments. 2 are overdue."
    assert teller.status_of(late) == "overdue"
    assert teller.due_of(opened()) == "Friday, 6 March 2026 (in 4 days)"
    assert teller.due_of(opened(due_on=None)) == ""


def test_undoing_is_told_for_each_kind_of_change(
    teller: Teller, service: CommitmentService, promise: Promise
) -> None:
    kept = promise("study", FRIDAY, rule="FREQ=WEEKLY")
    service.close(ADA, kept.commitment_id, DONE)
    closed = teller.undone(service.undo(ADA))
    service.move(ADA, kept.commitment_id, date(2026, 3, 9))
    moved = teller.undone(service.undo(ADA))
    service.edit(ADA, kept.commitment_id, text="read")
    rest = [teller.undone(service.undo(ADA)) for _ in range(4)]

    assert closed == "Undone: “study” does not come up again yet.\nUndone: “study” is open again."
    assert moved == "Undone: “study” is due Friday, 6 March 2026 again."
    assert rest == [
        "Undone: “study” is as it was.",
        "Undone: “study” is a proposal again, and not saved.",
        "Undone: the proposal “study” is gone.",
        "There is nothing to undo.",
    ]


@pytest.mark.parametrize(
    ("rule", "counted_from", "said"),
    [
        ("FREQ=DAILY", "due", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "due", "every 3 days"),
        ("FREQ=WEEKLY", "due", "every week"),
        ("FREQ=WEEKLY;BYDAY=MO", "due", "every Monday"),
        ("FREQ=WEEKLY;BYDAY=TH,MO,SU", "due", "every Monday, Thursday and Sunday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "due", "every weekday"),
        ("FREQ=WEEKLY;BYDAY=SA,SU", "due", "every weekend"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "due", "every second Friday"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR", "due", "every 3 weeks on Monday and Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "due", "every month"),
        ("FREQ=YEARLY", "due", "every year"),
        ("FREQ=WEEKLY;UNTIL=20260401", "due", "every week until Wednesday, 1 April 2026"),
        ("FREQ=WEEKLY;INTERVAL=2", "completion", "again 2 weeks after each time you finish it"),
        ("FREQ=DAILY", "completion", "again one day after each time you finish it"),
    ],
)
def test_a_recurrence_is_said_in_words(rule: str, counted_from: Any, said: str) -> None:
    assert say_recurrence(bundled_prompts(), Recurrence(rule, counted_from)) == said


def test_json_has_the_persons_offset_and_the_end_of_the_day(opened: Opened) -> None:
    shown = commitment_json(opened(due_on=date(2026, 3, 30)), OSLO)

    assert shown["due_at"] == "2026-03-30T23:59:59+02:00"
    assert (shown["status"], shown["timezone"]) == ("open", "Europe/Oslo")
    assert commitment_json(opened(due_time=time(18)), OSLO)["due_at"] == "2026-03-06T18:00:00+01:00"
    assert commitment_json(opened(due_on=None), OSLO)["due_at"] is None


def test_a_draft_is_said_as_it_was_given(teller: Teller, service: CommitmentService) -> None:
    (proposal,) = service.propose(ADA, [Draft("email {two} people", FRIDAY)])

    assert "email {two} people" in teller.proposals([proposal])
