"""`pathcoach doctor`: what it prints, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Pathcoach = Callable[..., Any]


def test_with_nothing_set_up_it_says_so_in_lines_and_is_content(pathcoach: Pathcoach, tmp_path: Path) -> None:
    ran = pathcoach("doctor")
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert ["index", "warn", "There is no index yet."] in [row[:3] for row in rows]
    assert {row[1] for row in rows} <= {"ok", "warn"}
    assert not (tmp_path / "home").exists()


def test_json_is_one_object(pathcoach: Pathcoach) -> None:
    ran = pathcoach("doctor", "--json")
    assert ran.code == 0
    (line,) = ran.out.splitlines()
    said = json.loads(line)
    assert said["ready"] is True
    assert said["machine"]["total_bytes"] > 0
    assert {"name", "status", "words", "remedy"} == set(said["findings"][0])


def test_what_keeps_answers_from_coming_ends_it_with_1(pathcoach: Pathcoach) -> None:
    ran = pathcoach("doctor", "--json", PATHCOACH_MODEL__PATH="/none.gguf", SLACK_BOT_TOKEN="xoxb-hunter2")
    assert ran.code == 1
    assert json.loads(ran.out)["ready"] is False
    assert "hunter2" not in ran.out + ran.err


def test_settings_that_are_wrong_are_a_finding(pathcoach: Pathcoach) -> None:
    ran = pathcoach("doctor", PATHCOACH_HOEM="x")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("settings\tfail\tThe environment variable PATHCOACH_HOEM is not a setting.")
