"""`pathcoach commitments`, `review`, `remind` and `undo`: promised, followed up, taken back by commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]

MONDAY = "2026-03-02T09:00:00+01:00"
FRIDAY = "2026-03-06T09:00:00+01:00"
NEXT_MONDAY = "2026-03-09T09:00:00+01:00"

pytestmark = pytest.mark.usefixtures("offset")


@pytest.fixture
def offset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine elsewhere: the zone comes with the frozen clock."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")


@pytest.fixture
def at(pathcoach: Pathcoach) -> Callable[..., Any]:
    """`at(MONDAY, "commitments", …)` runs a command at that time."""

    def run(now: str, *arguments: str, **options: Any) -> Any:
        return pathcoach(*arguments, PATHCOACH_NOW=now, **options)

    return run


@pytest.fixture
def add(at: Callable[..., Any]) -> Callable[..., str]:
    """`add("Read by Friday")` promises on Monday and returns the id."""

    def run(*words: str) -> str:
        return str(json.loads(at(MONDAY, "commitments", "add", *words, "--json").out)["commitment_id"])

    return run


def test_a_promise_is_saved_with_its_date_and_listed(at: Callable[..., Any]) -> None:
    added = at(
        MONDAY, "commitments", "add", "Email two people by Friday", "--if-then", "if it is 20:00, I write"
    )
    listed = at(MONDAY, "commitments", "list")

    assert added.code == 0, added.err
    assert added.out.startswith("Saved: Email two people, by Friday, 6 March 2026.")
    assert "UTC+01:00" in added.out
    short, *rest = listed.out.rstrip("\n").split("\t")
    assert rest == ["open", "Friday, 6 March 2026 (in 4 days)", "Email two people"]
    assert short in added.out


def test_json_is_one_object_a_line_and_nothing_else(at: Callable[..., Any], add: Callable[..., str]) -> None:
    add("Email two people by Friday")
    add("Study RTOS every Monday at 19:00")

    lines = at(MONDAY, "commitments", "list", "--json").out.splitlines()

    shown = [json.loads(line) for line in lines]
    assert [each["due_at"] for each in shown] == ["2026-03-02T19:00:00+01:00", "2026-03-06T23:59:59+01:00"]
    assert [each["recurrence"] for each in shown] == ["FREQ=WEEKLY;BYDAY=MO", None]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Email two people", "does not say by when"),
        ("Email two people soon", "“soon” is too vague"),
        ("Email two people by yesterday", "has passed"),
    ],
)
def test_without_a_date_nothing_is_saved_and_one_is_suggested(
    at: Callable[..., Any], refusal: Refusal, words: str, said: str
) -> None:
    refused = refusal(at(MONDAY, "commitments", "add", words))

    assert said in refused
    assert "Friday, 6 March 2026" in refused
    assert at(MONDAY, "commitments", "list", "--all").out == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("done", "--evidence", "https://x.example"), "Done: Read."),
        (("partly",), "Noted as partly done: Read."),
        (("missed", "--why", "I was ill"), "Noted as missed: Read."),
        (("drop",), "Dropped: Read."),
        (("move", "next", "Friday"), "Moved: Read, now due Friday, 13 March 2026."),
        (("snooze", "tomorrow"), "I will remind you of “Read” tomorrow, 09:00."),
        (("edit", "--if-then", "if it is 20:00, I read"), "Your plan for it: if it is 20:00, I read."),
        (("confirm",), "“Read” is saved already."),
    ],
)
def test_each_command_does_what_it_says_and_can_be_undone(
    at: Callable[..., Any], add: Callable[..., str], command: tuple[str, ...], said: str
) -> None:
    short = add("Read by Friday")[-6:]
    name, *rest = command

    ran = at(MONDAY, "commitments", name, short, *rest)
    undone = at(MONDAY, "undo")

    assert ran.code == 0, ran.err
    assert said in ran.out
    assert undone.out.startswith("Undone: “Read” is")


def test_all_of_a_series_can_be_dropped(at: Callable[..., Any], add: Callable[..., str]) -> None:
    series = add("Study every Monday")
    at(MONDAY, "commitments", "done", series)
    (following,) = [json.loads(line) for line in at(MONDAY, "commitments", "list", "--json").out.splitlines()]

    at(MONDAY, "commitments", "drop", following["commitment_id"], "--series")

    assert following["due_at"] == "2026-03-09T23:59:59+01:00"
    assert at(MONDAY, "commitments", "list").out == ""


@pytest.mark.parametrize("command", ["done", "move", "snooze", "drop", "confirm"])
def test_an_unknown_id_is_refused_with_the_nearest(
    at: Callable[..., Any], add: Callable[..., str], refusal: Refusal, command: str
) -> None:
    known = add("Read by Friday")
    wrong = known[:-1] + ("0" if known[-1] != "0" else "1")
    more = ["tomorrow"] if command in ("move", "snooze") else []

    assert f"Did you mean {known}?" in refusal(at(MONDAY, "commitments", command, wrong, *more))


def test_a_time_that_is_none_is_refused(
    at: Callable[..., Any], add: Callable[..., str], refusal: Refusal
) -> None:
    known = add("Read by Friday")

    assert "does not say by when" in refusal(at(MONDAY, "commitments", "move", known, "whatever"))
    assert "“whatever” is no time" in refusal(at(MONDAY, "commitments", "snooze", known, "whatever"))
    assert at(MONDAY, "commitments", "edit", known).code == 2


def test_people_have_their_own(at: Callable[..., Any], add: Callable[..., str], refusal: Refusal) -> None:
    known = add("Read by Friday")

    assert at(MONDAY, "commitments", "list", "--user", "bob").out == ""
    assert "no commitment" in refusal(at(MONDAY, "commitments", "done", known, "--user", "bob"))


def test_a_calendar_is_written_to_a_file_or_to_standard_output(
    at: Callable[..., Any], add: Callable[..., str], tmp_path: Path, refusal: Refusal
) -> None:
    add("Read by Friday")

    written = at(MONDAY, "commitments", "list", "--ics", str(tmp_path / "mine.ics"))

    assert (written.code, written.out) == (0, "")
    (event,) = Calendar.from_ical((tmp_path / "mine.ics").read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Read"
    nowhere = str(tmp_path / "no" / "mine.ics")
    assert "Name another file" in refusal(at(MONDAY, "commitments", "list", "--ics", nowhere))


def test_remind_prints_what_is_due_once(at: Callable[..., Any], add: Callable[..., str]) -> None:
    add("Read by Friday")
    early = at(MONDAY, "remind")
    due = at(FRIDAY, "remind")
    again = at(FRIDAY, "remind")

    assert (early.out, early.err) == ("", "Nothing is due.\n")
    assert due.out == "“Read” is due today: Friday, 6 March 2026.\n\n"
    assert (again.code, again.out) == (0, "")


def test_remind_as_json_names_what_it_is_about(at: Callable[..., Any], add: Callable[..., str]) -> None:
    known = add("Read by Friday")

    (message,) = [json.loads(line) for line in at(NEXT_MONDAY, "remind", "--json").out.splitlines()]

    kinds = {each["kind"]: each["commitment_id"] for each in message["deliveries"]}
    assert kinds == {"check_in": known, "review": None}
    assert message["person_id"] == "local"
    assert at(NEXT_MONDAY, "remind", "--json").out == ""


def test_remind_reaches_only_whom_it_is_told_to(at: Callable[..., Any], add: Callable[..., str]) -> None:
    add("Read by Friday", "--user", "bob")

    assert at(FRIDAY, "remind", "--user", "local").out == ""
    assert "Read" in at(FRIDAY, "remind").out


def test_the_review_tells_the_last_week_and_why(at: Callable[..., Any], add: Callable[..., str]) -> None:
    kept, missed = add("Read by Friday"), add("Write by Thursday")
    at(FRIDAY, "commitments", "done", kept)
    at(FRIDAY, "commitments", "missed", missed, "--why", "the children were ill")

    review = at(NEXT_MONDAY, "review")
    as_json = json.loads(at(NEXT_MONDAY, "review", "--json").out)
    before = at(NEXT_MONDAY, "review", "--week", "2026-02-25")

    assert review.out.splitlines() == [
        "Your week from Monday, 2 March 2026 to Sunday, 8 March 2026:",
        "1 kept, 0 partly done, 1 missed, 0 dropped, 0 still open.",
        "Kept: Read.",
        "Missed: Write (the children were ill).",
    ]
    assert as_json["counts"] == {"kept": 1, "partly": 0, "missed": 1, "dropped": 0, "open": 0}
    assert before.out.startswith("Nothing was due in the week from Monday, 23 February 2026")


def test_a_week_that_is_no_day_is_refused(at: Callable[..., Any], refusal: Refusal) -> None:
    assert "“nonsense” is no day" in refusal(at(MONDAY, "review", "--week", "nonsense"))


def test_undo_says_where_there_is_nothing(at: Callable[..., Any]) -> None:
    assert at(MONDAY, "undo").out == "There is nothing to undo.\n"
    assert at(MONDAY, "undo", "--json").out == ""
