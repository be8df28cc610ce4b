from datetime import date, datetime, time

from bot.domain import CommitmentStatus
from bot.errors import BadQuestion
from eval.acting.cases import Promised
from eval.acting.run import act_out
from tests.eval.acting.acts import FRIDAY, NOW, confirms, nothing, proposes, utterance

_OPEN = CommitmentStatus.OPEN


def test_what_came_before_is_said_first_in_the_same_thread_at_the_time_of_the_case(make_stage) -> None:
    stage = make_stage(
        {"first": ("answer", nothing), "second": ("answer", nothing), "say": ("answer", nothing)}
    )
    list(act_out(stage, [utterance("answer", history=("first", "second"))]))
    heard = [(message.text, message.thread_id, at) for message, at in stage.coach.heard]
    assert heard == [("first", None, NOW), ("second", "thread 1", NOW), ("say", "thread 1", NOW)]


def test_the_setup_is_open_before_the_message_and_no_change_of_it(make_stage) -> None:
    stage = make_stage({"say": ("answer", nothing)})
    setup = (Promised("email two people", FRIDAY, time(18)), Promised("read", date(2026, 3, 8)))
    [outcome] = act_out(stage, [utterance("answer", setup=setup)])
    there = [
        (each.text, each.due_on, each.due_time, each.status) for each in outcome.before.commitments.values()
    ]
    assert there == [
        ("email two people", FRIDAY, time(18), _OPEN),
        ("read", date(2026, 3, 8), None, _OPEN),
    ]
    assert outcome.changes == ()


def test_what_is_overdue_by_the_time_of_the_message_was_promised_in_time(make_stage) -> None:
    stage = make_stage({"say": ("answer", nothing)})
    overdue = utterance("answer", setup=(Promised("email two people", date(2026, 2, 20)),))
    [outcome] = act_out(stage, [overdue])
    assert outcome.before.count(_OPEN) == 1
    assert outcome.before.changes[-1].at < datetime.fromisoformat("2026-02-20T00:00:00+01:00")


def test_everybody_has_their_own_commitments_timezone_and_thread(make_stage) -> None:
    stage = make_stage({"say": ("propose_commitment", proposes(FRIDAY))})
    there = datetime.fromisoformat("2026-03-02T21:00:00+13:00")
    cases = [
        utterance("propose_commitment"),
        utterance("propose_commitment", now=there, timezone="Pacific/Auckland"),
    ]
    outcomes = list(act_out(stage, cases))
    assert [len(outcome.after.commitments) for outcome in outcomes] == [1, 1]
    assert [at.isoformat() for _, at in stage.coach.heard] == [NOW.isoformat(), there.isoformat()]
    assert [message.thread_id for message, _ in stage.coach.heard] == [None, None]
    assert len({message.person_id for message, _ in stage.coach.heard}) == 2


def test_what_the_history_did_is_there_before_the_message(make_stage) -> None:
    stage = make_stage(
        {"promise": ("propose_commitment", proposes(FRIDAY)), "say": ("confirm_commitment", confirms)}
    )
    [outcome] = act_out(stage, [utterance("confirm_commitment", history=("promise",))])
    proposed = CommitmentStatus.PROPOSED
    assert (outcome.before.count(proposed), outcome.before.count(_OPEN)) == (1, 0)
    assert (outcome.after.count(proposed), outcome.after.count(_OPEN)) == (0, 1)


def test_a_message_that_the_coach_refuses_is_a_wrong_outcome_and_the_next_is_said(make_stage) -> None:
    stage = make_stage({"say": ("", BadQuestion("It is empty.")), "hi": ("smalltalk", nothing)})
    first, second = act_out(stage, [utterance("other"), utterance("other", case_id="w2", text="hi")])
    assert (first.reply.action, first.reply.text) == ("error", "BadQuestion: It is empty.")
    assert second.reply.action == "smalltalk"
