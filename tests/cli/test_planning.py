"""`pathcoach next`, `plan` and `done`, over the bundled pathway and a frozen clock."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from bot.domain import Person
from bot.store import Store
from tests.conftest import FROZEN

Run = Callable[..., Any]
Refusal = Callable[[Any], str]
Know = Callable[[Person], None]

EDGE = "backend-developer-to-edge-ai-engineer"

pytestmark = pytest.mark.real_model


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Path:
    """A home with an index and nobody's data."""
    return Path(shutil.copytree(built_home, tmp_path / "home"))


@pytest.fixture
def run(pathcoach: Run, home: Path) -> Run:
    """`run("plan", …)` on Monday, 2 March 2026, nine in the morning."""
    return lambda *arguments, **env: pathcoach(*arguments, home=home, **({"PATHCOACH_NOW": FROZEN} | env))


@pytest.fixture
def know(home: Path) -> Iterator[Know]:
    """Keeps what is known of a person."""
    from bot.clock import system_clock

    with Store.open(f"sqlite:///{home / 'store.sqlite'}", clock=system_clock) as store:
        yield store.save_person


def test_the_next_step_is_said_with_its_reason_its_date_and_its_source(run: Run) -> None:
    ran = run("next")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Your next step: work through the Machine Learning Specialization")
    assert "it serves a critical skill, Python for AI/ML" in ran.out
    assert "I have reckoned with 10 hours a week" in ran.out
    assert ran.out.splitlines()[-1].startswith("Sources: [1] Roadmap › Phase 1")


@pytest.mark.parametrize(("hours", "said"), [("2", "2 hours"), ("an hour and a half", "1.5 hours")])
def test_the_time_at_hand_can_be_a_number_or_words(run: Run, hours: str, said: str) -> None:
    assert run("next", "--hours", hours).out.startswith(f"With {said}, work on this: work through")


@pytest.mark.parametrize("hours", ["x", "0", "-1", "nan", "5000"])
def test_what_is_no_amount_of_time_is_refused(run: Run, hours: str) -> None:
    ran = run("next", "--hours", hours)
    assert (ran.code, ran.out) == (2, "")
    assert "an amount of time such as 2" in ran.err


def test_next_as_json_has_a_step_a_line(run: Run) -> None:
    steps = [json.loads(line) for line in run("next", "--limit", "2", "--json").out.splitlines()]

    assert [step["task_id"] for step in steps] == ["1.1", "1.2"]
    assert steps[0] | {"text": ""} == {
        "task_id": "1.1",
        "text": "",
        "phase": 1,
        "state": "planned",
        "skill": "Python for AI/ML",
        "importance": "critical",
        "hours": 26.67,
        "hours_now": 10.0,
        "starts_on": "2026-03-02",
        "ends_on": "2026-03-19",
        "reasons": ["first_of_phase", "critical"],
    }


def test_the_plan_has_a_row_a_phase_a_task_and_a_week(run: Run) -> None:
    ran = run("plan")
    said, _, phases, tasks, weeks = ran.out.split("\n\n")

    assert ran.err == ""
    assert said.startswith("Your plan runs from Monday, 2 March to Friday, 6 November 2026")
    assert [line.split("\t")[0] for line in phases.splitlines()] == ["1", "2", "3", "4", "5"]
    assert {len(line.split("\t")[1]) for line in phases.splitlines()} == {24}
    assert len(tasks.splitlines()) == 15
    assert weeks.splitlines()[0] == f"Mon 2 Mar 2026\t{'█' * 24}\t10 of 10\t1.1"


def test_what_a_person_knows_and_has_changes_the_plan(run: Run, know: Know) -> None:
    know(Person("ana", hours_per_week=6, known_skills=("Python", "Docker")))

    plan = json.loads(run("plan", "--user", "ana", "--json").out)
    assert (plan["pathway_id"], plan["hours_per_week"], plan["assumed_hours"]) == (EDGE, 6, False)
    assert (plan["hours_left"], plan["hours_saved"]) == (306.67, 53.33)
    assert [task["task_id"] for task in plan["tasks"] if task["state"] == "known"] == ["1.1", "1.2"]
    assert "I count Python for AI/ML as known" in run("plan", "--user", "ana").out
    assert json.loads(run("plan", "--json").out)["hours_saved"] == 0  # somebody else


def test_today_is_the_persons_own_day(run: Run, know: Know) -> None:
    know(Person("ana", timezone="Pacific/Auckland"))
    sunday_evening = "2026-03-08T20:00:00+01:00"

    in_auckland = json.loads(run("plan", "--user", "ana", "--json", PATHCOACH_NOW=sunday_evening).out)
    here = json.loads(run("plan", "--json", PATHCOACH_NOW=sunday_evening).out)
    assert (in_auckland["made_on"], here["made_on"]) == ("2026-03-09", "2026-03-08")


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("September", "Not at 10 hours a week: the plan ends on Friday, 6 November 2026"),
        ("2027-01-31", "Yes. At 10 hours a week you are done on Friday, 6 November 2026"),
    ],
)
def test_a_deadline_is_answered(run: Run, by: str, said: str) -> None:
    assert run("plan", "--by", by).out.startswith(said)


def test_a_deadline_as_json_comes_with_the_plan(run: Run) -> None:
    printed = json.loads(run("plan", "--by", "2026-09-01", "--json").out)
    assert (printed["target"], printed["feasible"], printed["hours_needed"]) == ("2026-09-01", False, 14)


def test_what_is_no_day_is_refused(run: Run, refusal: Refusal) -> None:
    assert "“soonish” is no day" in refusal(run("plan", "--by", "soonish"))


def test_the_calendar_goes_into_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("plan", "--ics", str(tmp_path / "plan.ics"))

    assert (ran.code, ran.out) == (0, "")
    assert len(Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")) == 15
    assert run("plan", "--ics", "plan.ics", "--json").code == 2


def test_a_calendar_that_cannot_be_written_is_one_sentence(
    run: Run, refusal: Refusal, tmp_path: Path
) -> None:
    assert "cannot be written" in refusal(run("plan", "--ics", str(tmp_path / "no" / "plan.ics")))


@pytest.mark.parametrize("words", [("1.2",), ("the", "image", "classifier")])
def test_a_task_is_marked_as_done_by_number_or_words(run: Run, words: tuple[str, ...]) -> None:
    ran = run("done", *words)

    assert ran.out.startswith("Marked as done: train a simple image classifier")
    plan = json.loads(run("plan", "--json").out)
    assert [task["task_id"] for task in plan["tasks"] if task["state"] == "done"] == ["1.2"]


def test_done_as_json_says_what_comes_next(run: Run) -> None:
    ran = run("done", "1.1", "--evidence", "https://example.org/certificate", "--json")
    first, again = json.loads(ran.out), json.loads(run("done", "1.1", "--json").out)

    assert (first["task_id"], first["already"], first["done_at"]) == ("1.1", False, FROZEN)
    assert first["evidence_url"] == again["evidence_url"] == "https://example.org/certificate"
    assert [step["task_id"] for step in first["next"]] == ["1.2", "1.3", "2.2"]
    assert again["already"]


def test_an_unsure_task_is_refused_with_the_candidates(run: Run, refusal: Refusal) -> None:
    said = refusal(run("done", "raspberry pi"))

    assert "3.2 (Prepare a Raspberry Pi" in said
    assert "4.1 (Get an object detection" in said
    assert "`pathcoach plan` lists them" in refusal(run("done", "the laundry"))
    assert not [task for task in json.loads(run("plan", "--json").out)["tasks"] if task["state"] == "done"]


def test_evidence_is_a_link(run: Run) -> None:
    assert run("done", "1.1", "--evidence", "my laptop").code == 2


def test_a_pathway_that_is_not_indexed_is_refused_with_those_that_are(run: Run, refusal: Refusal) -> None:
    assert f"there are: {EDGE}." in refusal(run("plan", "--pathway", "cook-to-pilot"))
