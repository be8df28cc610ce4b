"""What is said of a plan: true, cited, and readable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answering.finding import Statement
from bot.bundled import bundled_folder
from bot.composing import Citations, say
from bot.domain import Matches, Pathway, Person, SkillMatch
from bot.pathways.chunks import chunk_pathway
from bot.planning import by, make_plan, next_steps, standing, what_moves_it
from bot.planning.telling import (
    tell_deadline,
    tell_finished,
    tell_hours_at_hand,
    tell_known,
    tell_next,
    tell_plan,
    tell_standing,
)
from bot.prompts import bundled_prompts
from tests.answering.conftest import KEEPER, pathway_of
from tests.planning.conftest import MONDAY

SAY = bundled_prompts()
PYTHON = SkillMatch("Python", "Python for AI/ML", 0.9, to_learn=True, in_part=True)
DOCKER = SkillMatch("Docker", "DevOps (CI/CD, Docker, Kubernetes)", 0.9)
LINKS = {"1.1": "Python for AI/ML", "1.2": "Python for AI/ML", "2.2": "TensorFlow Lite and ONNX"}


@pytest.fixture(scope="module")
def edge() -> Pathway:
    path = Path(bundled_folder("knowledge")) / "backend-developer-to-edge-ai-engineer.md"
    return pathway_of(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="module")
def bees() -> Pathway:
    return pathway_of(KEEPER, "cook-to-beekeeper.md")


def text_of(statements: Sequence[Statement]) -> list[str]:
    return ["\n".join([statement.text, *statement.items]) for statement in statements]


def everything(pathway: Pathway, person: Person) -> list[Statement]:
    """All that can be said of one plan."""
    matches, done = Matches((), {}), ("1.1",)
    plan = make_plan(pathway, matches, person, done, MONDAY)
    before = make_plan(pathway, matches, person, (), MONDAY)
    said = tell_next(plan, pathway, SAY, steps=next_steps(plan))
    said += tell_hours_at_hand(plan, pathway, SAY, steps=next_steps(plan, hours=2), hours=2)
    shifts = what_moves_it(pathway, matches, person, done, MONDAY)
    said += tell_plan(plan, pathway, SAY, shifts=shifts)
    for target in (date(2026, 3, 4), date(2026, 6, 1), date(2028, 1, 1)):
        said += tell_deadline(by(pathway, matches, person, done, MONDAY, target), pathway, SAY)
    said += tell_known(before, plan, pathway, SAY, matches=(SkillMatch("x", None, 0.0),))
    said += tell_finished("1.1", plan, pathway, SAY)
    return said


# --- all of it ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["edge", "bees"])
def test_every_quote_stands_verbatim_in_its_chunk(name: str, request: pytest.FixtureRequest) -> None:
    pathway = request.getfixturevalue(name)
    chunks = {chunk.chunk_id: chunk.text for chunk in chunk_pathway(pathway)}
    facts = [fact for said in everything(pathway, Person("ana")) for fact in said.rests_on]

    assert facts
    assert [fact for fact in facts if fact.quote not in chunks[fact.chunk_id]] == []


@pytest.mark.parametrize("name", ["edge", "bees"])
def test_all_is_said_in_whole_sentences_with_marks(name: str, request: pytest.FixtureRequest) -> None:
    pathway = request.getfixturevalue(name)
    chunks = {chunk.chunk_id: chunk for chunk in chunk_pathway(pathway)}
    citations = Citations(chunks.__getitem__)

    for statement in everything(pathway, Person("ana", hours_per_week=6)):
        assert "!" not in statement.text
        assert statement.items or statement.text.endswith(".")
        assert statement.text[0].isupper() or statement.text[0] == "“"
        assert ("[" in say(statement, citations)) == bool(statement.rests_on)
    assert citations.all()


# --- next -----------------------------------------------------------------------------------------


def test_the_next_steps_come_with_reason_hours_and_dates(edge: Pathway) -> None:
    ana = Person("ana", hours_per_week=6)
    plan = make_plan(edge, Matches((), LINKS), ana, {"1.1"}, MONDAY)
    said = text_of(tell_next(plan, edge, SAY, steps=next_steps(plan, most=2)))

    assert said == [
        "Your next step: train a simple image classifier with TensorFlow and run it on your own laptop.",
        "You have begun phase 1, Foundations of AI and Edge Computing, and this is the first task that is "
        "open there; it serves a critical skill, Python for AI/ML.",
        "Plan 6 hours for it this week; it takes about 27 hours in all, until Wednesday, 1 April 2026.",
        "After that: study Daniel Situnayake's book 'Edge AI: A Practical Guide' (his published book is "
        "called 'AI at the Edge'), by Friday, 1 May 2026.",
    ]


def test_hours_that_were_assumed_are_called_so_and_others_are_not(edge: Pathway) -> None:
    def told(person: Person, pathway: Pathway, words: str) -> bool:
        plan = make_plan(pathway, Matches(), person, (), MONDAY)
        return any(words in line for line in text_of(tell_plan(plan, pathway, SAY)))

    stated = replace(edge, hours_stated=True)
    assert told(Person("ben"), stated, "assumed 10 hours a week, as the pathway does")
    assert told(Person("ben"), edge, "reckoned with 10 hours a week")
    assert not told(Person("ben"), edge, "as the pathway does")
    assert not told(Person("ana", hours_per_week=10), stated, "assumed")


def test_a_step_that_lies_ahead_has_its_first_day(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, Matches(), replace(ana, started_on=date(2026, 4, 1)), (), MONDAY)
    said = text_of(tell_next(plan, keeper, SAY, steps=next_steps(plan, most=1)))
    assert said[-1] == "You start on Wednesday, 1 April 2026; it takes 10 hours, until Tuesday, 7 April 2026."


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (2, ["With 2 hours, work on this: read about bees.",
             "It takes 10 hours in all, so you get through about a fifth of it."]),
        (0.5, ["With 30 minutes, work on this: read about bees.",
               "It takes 10 hours in all, so you get through about 5% of it."]),
        (13, ["In 13 hours you can finish this: read about bees.",
              "Spend the rest, 3 hours, on this: open a hive.",
              "It takes 10 hours in all, so you get through about a third of it."]),
        (60, ["In 60 hours you can finish this: read about bees.",
              "Then there is time for all of this: open a hive.",
              "Then there is time for all of this: build a hive.",
              "Then there is time for all of this: sell the honey.",
              "That is all that is left of the roadmap."]),
    ],
)  # fmt: skip
def test_hours_at_hand_are_a_part_or_several_tasks(
    keeper: Pathway, ana: Person, hours: float, said: list[str]
) -> None:
    plan = make_plan(keeper, Matches(), ana, (), MONDAY)
    steps = next_steps(plan, most=9, hours=hours)
    assert text_of(tell_hours_at_hand(plan, keeper, SAY, steps=steps, hours=hours)) == said


def test_who_has_nothing_left_is_told_so(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, Matches(), ana, {"1.1", "1.2", "2.1", "2.2"}, MONDAY)
    nothing = "Nothing is left to do on this roadmap: every task is done, or about something that you know."

    assert text_of(tell_next(plan, keeper, SAY, steps=next_steps(plan))) == [nothing]
    assert text_of(tell_hours_at_hand(plan, keeper, SAY, steps=[], hours=2)) == [nothing]
    assert text_of(tell_plan(plan, keeper, SAY)) == [nothing]


# --- the plan and its end -------------------------------------------------------------------------


def test_the_plan_is_said_by_phase_with_what_is_left_out_and_what_moves_it(
    keeper: Pathway, ana: Person, links: dict[str, str]
) -> None:
    hives = SkillMatch("hives", "Hives", 1.0, to_learn=True)
    situation = (keeper, Matches((hives,), links), ana, {"1.1"}, MONDAY)
    said = text_of(tell_plan(make_plan(*situation), keeper, SAY, shifts=what_moves_it(*situation)))

    assert said == [
        "Your plan runs from Monday, 2 March to Friday, 13 March 2026, 12 days: 20 hours at 10 hours a week.",
        "Phase by phase\n"
        "Phase 1, Part 1: nothing left to do (1 task done, 1 task left out)\n"
        "Phase 2, Part 2: Monday, 2 March to Friday, 13 March, 20 hours (1 task left out)",
        "I count Hives as known, so I have left out 2 tasks. That saves 30 hours.",
        "With 12 hours a week it would end 1 day earlier, on Thursday, 12 March.",
        "With 8 hours a week it would end 5 days later, on Wednesday, 18 March.",
    ]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (date(2026, 5, 8), ["Yes. At 10 hours a week you are done on Friday, 10 April 2026, 4 weeks before "
                            "Friday, 8 May 2026.", "Even 6 hours a week would be enough."]),
        (date(2026, 4, 10), ["Yes, just: at 10 hours a week you are done on Friday, 10 April 2026."]),
        (date(2026, 3, 27), ["Not at 10 hours a week: the plan ends on Friday, 10 April 2026, 2 weeks after "
                             "Friday, 27 March 2026.",
                             "With 15 hours a week you would be done on Friday, 27 March 2026."]),
        (date(2026, 3, 3), ["Not at 10 hours a week: the plan ends on Friday, 10 April 2026, about 5 weeks "
                            "after Tuesday, 3 March 2026.",
                            "It is too late for that day: 60 hours are left, and even 60 hours a week would "
                            "not be enough."]),
        (date(2026, 2, 1), ["Sunday, 1 February 2026 is over. At 10 hours a week the plan ends on Friday, "
                            "10 April 2026."]),
    ],
)  # fmt: skip
def test_a_deadline_is_answered_with_what_it_would_take(
    keeper: Pathway, ana: Person, target: date, said: list[str]
) -> None:
    assert text_of(tell_deadline(by(keeper, Matches(), ana, (), MONDAY, target), keeper, SAY)) == said


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ({"1.1"}, "You are 1 week behind the plan of Monday, 2 March 2026: it would have ended on Friday, "
                  "10 April 2026, and now it ends on Friday, 17 April 2026. Nothing piles up; it goes on "
                  "from today."),
        ({"1.1", "1.2"}, "You are where the plan of Monday, 2 March 2026 wants you to be: it ends on Friday, "
                         "10 April 2026."),
        ({"1.1", "2.1"}, "You are 1 week ahead of the plan of Monday, 2 March 2026: it would have ended on "
                         "Friday, 10 April 2026, and now it ends on Friday, 3 April 2026."),
    ],
)  # fmt: skip
def test_who_asks_is_told_how_they_stand(keeper: Pathway, ana: Person, done: set[str], said: str) -> None:
    situation = (keeper, Matches(), replace(ana, started_on=MONDAY), done, date(2026, 3, 16))
    stands = standing(*situation)
    assert stands is not None
    assert text_of(tell_standing(stands, make_plan(*situation), keeper, SAY)) == [said]


def test_without_a_start_or_an_end_nobody_is_behind(keeper: Pathway, ana: Person) -> None:
    later = replace(ana, started_on=date(2026, 4, 1))
    finished = replace(ana, started_on=MONDAY)

    assert standing(keeper, Matches(), ana, (), MONDAY) is None
    assert standing(keeper, Matches(), later, (), MONDAY) is None
    assert standing(keeper, Matches(), finished, {"1.1", "1.2", "2.1", "2.2"}, MONDAY) is None


# --- what changes ---------------------------------------------------------------------------------


def test_knowing_a_skill_says_what_it_takes_off_and_what_it_does_not(edge: Pathway) -> None:
    ana = Person("ana", hours_per_week=10)
    before = make_plan(edge, Matches((), LINKS), ana, (), MONDAY)
    after = make_plan(edge, Matches((PYTHON, DOCKER), LINKS), ana, (), MONDAY)
    cooking = SkillMatch("cooking", None, 0.0)

    assert text_of(tell_known(before, after, edge, SAY, matches=(PYTHON, DOCKER, cooking))) == [
        "I take “Python” as Python for AI/ML. If you know only a part of that, take it off your skills "
        "again, and its tasks come back.",
        "“Docker” belongs to DevOps (CI/CD, Docker, Kubernetes), which you bring along anyway. It takes "
        "nothing off the plan.",
        "“cooking” is none of this pathway's skills, so it does not change the plan.",
        "That takes about 53 hours off, because these tasks are left out\n"
        "Work through the Machine Learning Specialization by Andrew Ng on Coursera, to the end\n"
        "Train a simple image classifier with TensorFlow and run it on your own laptop",
        "The plan now ends on Thursday, 1 October 2026, about 5 weeks earlier.",
    ]
    assert text_of(tell_known(after, before, edge, SAY, matches=())) == [
        "That puts about 53 hours back.",
        "The plan now ends on Friday, 6 November 2026, about 5 weeks later.",
    ]


def test_a_skill_that_no_task_is_about_leaves_the_plan_as_it_is(edge: Pathway) -> None:
    rtos = SkillMatch("RTOS", "Real-Time Operating Systems (RTOS)", 1.0, to_learn=True)
    plan = make_plan(edge, Matches((), LINKS), Person("ana"), (), MONDAY)

    assert text_of(tell_known(plan, plan, edge, SAY, matches=(rtos,))) == [
        "You know Real-Time Operating Systems (RTOS).",
        "No open task is about it, so the plan stays as it is.",
    ]


def test_a_finished_task_is_followed_by_the_next_one_and_the_end(keeper: Pathway, ana: Person) -> None:
    plan = make_plan(keeper, Matches(), ana, {"1.1"}, MONDAY)

    following = ["Next: open a hive, by Friday, 6 March 2026.", "The plan ends on Friday, 3 April 2026."]
    assert text_of(tell_finished("1.1", plan, keeper, SAY)) == [
        "Marked as done: read about bees.",
        *following,
    ]
    already = tell_finished("1.1", plan, keeper, SAY, already_on=date(2026, 2, 20))
    assert (
        text_of(already)[0]
        == "This was marked as done already, on Friday, 20 February 2026: read about bees."
    )
