"""What a short message means behind a plan, a step, or news of oneself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.coaching.completing import completed

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("message", "after", "tool", "words"),
    [
        ("ok set it to 12", "plan", "update_profile", "I have 12 hours a week"),
        ("let's do 8 hours", "profile", "update_profile", "I have 8 hours a week"),
        ("what if I do 12 hours?", "plan", "show_plan", "What would my plan be with 12 hours a week?"),
        ("and with 6?", "plan", "show_plan", "What would my plan be with 6 hours a week?"),
        ("when is it due?", "move_commitment", "list_commitments", "when is it due?"),
        ("and 20?", "plan", "show_plan", "What would my plan be with 20 hours a week?"),
        ("and then?", "next_tasks", "show_plan", "and then?"),
        ("will 9 months be enough then?", "profile", "show_plan", "Can I make it in 9 months?"),
        ("how many phases are left?", "finish_task", "show_plan", "how many phases are left?"),
    ],
)
def test_what_is_left_out_is_completed(message: str, after: str, tool: str, words: str) -> None:
    assert completed(message, after, NOW) == ((tool, {"words": words}),)


@pytest.mark.parametrize(
    ("message", "after", "part"),
    [
        ("that's too long. how can I speed up?", "plan", "shifts"),
        ("is there any way to finish earlier?", "plan", "shifts"),
        ("how much time does that save me?", "profile", "left_out"),
        ("wow, that's long", "plan", "shifts"),
        ("what if I take a month off in july", "plan", "supposed"),
        ("why that one first?", "next_tasks", "why"),
        ("and if I already know Python?", "profile", "supposed"),
        ("ok and how long for that", "next_tasks", "step"),
        ("how long will that take?", "next_tasks", "step"),
        ("and how much time do I need for it?", "next_tasks", "step"),
        ("what's left in that phase?", "finish_task", "phase_left"),
        ("ok, which tasks are open in this phase?", "finish_task", "phase_left"),
    ],
)
def test_what_points_at_the_plan_is_answered_from_it(message: str, after: str, part: str) -> None:
    assert completed(message, after, NOW) == (("show_plan", {"words": message, "part": part}),)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("and if I start in January?", "and if I start in January?"),
        ("ok what if I began in May?", "ok what if I start in May?"),
        ("starting in two weeks?", "start in two weeks?"),
    ],
)
def test_a_start_that_is_supposed_behind_the_plan_moves_it(message: str, words: str) -> None:
    assert completed(message, "plan", NOW) == (("show_plan", {"words": words, "part": "supposed"}),)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("start it on Monday", "I start on Monday"),
        ("ok I'll start in March", "I start in March"),
    ],
)
def test_a_start_that_is_said_behind_the_plan_is_noted(message: str, words: str) -> None:
    assert completed(message, "plan", NOW) == (("update_profile", {"words": words}),)


@pytest.mark.parametrize("message", ["so how long?", "ok and when will I be done?"])
def test_how_long_behind_what_was_noted_is_of_the_plan(message: str) -> None:
    assert completed(message, "profile", NOW) == (("show_plan", {"words": message}),)


@pytest.mark.parametrize("message", ["turn them back on", "ok switch it on again", "resume"])
def test_reminders_just_stopped_are_turned_on_again(message: str) -> None:
    assert completed(message, "reminders", NOW) == (("set_reminders", {"on": True}),)
    assert completed(message, "answer", NOW) == ()


@pytest.mark.parametrize(
    "message", ["ok drop RTOS from my plan", "take the soldering out of the plan please"]
)
def test_what_is_to_leave_the_plan_is_answered_by_what_leaves_it(message: str) -> None:
    assert completed(message, "answer", NOW) == (("show_plan", {"words": message, "part": "left_out"}),)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("no, two weeks", "push it by two weeks"),
        ("sorry, I meant 3 days", "push it by 3 days"),
        ("no, make it Thursday", "move it to Thursday"),
    ],
)
def test_a_correction_moves_from_where_it_was_before(message: str, words: str) -> None:
    assert completed(message, "move_commitment", NOW) == (
        ("undo_last", {}),
        ("move_commitment", {"words": words}),
    )


@pytest.mark.parametrize("after", ["list_commitments", "confirm_commitment", "move_commitment"])
def test_another_day_is_one_for_what_was_just_shown(after: str) -> None:
    assert completed("actually Dec 20", after, NOW) == (("move_commitment", {"words": "move it to Dec 20"}),)


def test_when_one_would_be_done_from_a_day_on_is_supposed_whatever_came_before() -> None:
    said = "when would I finish if I started today"

    assert completed(said, "", NOW) == (
        ("show_plan", {"words": "when would I finish if I start today", "part": "supposed"}),
    )


def test_a_reminder_before_what_was_just_kept_is_no_question() -> None:
    said = "can you remind me a week before?"

    assert completed(said, "confirm_commitment", NOW) == (("snooze_commitment", {"words": said}),)
    assert completed(said, "answer", NOW) == ()


def test_what_can_wait_is_proposed_for_that_day() -> None:
    assert completed("can it wait till Thursday?", "next_tasks", NOW) == (
        ("propose_commitment", {"words": "I'll start that on Thursday"}),
    )


def test_too_long_behind_an_answer_on_time_asks_what_shortens_it() -> None:
    said = "hmm that's long"

    assert completed(said, "answer", NOW, topic="duration") == (
        ("show_plan", {"words": said, "part": "shifts"}),
    )
    assert completed(said, "answer", NOW, topic="salary") == ()


@pytest.mark.parametrize(
    ("message", "after"),
    [
        ("actually, which skills are critical?", "list_commitments"),
        ("actually I read two chapters", "confirm_commitment"),
        ("can it wait?", "next_tasks"),
        ("ok set it to 12", "answer"),
        ("how long will that take?", "answer"),
        ("how long does phase 2 take?", "next_tasks"),
        ("what if I skip phase 3?", "plan"),
        ("what if I had more money?", "plan"),
        ("take 12 and 13", "plan"),
        ("which skills are critical?", "plan"),
        ("no, I did not do it", "move_commitment"),
        ("when is phase 2 due?", "move_commitment"),
    ],
)
def test_what_says_itself_what_it_means_is_left_alone(message: str, after: str) -> None:
    assert completed(message, after, NOW) == ()


@pytest.mark.parametrize(
    "message", ["no wait, I haven't finished it", "oops, I didn't do that", "sorry, I haven't"]
)
@pytest.mark.parametrize("after", ["finish_task", "close_commitment"])
def test_what_was_marked_is_taken_back(message: str, after: str) -> None:
    expected = () if message.endswith("haven't") else (("undo_last", {}),)
    assert completed(message, after, NOW) == expected
