"""An update is checked, and touches what it names alone."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Holiday, Person
from bot.errors import ProfileError
from bot.profile.update import ProfileUpdate, apply_update, changed_fields, times_messages

TODAY = date(2026, 3, 2)
ADA = Person("ada", "Ada", known_skills=("Python", "C++"))
EVERYTHING = ProfileUpdate(
    from_role="clerk",
    to_role="baker",
    pathway_id="baking",
    hours_per_week=6,
    started_on=TODAY,
    timezone="Europe/Oslo",
    add_skills=("Docker",),
    working_days=(5, 0),
    quiet=(time(22), time(7)),
    add_holidays=(Holiday(date(2026, 7, 1), date(2026, 7, 14)),),
    reminders_on=False,
    nudges_per_day=1,
)


def apply(person: Person = ADA, **values: Any) -> Person:
    return apply_update(person, ProfileUpdate(**values), today=TODAY)


def test_everything_that_is_told_is_there_and_the_rest_as_it_was() -> None:
    assert apply_update(ADA, EVERYTHING, today=TODAY) == Person(
        "ada",
        "Ada",
        "Europe/Oslo",
        "baking",
        "clerk",
        "baker",
        6.0,
        TODAY,
        ("Python", "C++", "Docker"),
        (0, 5),
        time(22),
        time(7),
        (Holiday(date(2026, 7, 1), date(2026, 7, 14)),),
        False,
        1,
    )
    assert apply() == ADA


@pytest.mark.parametrize("name", sorted({field.name for field in fields(Person)} - {"person_id"}))
def test_every_field_can_be_set_back(name: str) -> None:
    whole = apply_update(ADA, EVERYTHING, today=TODAY)

    back = apply(whole, reset=(name,))

    assert getattr(back, name) == getattr(Person("ada"), name)
    assert changed_fields(whole, back) == {name}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"hours_per_week": 0}, "0 hours a week"),
        ({"hours_per_week": -3}, "-3 hours"),
        ({"hours_per_week": 100.5}, "at most 100"),
        ({"hours_per_week": float("nan")}, "nan hours"),
        ({"hours_per_week": float("inf")}, "inf hours"),
        ({"timezone": "Europe/Osloo"}, "Did you mean Europe/Oslo"),
        ({"working_days": ()}, "at least one working day"),
        ({"working_days": (7,)}, "at least one working day"),
        ({"quiet": (time(8, 30), time(8))}, "08:30 to 08:00 leave no hour"),
        ({"nudges_per_day": 21}, "0 to 20"),
        ({"nudges_per_day": -1}, "0 to 20"),
        ({"to_role": "x" * 81}, "too long.*80"),
        ({"to_role": " \n"}, "needs a word"),
        ({"from_role": "my name is Ana"}, "who you are"),
        ({"add_skills": ("password: hunter2",)}, "do not keep"),
        ({"add_skills": ("I have ADHD",)}, "health"),
        ({"add_skills": tuple(f"skill {n}" for n in range(101))}, "at most 100 skills"),
        ({"drop_skills": ("Pyton",)}, "“Pyton” is not among.*Python"),
        ({"drop_skills": ("welding",)}, "Python, C\\+\\+"),
        ({"add_holidays": (Holiday(date(2026, 7, 2), date(2026, 7, 1)),)}, "2026-07-02..2026-07-01"),
        ({"add_holidays": (Holiday(date(2026, 7, 2), date(2040, 7, 1)),)}, "five years"),
        ({"started_on": date(1990, 1, 1)}, "1990-01-01 is too far"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ProfileError, match=sentence) as refused:
        apply(**values)
    assert "\n" not in str(refused.value)


def test_a_secret_is_not_repeated_in_the_refusal() -> None:
    with pytest.raises(ProfileError) as refused:
        apply(add_skills=("my password is hunter2",))
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("hours", [0.5, 6, 100])
def test_hours_that_a_week_has_are_kept(hours: float) -> None:
    assert apply(hours_per_week=hours).hours_per_week == hours


@pytest.mark.parametrize(("written", "kept"), [("Oslo", "Europe/Oslo"), ("europe/oslo", "Europe/Oslo")])
def test_a_timezone_is_kept_by_its_full_name(written: str, kept: str) -> None:
    assert apply(timezone=written).timezone == kept


def test_equal_quiet_hours_mean_none_and_long_ones_leave_an_hour() -> None:
    assert apply(quiet=(time(9), time(9))).quiet_until == time(9)
    assert apply(quiet=(time(9), time(8))).quiet_until == time(8)


def test_a_skill_is_known_once_in_the_words_in_which_it_was_first_said() -> None:
    assert apply(add_skills=("python", " Embedded\n C ", "embedded c")).known_skills == (
        "Python",
        "C++",
        "Embedded C",
    )
    assert apply(add_skills=("Go",), drop_skills=("PYTHON",)).known_skills == ("C++", "Go")


def test_holidays_that_meet_or_overlap_are_one() -> None:
    july = [Holiday(date(2026, 7, first), date(2026, 7, last)) for first, last in ((10, 14), (1, 3), (4, 5))]
    overlapping = Holiday(date(2026, 7, 12), date(2026, 7, 20))

    found = apply(add_holidays=(*july, overlapping, july[0])).holidays

    assert found == (
        Holiday(date(2026, 7, 1), date(2026, 7, 5)),
        Holiday(date(2026, 7, 10), date(2026, 7, 20)),
    )


@pytest.mark.parametrize(
    ("update", "times"),
    [
        (ProfileUpdate(), False),
        (
            ProfileUpdate(hours_per_week=6, nudges_per_day=1, add_skills=("Go",), reset=("known_skills",)),
            False,
        ),
        (ProfileUpdate(timezone="Oslo"), True),
        (ProfileUpdate(working_days=(0,)), True),
        (ProfileUpdate(quiet=(time(), time())), True),
        (ProfileUpdate(add_holidays=(Holiday(TODAY, TODAY),)), True),
        (ProfileUpdate(reminders_on=False), True),
        (ProfileUpdate(reset=("quiet_from",)), True),
    ],
)
def test_what_says_when_someone_may_be_written_to_is_known(update: ProfileUpdate, times: bool) -> None:
    assert times_messages(update) is times


@given(st.lists(st.text(max_size=100), max_size=6))
def test_any_skills_are_kept_clean_or_refused(skills: list[str]) -> None:
    try:
        known = apply(Person("ada"), add_skills=tuple(skills)).known_skills
    except ProfileError:
        return
    assert all(skill == " ".join(skill.split()) and skill.isprintable() for skill in known)
    assert len({skill.casefold() for skill in known}) == len(known)
