"""`pathcoach ask` in this process; tests/e2e/ runs it as a user does."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHCOACH_COMPOSER", "extractive")


def test_a_question_of_undecodable_bytes_is_refused_before_anything_is_loaded(
    pathcoach: Pathcoach, refusal: Refusal
) -> None:
    # What Python makes of `pathcoach ask $'caf\xe9'`.
    assert "not UTF-8" in refusal(pathcoach("ask", os.fsdecode(b"caf\xe9?")))


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("question", "said"),
    [("", "empty"), (" \t\n", "empty"), ("\0\x07", "empty"), ("why " * 5000, "characters")],
    ids=["empty", "blank", "control characters", "20,000 characters"],
)
def test_a_question_that_nobody_can_read_gets_one_sentence(
    pathcoach: Pathcoach, built_home: Path, question: str, said: str, refusal: Refusal
) -> None:
    assert said in refusal(pathcoach("ask", question, home=built_home))


@pytest.mark.real_model
def test_a_bad_line_is_named_and_the_others_are_answered(pathcoach: Pathcoach, built_home: Path) -> None:
    lines = b"How many phases are there?\n\n" + b"why " * 5000 + b"\nThank you!\n"
    ran = pathcoach("ask", "-", "--json", home=built_home, stdin=lines)
    assert ran.code == 1
    asked = [json.loads(line)["question"] for line in ran.out.splitlines()]
    assert asked == ["How many phases are there?", "Thank you!"]
    assert len(ran.err.splitlines()) == 1


@pytest.mark.real_model
@pytest.mark.parametrize("stdin", ["café?\n".encode("latin-1"), bytes(range(128, 256))])
def test_standard_input_that_is_no_text_is_named_with_its_line(
    pathcoach: Pathcoach, built_home: Path, stdin: bytes
) -> None:
    ran = pathcoach("ask", "-", home=built_home, stdin=b"Thank you!\n" + stdin)
    assert ran.code == 1
    assert ran.err.startswith("Line 2 of standard input is not UTF-8 text.")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.real_model
def test_a_thread_of_another_person_is_refused(
    pathcoach: Pathcoach, built_home: Path, refusal: Refusal
) -> None:
    ran = pathcoach("ask", "How many phases are there?", "--json", "--user", "ana", home=built_home)
    thread_id = json.loads(ran.out)["thread_id"]
    own = pathcoach("ask", "Thanks!", "--user", "ana", "--thread", thread_id, home=built_home)
    assert own.code == 0, own.err
    said = refusal(pathcoach("ask", "Thanks!", "--user", "eve", "--thread", thread_id, home=built_home))
    assert thread_id in said
