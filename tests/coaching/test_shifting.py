"""Another time: a promise moves to another day, or its reminder to another moment."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.coaching import Desk
from bot.coaching.shifting import move, snooze
from bot.domain import CommitmentStatus, Pending
from bot.errors import CoachError
from bot.profile import ProfileUpdate
from tests.coaching.conftest import ADA, OSLO, Keep, Sit, said

pytestmark = pytest.mark.real_model
FRIDAY, SUNDAY = date(2026, 3, 6), date(2026, 3, 8)


def test_a_promise_moves_to_the_day_that_is_named_and_keeps_its_time(
    sit: Sit, keep: Keep, desk: Desk
) -> None:
    kept = keep("write two letters", FRIDAY, time(18))
    keep("finish the essay", SUNDAY)

    finding = move(sit(), "move the letters to Thursday")

    assert said(finding) == "Moved: write two letters, now due Thursday, 5 March 2026, 18:00."
    moved = desk.commitments.get(ADA, kept.commitment_id)
    assert (moved.due_on, moved.due_time) == (date(2026, 3, 5), time(18))


def test_a_promise_moves_on_by_so_many_days(sit: Sit, keep: Keep) -> None:
    keep("write two letters", FRIDAY)

    (moved,) = move(sit(), "push the letters back by two days").commitments

    assert moved.due_on == SUNDAY


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("push the letters a week", date(2026, 3, 13)),
        ("move it two days please", SUNDAY),
        ("delay the letters another week", date(2026, 3, 13)),
    ],
)
def test_a_span_behind_the_promise_is_by_how_much(sit: Sit, keep: Keep, words: str, due_on: date) -> None:
    keep("write two letters", FRIDAY)

    (moved,) = move(sit(), words).commitments

    assert moved.due_on == due_on


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("remind me the evening before", datetime(2026, 3, 5, 18, tzinfo=OSLO)),
        ("remind me of the letters two days before", datetime(2026, 3, 4, 9, tzinfo=OSLO)),
        ("remind me 3 hours in advance", datetime(2026, 3, 6, 15, tzinfo=OSLO)),
    ],
)
def test_a_reminder_may_be_put_so_long_before_the_due_day(
    sit: Sit, keep: Keep, desk: Desk, words: str, moment: datetime
) -> None:
    kept = keep("write two letters", FRIDAY, time(18))

    snooze(sit(), words)

    assert desk.commitments.get(ADA, kept.commitment_id).snoozed_until == moment


def test_where_no_day_is_named_it_is_asked_for(sit: Sit, keep: Keep) -> None:
    kept = keep("write two letters", FRIDAY)

    finding = move(sit(), "can we reschedule the letters")

    assert said(finding) == "To which day do you want to move “write two letters”?"
    assert finding.pending == Pending("date", (kept.commitment_id,), action="move")


def test_where_several_fit_the_one_is_asked_for(sit: Sit, keep: Keep) -> None:
    keep("write to Ana", FRIDAY)
    keep("write to Bo", SUNDAY)

    finding = move(sit(), "move the writing to Tuesday")

    assert finding.pending is not None
    assert (finding.pending.kind, finding.pending.action) == ("choose", "move")
    assert finding.pending.why == "move the writing to Tuesday"


def test_a_missed_promise_is_open_again_with_its_new_day(sit: Sit, keep: Keep, desk: Desk) -> None:
    kept = keep("write two letters", FRIDAY)
    desk.commitments.close(ADA, kept.commitment_id, CommitmentStatus.MISSED)

    (moved,) = move(sit(), "move the letters to Sunday").commitments

    assert (moved.status, moved.due_on) == (CommitmentStatus.OPEN, SUNDAY)


def test_what_nobody_promised_moves_nowhere(sit: Sit) -> None:
    finding = move(sit(), "move the letters to Sunday")

    assert said(finding).startswith("I know of no commitment like that.")
    assert finding.commitments == ()


def test_a_day_that_is_over_is_refused_in_a_sentence(sit: Sit, keep: Keep) -> None:
    keep("write two letters", FRIDAY)

    finding = move(sit(), "move the letters to yesterday")

    assert finding.pending is not None  # a day is asked for: that one cannot be meant
    assert finding.commitments == ()


def test_a_reminder_is_put_off_and_the_due_day_stays(sit: Sit, keep: Keep) -> None:
    keep("write two letters", FRIDAY)

    finding = snooze(sit(), "remind me in two hours")

    (snoozed,) = finding.commitments
    assert snoozed.due_on == FRIDAY
    assert snoozed.snoozed_until == datetime(2026, 3, 2, 11, tzinfo=OSLO)
    assert "I will remind you of “write two letters”" in said(finding)


def test_until_when_is_asked_where_it_is_not_said(sit: Sit, keep: Keep) -> None:
    kept = keep("write two letters", FRIDAY)

    finding = snooze(sit(), "leave me alone with that")

    assert said(finding).startswith("Until when shall I leave you alone with “write two letters”?")
    assert finding.pending == Pending("date", (kept.commitment_id,), action="snooze")


def test_which_reminder_is_meant_is_asked_where_several_may_be(sit: Sit, keep: Keep) -> None:
    keep("write to Ana", FRIDAY)
    keep("write to Bo", SUNDAY)

    finding = snooze(sit(), "snooze it until tomorrow")

    assert finding.pending is not None
    assert (finding.pending.kind, finding.pending.action) == ("choose", "snooze")


def test_with_reminders_off_nothing_is_promised(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("write two letters", FRIDAY)
    desk.profiles.update(ADA, ProfileUpdate(reminders_on=False))

    finding = snooze(sit(), "snooze it until tomorrow")

    assert said(finding) == "Your reminders are off, so I will not remind you of “write two letters”."


def test_nothing_is_snoozed_where_nothing_is_promised(sit: Sit) -> None:
    assert said(snooze(sit(), "remind me in an hour")).startswith("I know of no commitment like that.")


def test_a_reminder_in_the_past_is_refused(sit: Sit, keep: Keep) -> None:
    kept = keep("write two letters", FRIDAY)

    with pytest.raises(CoachError):
        sit().desk.commitments.snooze(ADA, kept.commitment_id, datetime(2026, 3, 1, 9, tzinfo=OSLO))


def test_of_two_times_the_last_is_until_when_something_is_put_off(sit: Sit, keep: Keep) -> None:
    keep("call the college", date(2026, 3, 2))

    assert "today, 16:00" in said(snooze(sit(), "asleep till 3, try me again at 16:00"))


def test_why_a_reminder_comes_later_than_was_asked_is_said(sit: Sit, keep: Keep, desk: Desk) -> None:
    keep("write two letters", date(2026, 3, 9))
    desk.profiles.update(ADA, ProfileUpdate(working_days=(0, 1, 2, 3, 4)))

    text = said(snooze(sit(), "remind me on Sunday evening"))

    assert "09:00: you asked for a reminder on Sunday, 19:00, which is outside" in text


def test_an_id_of_another_moves_and_snoozes_nothing(sit: Sit, keep: Keep, desk: Desk) -> None:
    mine = keep("email two people", date(2026, 3, 6))

    move(sit(), "move 1k14zzhf0s3e3rj2tma to Sunday")
    snooze(sit(), "snooze 1k14zzhf0s3e3rj2tma until tomorrow")

    assert desk.commitments.get(ADA, mine.commitment_id) == mine
