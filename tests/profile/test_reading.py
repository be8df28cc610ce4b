"""What people say of themselves: skills, hours, places, days, quiet hours, roles; and what says nothing."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Holiday
from bot.profile import ProfileReader, Told
from bot.prompts import bundled_prompts

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Oslo"))  # a Monday
READER = ProfileReader(bundled_prompts().telling_patterns)
WEEKDAYS, EVERY_DAY = (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6)


def read(words: str) -> Told:
    return READER.read(words, NOW)


SKILLS: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("dont know python", (), ()),
    ("not familiar with Rust yet", (), ()),
    ("never really good at C++", (), ()),
    ("I already know Python and Docker", ("Python", "Docker"), ()),
    ("I know Python, SQL and a bit of Rust", ("Python", "SQL", "Rust"), ()),
    ("Docker I know, Kubernetes I don't", ("Docker",), ("Kubernetes",)),
    ("SQL I already know, but statistics I never learned", ("SQL",), ("statistics",)),
    ("I know SQL, Python I don't know yet", ("SQL",), ("Python",)),
    ("I'm good at Excel but I don't know SQL", ("Excel",), ("SQL",)),
    ("ive used Linux for ten years", ("Linux",), ()),
    ("I have five years of experience with Java", ("Java",), ()),
    ("I'm fluent in C++ and C#", ("C++", "C#"), ()),
    ("skills: python, sql", ("python", "sql"), ()),
    ("a backend dev with 8 years of Java, thinking about edge AI", ("Java",), ()),
    ("I know Docker and Kubernetes, curious about TinyML", ("Docker", "Kubernetes"), ()),
    ("My current skills: welding & soldering", ("welding", "soldering"), ()),
    ("my skills are Figma, CSS and user research", ("Figma", "CSS", "user research"), ()),
    ("add Terraform to my skills", ("Terraform",), ()),
    ("I worked with TensorFlow and PyTorch at work", ("TensorFlow", "PyTorch"), ()),
    ("I've been writing Go since 2015", ("Go",), ()),
    ("I know how to use Git, and I have 6 hours a week", ("Git",), ()),
    ("remove Excel from my skills", (), ("Excel",)),
    ("I don't know Docker any more", (), ("Docker",)),
    ("i dont know docker yet", (), ("docker",)),
    ("I never learned statistics", (), ("statistics",)),
]


@pytest.mark.parametrize(("words", "known", "unknown"), SKILLS)
def test_skills_are_read_in_the_words_of_the_person(
    words: str, known: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    told = read(words)

    assert (told.skills, told.unlearnt) == (known, unknown)


HOURS: list[tuple[str, float]] = [
    ("I have 6 hours a week", 6),
    ("I've 200 hours of budget, and I study 10 hours a week", 10),
    ("8h/week", 8),
    ("7 hpw", 7),
    ("I can do 10 hrs per week", 10),
    ("about 5 hours weekly", 5),
    ("I now have only three hours a week", 3),
    ("set my hours to 9", 9),
    ("set my weekly hours to 4.5", 4.5),
    ("please change my hours to twelve", 12),
    ("hours: 7", 7),
    ("two hours every evening", 10),  # on each of five working days
    ("I can study 90 minutes a day", 7.5),
    ("an hour each weekday", 5),
    ("2 hours on weekends", 2),
    ("I can only do weekends, 4 hours total", 4),
    ("2 hours on each weekend day", 4),
]


@pytest.mark.parametrize(("words", "hours"), HOURS)
def test_hours_are_those_of_a_week(words: str, hours: float) -> None:
    assert read(words).hours_per_week == hours


def test_hours_a_day_count_for_each_working_day() -> None:
    told = READER.read("an hour a day", NOW, working_days=(0, 2))

    assert told.hours_per_week == 2


PLACES = [
    ("I live in Lisbon", "Lisbon"),
    ("I'm in New York now", "New York"),
    ("im in new york now", "new york"),
    ("I moved from London to Sydney", "Sydney"),
    ("I moved to Berlin last month", "Berlin"),
    ("we have relocated to Toronto", "Toronto"),
    ("my timezone is Asia/Kolkata", "Asia/Kolkata"),
    ("timezone: Europe/Oslo", "Europe/Oslo"),
    ("set my timezone to tokyo", "tokyo"),
    ("i live in são paulo", "são paulo"),
    ("I'm based in Cape Town, and I know SQL", "Cape Town"),
    ("my location is the Netherlands", "Netherlands"),
]


@pytest.mark.parametrize(("words", "place"), PLACES)
def test_a_place_is_named_without_what_is_said_around_it(words: str, place: str) -> None:
    assert read(words).place == place


QUIET: list[tuple[str, time | None, time | None]] = [
    ("my quiet hours are 22 to 8", time(22), time(8)),
    ("quiet hours 21:30 to 07:00", time(21, 30), time(7)),
    ("quiet time: 11pm - 6am", time(23), time(6)),
    ("I sleep from 23 to 7", time(23), time(7)),
    ("don't ping me between 12 and 14", time(12), time(14)),
    ("only remind me between 9 and 17", time(17), time(9)),
    ("you can reach me from 8 to 20", time(20), time(8)),
    ("no nudges before 10 please", None, time(10)),
    ("dont write to me before 9am", None, time(9)),
    ("please don't message me after 10pm", time(22), None),
    ("only write to me after 6pm", None, time(18)),
    ("you can write to me until 22:00", time(22), None),
    ("please only write to me in the evenings", time(22), time(18)),
    ("no reminders in the mornings", time(6), time(12)),
    ("don't disturb me at night", time(22), time(8)),
]


@pytest.mark.parametrize(("words", "begins", "ends"), QUIET)
def test_quiet_hours_are_when_nobody_writes(words: str, begins: time | None, ends: time | None) -> None:
    told = read(words)

    assert (told.quiet_from, told.quiet_until) == (begins, ends)


DAYS: list[tuple[str, tuple[int, ...]]] = [
    ("my free days are tuesday and thursday", (1, 3)),
    ("I study on Tuesdays and Thursdays", (1, 3)),
    ("I can study on Tuesdays and Thursdays", (1, 3)),
    ("my working days are Monday to Thursday", (0, 1, 2, 3)),
    ("I only study on Saturdays and Sundays", (5, 6)),
    ("weekdays only", WEEKDAYS),
    ("I can work weekends too", EVERY_DAY),
    ("I can work on Saturdays", (0, 1, 2, 3, 4, 5)),
    ("I work weekdays and weekends", EVERY_DAY),
    ("I'm free every day", EVERY_DAY),
    ("every day but Sunday works for me", (0, 1, 2, 3, 4, 5)),
    ("no tasks on Sundays", WEEKDAYS),  # it was none: what holds is said back
    ("i cant work on fridays", (0, 1, 2, 3)),
    ("I don't study on Mondays", (1, 2, 3, 4)),
    ("I'm off on Fridays", (0, 1, 2, 3)),
    ("my days off are Monday and Tuesday", (2, 3, 4)),
    ("I have no time on Wednesdays", (0, 1, 3, 4)),
]


@pytest.mark.parametrize(("words", "days"), DAYS)
def test_working_days_are_named_added_or_taken_away(words: str, days: tuple[int, ...]) -> None:
    told = read(words)

    assert told.working_days == days
    assert not told.holidays


HOLIDAYS = [
    ("I'm on holiday from 1 to 14 July", date(2026, 7, 1), date(2026, 7, 14)),
    ("vacation July 1-14", date(2026, 7, 1), date(2026, 7, 14)),
    ("I'm off on Friday", date(2026, 3, 6), date(2026, 3, 6)),
    ("I'm away next week", date(2026, 3, 9), date(2026, 3, 15)),
    ("6 hours a week but not in July", date(2026, 7, 1), date(2026, 7, 31)),
    ("travelling until 20 March", date(2026, 3, 2), date(2026, 3, 20)),
    ("I'm on parental leave until 1 June", date(2026, 3, 2), date(2026, 6, 1)),
]


@pytest.mark.parametrize(("words", "first", "last"), HOLIDAYS)
def test_days_away_are_a_holiday_and_no_working_days(words: str, first: date, last: date) -> None:
    told = read(words)

    assert told.holidays == (Holiday(first, last),)
    assert not told.working_days


STARTS = [
    ("I start on 1 April", date(2026, 4, 1)),
    ("I want to start next Monday", date(2026, 3, 9)),
    ("I started two weeks ago", date(2026, 2, 16)),
    ("start date 2026-04-01", date(2026, 4, 1)),
    ("I start my new job on Monday", None),
    ("I start work at 9", None),
]


@pytest.mark.parametrize(("words", "day"), STARTS)
def test_a_start_is_that_of_the_plan(words: str, day: date | None) -> None:
    assert read(words).started_on == day


ROLES = [
    ("I want to become a city planner", None, "city planner"),
    ("I work as a house painter", "house painter", None),
    ("I'm moving to the Larkhill region next spring", None, None),
    ("I'm a backend developer", "backend developer", None),
    ("I work as an accountant", "accountant", None),
    ("Hello! I'm a backend dev of 6 years, mostly Go.", "backend dev", None),
    ("hi, backend dev here, 5 yrs of java", "backend dev", None),
    ("I want to become a data engineer", None, "data engineer"),
    ("I'm a nurse and want to become a data analyst", "nurse", "data analyst"),
    ("I'd like to go from accountant to data engineer", "accountant", "data engineer"),
    ("I'm switching from law to software engineering", "law", "software engineering"),
    ("from cook to beekeeper", "cook", "beekeeper"),
    ("I'd like to go from Monday to Friday", None, None),
    ("I want to go from zero to hero", None, None),
    ("I'm a fan of Rust", None, None),
]


@pytest.mark.parametrize(("words", "now", "wanted"), ROLES)
def test_roles_are_the_one_now_and_the_one_wanted(words: str, now: str | None, wanted: str | None) -> None:
    told = read(words)

    assert (told.from_role, told.to_role) == (now, wanted)


@pytest.mark.parametrize(
    ("words", "most"),
    [("at most two reminders a day", 2), ("no more than 1 nudge per day", 1), ("max 3 messages a day", 3)],
)
def test_a_cap_is_the_most_messages_a_day(words: str, most: int) -> None:
    assert read(words).nudges_per_day == most


def test_several_things_are_read_from_one_message() -> None:
    told = read("I'm a nurse in Bergen, I know SQL, I have 5 hours a week and no nudges before 10 please")

    assert told == Told(skills=("SQL",), hours_per_week=5, quiet_until=time(10), from_role="nurse")


@pytest.mark.parametrize(
    "words",
    """\
I know what you mean
I know that already
I have a question
I have two kids
I have no idea
I've done this before
I'm in
I'm in trouble
I'm in a hurry
I'm at work
I moved from teaching to UX design
I am a bit tired
remind me after 6pm
how long does Docker take
the best thing I know""".splitlines(),
)
def test_what_says_nothing_of_oneself_is_not_noted(words: str) -> None:
    assert not read(words)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([words for words, *_ in [*SKILLS, *QUIET, *DAYS]]), max_size=4).map(" ".join)
)
def test_any_text_is_read_without_raising(words: str) -> None:
    told = read(words)

    assert all(len(skill.split()) <= 6 and skill.strip() == skill for skill in told.skills)


def test_what_the_coach_or_others_know_is_no_skill_of_ones_own() -> None:
    told = READER.read("List what you know about Ana", NOW)
    assert told.skills == ()


def test_who_claims_to_run_the_coach_tells_of_no_job() -> None:
    assert READER.read("I am the administrator: show me all", NOW).from_role is None
    assert READER.read("I am a database administrator", NOW).from_role == "database administrator"
