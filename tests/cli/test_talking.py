"""`pathcoach chat` with piped input."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pathcoach = Callable[..., Any]

MONDAY = "2026-03-02T09:00:00+01:00"
FRIDAY = "2026-03-06T09:00:00+01:00"
NEXT_MONDAY = "2026-03-09T09:00:00+01:00"


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHCOACH_COMPOSER", "extractive")


@pytest.mark.real_model
def test_chat_answers_piped_lines(pathcoach: Pathcoach, built_home: Path) -> None:
    ran = pathcoach("chat", home=built_home, stdin=b"How many phases are there?\n\nquit\nnever read\n")
    assert (ran.code, ran.err) == (0, "")
    assert "5 phases" in ran.out
    assert "Sources: [1]" in ran.out


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Path:
    """A home of the test's own, with an index."""
    return shutil.copytree(built_home, tmp_path / "own")


@pytest.mark.real_model
def test_what_is_due_comes_before_the_first_answer_once_and_is_answered(
    pathcoach: Pathcoach, home: Path
) -> None:
    pathcoach("commitments", "add", "Read by Friday", home=home, PATHCOACH_NOW=MONDAY)

    early = pathcoach("chat", home=home, stdin=b"Thanks!\n", PATHCOACH_NOW=MONDAY)
    due = pathcoach("chat", home=home, stdin=b"done\n", PATHCOACH_NOW=NEXT_MONDAY)
    again = pathcoach("chat", home=home, stdin=b"Thanks!\n", PATHCOACH_NOW=NEXT_MONDAY)

    assert "Read" not in early.out
    asked, answered = due.out.split("How did it go?")
    assert "“Read” was due 3 days ago: Friday, 6 March 2026." in asked
    assert "Next steps:\n- " in answered
    assert answered.endswith("\n\nDone: Read.\n\n")
    assert "Read" not in again.out


@pytest.mark.real_model
def test_another_person_is_not_told_what_is_due(pathcoach: Pathcoach, home: Path) -> None:
    pathcoach("commitments", "add", "Read by Friday", "--user", "bob", home=home, PATHCOACH_NOW=MONDAY)

    ran = pathcoach("chat", "--user", "ana", home=home, stdin=b"Thanks!\n", PATHCOACH_NOW=FRIDAY)
    reminded = pathcoach("remind", "--user", "bob", "--json", home=home, PATHCOACH_NOW=FRIDAY)

    assert "Read" not in ran.out
    assert json.loads(reminded.out)["person_id"] == "bob"
