"""Whole conversations: promises, reports, plans and profiles, as people have them with the coach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.coach import Coach
from bot.domain import CommitmentStatus, Composer, Message, Person, Reply

pytestmark = pytest.mark.real_model
Talk = Callable[..., list[Reply]]


class SetClock:
    """Says what it was set to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def coach(make_coach: Callable[..., Coach], clock: SetClock) -> Coach:
    coach = make_coach(clock=clock, composer=Composer.EXTRACTIVE)
    coach.store.save_person(Person("ada", timezone="Europe/Oslo"))
    return coach


@pytest.fixture
def talk(coach: Coach) -> Talk:
    """`talk("I'll …", "yes")` says these in one thread and returns the replies."""

    def say(*messages: str, thread_id: str | None = None) -> list[Reply]:
        replies = []
        for text in messages:
            replies.append(coach.reply(Message(text, person_id="ada", thread_id=thread_id)))
            thread_id = replies[-1].thread_id
        return replies

    return say


def _open(coach: Coach) -> list[tuple[str, date | None]]:
    return [(each.text, each.due_on) for each in coach.desk.commitments.open("ada")]


def _actions(replies: list[Reply]) -> list[str]:
    return [reply.action for reply in replies]


def test_a_promise_is_proposed_confirmed_moved_and_kept(talk: Talk, coach: Coach) -> None:
    replies = talk(
        "I'll email two people by Friday",
        "yes",
        "can we move it to Sunday?",
        "what did I promise?",
        "emailed both of them!",
        "what did I promise?",
    )

    assert _actions(replies) == [
        "propose_commitment",
        "confirm_commitment",
        "move_commitment",
        "list_commitments",
        "close_commitment",
        "list_commitments",
    ]
    assert "Friday, 6 March 2026 (Europe/Oslo)" in replies[0].text
    assert "Sunday, 8 March 2026" in replies[3].text
    assert replies[5].text == "You have no open commitments."
    (kept,) = coach.store.commitments.find("ada")
    assert kept.status is CommitmentStatus.DONE


def test_nothing_is_saved_before_yes(talk: Talk, coach: Coach) -> None:
    talk("I'll email two people by Friday", "which skills are critical?")

    assert _open(coach) == []


def test_yes_after_a_question_in_between_saves_nothing(talk: Talk, coach: Coach) -> None:
    replies = talk("I'll email two people by Friday", "which skills are critical?", "yes")

    assert _open(coach) == []
    assert replies[2].action != "confirm_commitment"


def test_a_vague_promise_gets_its_day_in_one_question(talk: Talk, coach: Coach) -> None:
    replies = talk("I'll write to the guild soon", "Thursday", "ok")

    assert "By when?" in replies[0].text
    assert _open(coach) == [("write to the guild", date(2026, 3, 5))]


def test_a_report_and_a_promise_in_one_message_are_both_followed(talk: Talk, coach: Coach) -> None:
    talk("I'll email two people by Friday", "yes")

    replies = talk("I emailed the two people, and I'll call Bo by Sunday", "yes")

    assert "Done: email two people." in replies[0].text
    assert _open(coach) == [("call Bo", date(2026, 3, 8))]


def test_a_yes_and_a_new_promise_in_one_message_are_both_followed(talk: Talk, coach: Coach) -> None:
    replies = talk("I'll email two people by Wednesday", "yes, and I'll also call Bo on Friday", "yes")

    assert "Saved: email two people, by Wednesday, 4 March 2026." in replies[1].text
    assert _open(coach) == [("email two people", date(2026, 3, 4)), ("call Bo", date(2026, 3, 6))]


def test_two_promises_are_saved_by_one_yes_and_undone_by_one_undo(talk: Talk, coach: Coach) -> None:
    talk("I'll call Ana by Wednesday and finish the essay by Friday", "yes")
    assert [text for text, _ in _open(coach)] == ["call Ana", "finish the essay"]

    talk("undo that")

    assert _open(coach) == []


def test_a_missed_promise_is_explained_and_planned_anew(talk: Talk, coach: Coach) -> None:
    talk("I'll email two people by Friday", "yes")

    replies = talk("didn't get to the emails", "I was ill all week", "Sunday then")

    assert _actions(replies) == ["close_commitment", "close_commitment", "move_commitment"]
    assert _open(coach) == [("email two people", date(2026, 3, 8))]


@pytest.mark.parametrize(
    "message",
    [
        "If I finish the course by Friday, could I skip phase 2?",
        "should I email two people by Friday?",
        'my boss said "I\'ll send it by Monday"',
        "I won't manage anything this week",
        "I was going to email them last Friday",
        "my brother will finish by Friday",
        "I'll be 40 on Friday",
        "I'd love to be done by summer",
    ],
)
def test_what_only_looks_like_a_promise_proposes_nothing(talk: Talk, coach: Coach, message: str) -> None:
    (reply,) = talk(message)

    assert reply.action != "propose_commitment"
    assert coach.store.commitments.find("ada") == []


def test_what_somebody_knows_and_has_changes_plan_and_answers(talk: Talk, coach: Coach) -> None:
    replies = talk(
        "I already know Python and Docker, I have 6 hours a week",
        "what do you know about me?",
        "what should I do next?",
        "when will I be done?",
    )

    assert _actions(replies) == ["profile", "profile", "next_tasks", "plan"]
    assert "What you know: Python and Docker" in replies[1].text
    assert "at 6 hours a week" in replies[3].text
    person = coach.store.person("ada")
    assert (person.known_skills, person.hours_per_week) == (("Python", "Docker"), 6)


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("Docker I know, Kubernetes I don't", "Docker"),
        ("I moved from London to Sydney", "Australia/Sydney"),
        ("set my hours to 9", "9 hours a week"),
        ("8h/week", "8 hours a week"),
        ("my free days are tuesday and thursday", "Tuesday and Thursday"),
        ("no tasks on Sundays", "your working days are"),
        ("my quiet hours are 22 to 8", "between 22:00 and 08:00"),
        ("please only write to me in the evenings", "between 22:00 and 18:00"),
        ("I'd like to go from accountant to data engineer", "data engineer"),
    ],
)
def test_what_somebody_tells_of_themselves_is_noted(talk: Talk, message: str, part: str) -> None:
    (reply,) = talk(message)

    assert reply.action == "profile"
    assert part in reply.text


def test_a_plan_asked_for_beside_one_s_hours_counts_with_them(talk: Talk) -> None:
    (reply,) = talk("I have 8 hours a week. When would I be done?")

    assert "you have 8 hours a week" in reply.text
    assert "360 hours at 8 hours a week" in reply.text
    assert "I have assumed" not in reply.text


@pytest.mark.parametrize(
    ("before", "action"),
    [
        ("How long will it take?", "next_tasks"),
        ("Which skills are critical?", "next_tasks"),
        ("What is phase 2 about?", "answer"),  # the phase behind it comes next
    ],
)
def test_what_comes_next_is_one_s_own_step_unless_an_order_was_spoken_of(
    talk: Talk, before: str, action: str
) -> None:
    assert talk(before, "what next?")[-1].action == action


def test_a_task_of_the_roadmap_is_finished_and_taken_back(talk: Talk, coach: Coach) -> None:
    replies = talk("I finished the image classifier", "undo that")

    assert _actions(replies) == ["finish_task", "undo"]
    assert coach.store.progress.done_tasks("ada") == []


def test_next_week_the_review_tells_what_was_kept(talk: Talk, clock: SetClock) -> None:
    talk("I'll email two people by Friday", "yes")
    clock.now = datetime(2026, 3, 6, 17, tzinfo=UTC)
    talk("the emails are sent")
    clock.now = datetime(2026, 3, 9, 8, tzinfo=UTC)

    (reply,) = talk("how did my week go?")

    assert reply.action == "review"
    assert "1 kept, 0 partly done, 0 missed" in reply.text


def test_reminders_stop_by_a_sentence(talk: Talk, coach: Coach) -> None:
    talk("stop reminding me")
    assert not coach.store.person("ada").reminders_on

    talk("turn the reminders back on")
    assert coach.store.person("ada").reminders_on


def test_the_commitments_of_one_person_are_nobody_else_s(talk: Talk, coach: Coach) -> None:
    talk("I'll email two people by Friday", "yes")

    reply = coach.reply(Message("what did I promise?", person_id="bo"))

    assert reply.text == "You have no open commitments."


def test_distress_is_met_before_anything_is_saved(talk: Talk, coach: Coach) -> None:
    replies = talk("I'll email two people by Friday", "I don't want to live any more")

    assert replies[1].action == "refer"
    assert _open(coach) == []
