from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain import CommitmentStatus, Reply
from bot.profile import ProfileService, ProfileUpdate
from eval.acting.cases import Promised
from eval.acting.metrics import (
    Ledger,
    Outcome,
    acts_right,
    dues,
    intervals,
    is_due_right,
    is_outcome_right,
    is_right,
    outcomes,
    proposes_from_negative,
    summarise,
    unwanted,
)
from eval.acting.report import complaints
from eval.metrics import FAILED
from tests.eval.acting.acts import (
    FRIDAY,
    FRIDAY_EVENING,
    NOW,
    both,
    closes,
    confirms,
    nothing,
    proposes,
    utterance,
)

_SUNDAY, _SUNDAY_EVENING = date(2026, 3, 8), FRIDAY_EVENING + timedelta(days=2)
_EMAILS, _CHAPTER = Promised("email two people", FRIDAY), Promised("read chapter 3", _SUNDAY)
_DONE, _MISSED = CommitmentStatus.DONE, CommitmentStatus.MISSED


def _said(reply_action: str, *actions: str, kind: str = "plain") -> Outcome:
    return Outcome(utterance(*actions, kind=kind), Reply("Well.", reply_action), Ledger(), Ledger(), 1.0)


# --- actions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "right", "acts"),
    [
        ("plan", ("plan",), True),
        ("plan", ("answer", "plan"), True),
        ("next_tasks", ("plan",), False),
        ("answer", ("answer",), True),
        ("abstain", ("answer",), True),
        ("plan", ("answer",), False),
        ("smalltalk", ("other",), True),
        ("abstain", ("other",), True),
        ("plan", ("other",), True),
        ("propose_commitment", ("other",), False),
        (FAILED, ("other",), False),
    ],
)
def test_an_action_is_right_as_named_and_other_is_whatever_changes_nothing(action, right, acts) -> None:
    assert acts_right(_said(action, *right)) is acts


def test_what_changes_something_is_not_other(play) -> None:
    outcome = play(utterance("other", setup=(_EMAILS,)), "smalltalk", closes(_DONE))
    assert not acts_right(outcome)


@pytest.mark.parametrize(
    "action",
    [
        "confirm_commitment",
        "decline_commitment",
        "move_commitment",
        "snooze_commitment",
        "finish_task",
        "undo",
    ],
)
def test_saying_that_something_was_done_is_not_doing_it(action: str) -> None:
    outcome = _said(action, action)
    assert not acts_right(outcome)
    assert complaints(outcome) == [f"is {action} without doing it in place of {action}"]


def test_a_confirmed_proposal_is_confirmed(play) -> None:
    case = utterance("confirm_commitment", history=("promise",), due=(FRIDAY_EVENING,))
    outcome = play(case, "confirm_commitment", confirms, earlier=proposes(FRIDAY))
    assert is_right(outcome)


# --- due moments ------------------------------------------------------------------------------------


def test_due_moments_are_on_the_clock_of_the_person_and_end_of_day_without_a_time(play) -> None:
    case = utterance("propose_commitment", now=NOW, timezone="America/New_York")
    outcome = play(case, "propose_commitment", both(proposes(FRIDAY, at=time(18)), proposes(_SUNDAY, None)))
    assert [each and each.isoformat() for each in dues(outcome)] == [
        "2026-03-06T18:00:00-05:00",
        "2026-03-08T23:59:59-04:00",
        None,
    ]


def test_the_order_of_due_moments_does_not_matter_their_number_does(play) -> None:
    both_days = (FRIDAY_EVENING, _SUNDAY_EVENING)
    case = utterance("propose_commitment", due=both_days)
    assert is_due_right(play(case, "propose_commitment", proposes(_SUNDAY, FRIDAY)))
    one = utterance("propose_commitment", case_id="w2", due=both_days)
    assert not is_due_right(play(one, "propose_commitment", proposes(FRIDAY)))


def test_an_undated_proposal_is_right_only_where_no_date_was_said(play) -> None:
    assert is_due_right(play(utterance("x", due=(None,)), "propose_commitment", proposes(None)))
    dated = utterance("x", case_id="w2", due=(None,))
    assert not is_due_right(play(dated, "propose_commitment", proposes(FRIDAY)))


def test_the_same_moment_of_another_offset_is_another_due_moment(play) -> None:
    case = utterance("x", due=(FRIDAY_EVENING.astimezone(UTC),))
    assert not is_due_right(play(case, "propose_commitment", proposes(FRIDAY)))


def test_what_is_snoozed_is_due_when_it_is_snoozed_to(play) -> None:
    until = datetime.fromisoformat("2026-03-02T10:00:00+01:00")
    case = utterance("snooze_commitment", setup=(_EMAILS,), due=(until,))

    def snooze(service, person_id):
        return service.snooze(person_id, service.open(person_id)[0].commitment_id, until).changed

    assert is_right(play(case, "snooze_commitment", snooze))


def test_commitments_that_a_reply_only_lists_are_not_due_from_it(play) -> None:
    case = utterance("list_commitments", setup=(_EMAILS,))
    outcome = play(case, "list_commitments", lambda service, person_id: service.open(person_id))
    assert dues(outcome) == []


# --- outcomes of reports ----------------------------------------------------------------------------


def test_a_report_is_kept_with_its_outcome_and_may_go_on_with_a_promise(play) -> None:
    case = utterance("close_commitment", setup=(_EMAILS,), outcome=_DONE, due=(_SUNDAY_EVENING,))
    outcome = play(case, "close_commitment", both(closes(_DONE), proposes(_SUNDAY)))
    assert outcomes(outcome) == [_DONE]
    assert is_right(outcome)


def test_another_outcome_and_none_at_all_are_wrong(play) -> None:
    case = utterance("close_commitment", setup=(_EMAILS,), outcome=_DONE)
    assert not is_outcome_right(play(case, "close_commitment", closes(_MISSED)))
    unheard = utterance("close_commitment", case_id="w2", setup=(_EMAILS,), outcome=_DONE)
    assert not is_outcome_right(play(unheard, "close_commitment", nothing))


def test_of_two_that_are_closed_both_need_the_outcome(play) -> None:
    case = utterance("close_commitment", setup=(_EMAILS, _CHAPTER), outcome=_DONE)
    assert not is_outcome_right(play(case, "close_commitment", closes(_DONE, _MISSED)))


def test_a_proposal_that_is_declined_was_no_promise_that_is_dropped(play) -> None:
    def decline(service, person_id):
        proposals = service.proposals(person_id)
        return service.decline(person_id, [each.commitment_id for each in proposals]).changed

    case = utterance("decline_commitment", history=("promise",))
    outcome = play(case, "decline_commitment", decline, earlier=proposes(FRIDAY))
    assert outcomes(outcome) == []
    assert is_right(outcome)


# --- what is not to happen --------------------------------------------------------------------------


def test_a_promise_from_a_negative_is_counted_whatever_the_reply_calls_itself(play) -> None:
    outcome = play(utterance("other", kind="negative"), "answer", proposes(FRIDAY))
    assert proposes_from_negative(outcome)
    assert complaints(outcome) == [
        "is answer in place of other",
        "takes it for a promise",
        "changes a commitment: proposed",
    ]


def test_a_promise_from_a_message_of_another_kind_is_no_negative(play) -> None:
    assert not proposes_from_negative(play(utterance("x"), "propose_commitment", proposes(FRIDAY)))


def test_what_was_proposed_before_a_negative_does_not_count(play) -> None:
    case = utterance("answer", kind="negative", history=("promise",))
    assert not proposes_from_negative(play(case, "answer", nothing, earlier=proposes(FRIDAY)))


def test_a_change_that_belongs_to_no_right_action_is_unwanted(play) -> None:
    case = utterance("move_commitment", setup=(_EMAILS,))
    outcome = play(case, "move_commitment", closes(_MISSED))
    assert [change.kind.value for change in unwanted(outcome)] == ["missed"]
    assert not is_right(outcome)


def test_a_profile_changes_only_where_something_is_told(play) -> None:
    def tell(service, person_id):
        ProfileService(service._store, lambda: NOW).update(person_id, ProfileUpdate(hours_per_week=6))
        return ()

    assert is_right(play(utterance("profile"), "profile", tell))
    assert unwanted(play(utterance("next_tasks", case_id="w2"), "next_tasks", tell))


# --- of many ----------------------------------------------------------------------------------------


def test_the_summary_counts_each_metric_where_it_applies(play) -> None:
    due = (FRIDAY_EVENING,)
    found = [
        play(utterance("propose_commitment", case_id="1", due=due), "propose_commitment", proposes(FRIDAY)),
        play(utterance("propose_commitment", case_id="2", due=due), "propose_commitment", proposes(_SUNDAY)),
        play(utterance("other", case_id="3", kind="negative"), "propose_commitment", proposes(FRIDAY)),
        play(utterance("close_commitment", case_id="4", outcome=_DONE), "abstain", nothing),
    ]
    summary = summarise(found)
    assert {name: summary[name] for name in ("cases", "right", "action", "due", "closed")} == {
        "cases": 4,
        "right": 0.25,
        "action": 0.5,
        "due": 0.5,
        "closed": 0.0,
    }
    assert (summary["proposed_from_negatives"], summary["unwanted_changes"]) == (1, 1)


def test_a_share_of_nothing_is_not_zero() -> None:
    assert summarise([])["due"] is None
    assert summarise([_said("smalltalk", "other")])["closed"] is None


def test_every_share_has_an_interval_where_it_applies() -> None:
    found = intervals([_said("smalltalk", "other")] * 8)
    assert found["action"] is not None
    assert found["action"].low < 1.0 == found["action"].high
    assert found["due"] is None
