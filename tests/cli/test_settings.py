"""`pathcoach config`: every setting, its value, and where that came from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.config import known_keys

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]
WITH_PASSWORD = "postgresql://me:hunter2@db.example/coach"


def by_name(ran: Any) -> dict[str, dict[str, Any]]:
    assert (ran.code, ran.err) == (0, "")
    return {setting["name"]: setting for setting in map(json.loads, ran.out.splitlines())}


def test_every_setting_is_listed_with_its_variable_and_what_it_is(pathcoach: Pathcoach) -> None:
    listed = by_name(pathcoach("config", "--json"))
    assert list(listed) == list(known_keys())
    assert {setting["variable"] for setting in listed.values()} > {"PATHCOACH_HOME", "PATHCOACH_STORE__URL"}
    assert all(setting["description"] for setting in listed.values())


def test_each_value_says_where_it_came_from(pathcoach: Pathcoach, tmp_path: Path) -> None:
    file = tmp_path / "pathcoach.toml"
    file.write_text('pathway = "cook"\n[model]\nthreads = 3\nmax_tokens = 99\n')
    listed = by_name(pathcoach("config", "--json", PATHCOACH_MODEL__THREADS="2", PATHCOACH_MODEL__NAME=""))
    assert (listed["model.threads"]["value"], listed["model.threads"]["source"]) == (
        2,
        "PATHCOACH_MODEL__THREADS",
    )
    assert (listed["model.max_tokens"]["value"], listed["model.max_tokens"]["source"]) == (99, str(file))
    assert (listed["pathway"]["value"], listed["pathway"]["source"]) == ("cook", str(file))
    assert (listed["model.name"]["value"], listed["model.name"]["source"]) == (None, "default")


def test_a_variable_in_small_letters_is_named_as_it_is_written(pathcoach: Pathcoach) -> None:
    assert by_name(pathcoach("config", "--json", pathcoach_pathway="cook"))["pathway"]["source"] == (
        "pathcoach_pathway"
    )


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_no_secret_is_shown(pathcoach: Pathcoach, options: tuple[str, ...]) -> None:
    secrets = {"PATHCOACH_MODEL__API_KEY": "hunter1", "PATHCOACH_STORE__URL": WITH_PASSWORD}
    ran = pathcoach("config", *options, **secrets)
    assert ran.code == 0
    assert "hunter" not in ran.out + ran.err
    assert "postgresql://me:***@db.example/coach" in ran.out


def test_a_secret_is_set_or_not_set(pathcoach: Pathcoach) -> None:
    assert by_name(pathcoach("config", "--json"))["model.api_key"]["value"] == "not set"
    assert (
        by_name(pathcoach("config", "--json", PATHCOACH_MODEL__API_KEY="x"))["model.api_key"]["value"]
        == "set"
    )


def test_without_a_terminal_a_row_is_a_line_with_tabs(pathcoach: Pathcoach) -> None:
    rows = pathcoach("config").out.partition("\n\n")[0].splitlines()
    assert [row.split("\t")[0] for row in rows] == list(known_keys())
    assert "\x1b" not in "".join(rows)


def test_the_file_that_counts_is_named_or_where_one_could_be(pathcoach: Pathcoach, tmp_path: Path) -> None:
    without = pathcoach("config").out.splitlines()[-1]
    assert str(tmp_path / "pathcoach.toml") in without
    assert str(tmp_path / "home" / "pathcoach.toml") in without
    (tmp_path / "pathcoach.toml").touch()
    assert pathcoach("config").out.endswith(f"The settings file is {tmp_path / 'pathcoach.toml'}.\n")


@pytest.mark.parametrize(("section", "key"), [("store", "url"), ("model", "base_url")])
def test_a_password_in_a_url_of_the_file_is_refused_unshown(
    pathcoach: Pathcoach, refusal: Refusal, section: str, key: str
) -> None:
    Path("pathcoach.toml").write_text(f'[{section}]\n{key} = "{WITH_PASSWORD}"\n')
    said = refusal(pathcoach("config"))
    assert f"PATHCOACH_{section.upper()}__{key.upper()}" in said
    assert "hunter2" not in said


def test_a_slip_in_a_variable_is_refused_with_the_nearest_name(
    pathcoach: Pathcoach, refusal: Refusal
) -> None:
    assert "Did you mean PATHCOACH_HOME?" in refusal(pathcoach("config", PATHCOACH_HOEM="x"))
