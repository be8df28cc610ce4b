"""What somebody says of themselves is noted and said back; what is nobody's business is not kept."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.coaching import Desk
from bot.coaching.knowing import profile
from bot.coaching.looking_back import undo
from bot.coaching.reporting import finish_task
from bot.domain import Holiday, Person
from bot.profile import ProfileUpdate
from tests.coaching.conftest import ADA, Sit, said

pytestmark = pytest.mark.real_model
NOBODY = Person(ADA, timezone="Europe/Oslo")


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        ("I have 6 hours a week", "you have 6 hours a week"),
        ("I live in New York", "your timezone is America/New_York, where it is 03:00"),
        ("I'm off from 1 to 14 July", "you are off from Wednesday, 1 July 2026 to Tuesday, 14 July 2026"),
        ("I'm off on Friday", "you are off on Friday, 6 March 2026"),
        ("my free days are tuesday and thursday", "your working days are Tuesday and Thursday"),
        ("no tasks on Sundays", "your working days are Monday, Tuesday, Wednesday, Thursday and Friday"),
        ("no nudges before 10 please", "I write nothing between 21:00 and 10:00"),
        ("please only write to me in the evenings", "I write nothing between 22:00 and 18:00"),
        ("I start on 1 April", "you start on Wednesday, 1 April 2026"),
        ("at most two reminders a day", "at most 2 reminders a day"),
        (
            "I'd like to go from accountant to data engineer",
            "you are an accountant now and you want to become a data engineer",
        ),
    ],
)
def test_what_is_noted_is_said_back_and_can_be_taken_back(
    sit: Sit, desk: Desk, words: str, noted: str
) -> None:
    finding = profile(sit(), words)

    assert said(finding).startswith(f"Noted: {noted}.")
    assert said(finding).endswith("If I got that wrong, say undo.")
    if desk.store.person(ADA) != NOBODY:  # where the days are what they were, nothing has changed
        undo(sit())
    assert desk.store.person(ADA) == NOBODY


def test_what_is_noted_is_kept(sit: Sit, desk: Desk) -> None:
    profile(sit(), "I have 6 hours a week, I'm off from 1 to 14 July and my quiet hours are 22 to 7")

    person = desk.store.person(ADA)
    assert person.hours_per_week == 6
    assert person.holidays == (Holiday(date(2026, 7, 1), date(2026, 7, 14)),)
    assert (person.quiet_from, person.quiet_until) == (time(22), time(7))


def test_a_known_skill_shortens_the_plan_and_the_coach_says_how(sit: Sit, desk: Desk) -> None:
    finding = profile(sit(), "I already know Python and Docker")

    assert desk.store.person(ADA).known_skills == ("Python", "Docker")
    assert "I take “Python” as Python for AI/ML." in said(finding)
    assert "earlier." in said(finding)


def test_without_a_pathway_known_skills_are_said_back(sit: Sit) -> None:
    assert said(profile(sit(pathway=None), "I know SQL")).startswith("Noted: you know SQL.")


def test_a_skill_is_known_and_another_taken_off_in_one_breath(sit: Sit, desk: Desk) -> None:
    desk.profiles.update(ADA, ProfileUpdate(add_skills=("Kubernetes",)))

    profile(sit(), "Docker I know, Kubernetes I don't")

    assert desk.store.person(ADA).known_skills == ("Docker",)


def test_other_hours_move_the_end_of_the_plan(sit: Sit) -> None:
    assert "The plan now ends on " in said(profile(sit(), "I have 5 hours a week"))
    assert "The plan" not in said(profile(sit(pathway=None), "I have 4 hours a week"))


def test_what_is_known_already_is_nothing_new(sit: Sit, desk: Desk) -> None:
    profile(sit(), "I know Python")

    assert said(profile(sit(), "i know python")) == "I knew that already."
    assert len(desk.store.history.changes(ADA)) == 1


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("I know my password: hunter22", "which I do not keep"),
        ("I'm a diabetic", "which I do not keep"),
    ],
)
def test_what_is_none_of_the_coach_s_business_is_not_kept(
    sit: Sit, desk: Desk, words: str, refused: str
) -> None:
    finding = profile(sit(), words)

    assert refused in said(finding)
    assert desk.store.person(ADA) == NOBODY


def test_beside_what_is_refused_the_rest_is_kept(sit: Sit, desk: Desk) -> None:
    finding = profile(sit(), "I'm a diabetic and I have 5 hours a week")

    assert "you have 5 hours a week" in said(finding)
    assert "which I do not keep" in said(finding)
    assert desk.store.person(ADA).hours_per_week == 5


def test_a_place_that_is_unknown_is_said_to_be_with_the_nearest(sit: Sit, desk: Desk) -> None:
    finding = profile(sit(), "I live in Lisbonn")

    assert said(finding).startswith("There is no timezone 'Lisbonn'. Did you mean Europe/Lisbon")
    assert desk.store.person(ADA) == NOBODY


def test_hours_that_cannot_be_are_refused(sit: Sit, desk: Desk) -> None:
    finding = profile(sit(), "I have 150 hours a week")

    assert said(finding).startswith("150 hours a week cannot be planned.")
    assert desk.store.person(ADA) == NOBODY


def test_who_asks_what_is_known_is_told_all_of_it(sit: Sit, desk: Desk) -> None:
    update = ProfileUpdate(
        from_role="nurse",
        to_role="data analyst",
        add_skills=("SQL",),
        hours_per_week=6,
        started_on=date(2026, 3, 2),
        working_days=(1, 3),
        quiet=(time(22), time(7)),
        add_holidays=(Holiday(date(2026, 7, 1), date(2026, 7, 14)),),
        reminders_on=False,
    )
    desk.profiles.update(ADA, update)
    finish_task(sit(), "1.1")

    known = said(profile(sit(), "what do you know about me?"))

    for part in (
        "Your role now: nurse",
        "What you want to become: data analyst",
        "What you know: SQL",
        "Hours a week: 6",
        "Start: Monday, 2 March 2026",
        "Timezone: Europe/Oslo",
        "Working days: Tuesday and Thursday",
        "Quiet hours: 22:00 to 07:00",
        "Off from Wednesday, 1 July 2026 to Tuesday, 14 July 2026",
        "Reminders are off",
        "Finished tasks of the roadmap: 1",
    ):
        assert part in known


def test_of_a_stranger_nothing_is_known(sit: Sit, desk: Desk) -> None:
    desk.profiles.update(ADA, ProfileUpdate(reset=("timezone",)))

    assert said(profile(sit(), "what do you know about me?")).startswith("I know nothing of you yet.")
