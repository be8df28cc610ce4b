"""`pathcoach profile`: shown, set and linked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.clock import system_clock
from bot.domain import Identity
from bot.store import Store

Pathcoach = Callable[..., Any]
Refusal = Callable[[Any], str]
NOW = {"PATHCOACH_NOW": "2026-03-02T09:00:00+01:00"}


def shown(ran: Any) -> dict[str, tuple[str, str]]:
    """The values and the notes of a profile, by their names."""
    assert ran.code == 0, ran.err
    rows = [line.split("\t") for line in ran.out.splitlines()]
    return {name: (value, note) for name, value, note, _ in rows}


def test_a_stranger_sees_what_is_assumed(pathcoach: Pathcoach) -> None:
    assert shown(pathcoach("profile", **NOW)) == {
        "role now": ("not told", ""),
        "role wanted": ("not told", ""),
        "pathway": ("not told", ""),
        "hours a week": ("the usual ones of the pathway", "default"),
        "start": ("not told", ""),
        "known skills": ("not told", ""),
        "working days": ("mon-fri", "default"),
        "holidays": ("not told", ""),
        "timezone": ("UTC+01:00", "default"),
        "quiet hours": ("21:00 to 08:00", "default"),
        "reminders": ("on", "default"),
        "messages a day at most": ("3", "default"),
        "also known as": ("not told", ""),
    }


def test_what_is_set_is_shown_and_the_rest_stays(pathcoach: Pathcoach) -> None:
    pathcoach("profile", "set", "--role", "backend developer", "--skills", "Python, Docker", **NOW)
    found = shown(
        pathcoach(
            *("profile", "set", "--target", "edge AI engineer", "--hours", "6.5", "--timezone", "oslo"),
            *("--working-days", "mon-fri,sat", "--quiet", "22:00-07:30", "--start", "2026-03-02"),
            *("--holiday", "2026-07-01..2026-07-14", "--holiday", "2026-12-24", "--reminders", "off"),
            *("--nudges", "1", "--skills", "python", "--skills", "C++", "--forget-skill", "docker"),
            **NOW,
        )
    )

    assert found == {
        "role now": ("backend developer", ""),
        "role wanted": ("edge AI engineer", ""),
        "pathway": ("not told", ""),
        "hours a week": ("6.5", ""),
        "start": ("Monday, 2 March 2026", ""),
        "known skills": ("Python, C++", ""),
        "working days": ("mon-sat", ""),
        "holidays": (
            "Wednesday, 1 July 2026 to Tuesday, 14 July 2026; Thursday, 24 December 2026",
            "",
        ),
        "timezone": ("Europe/Oslo", ""),
        "quiet hours": ("22:00 to 07:30", ""),
        "reminders": ("off", ""),
        "messages a day at most": ("1", ""),
        "also known as": ("not told", ""),
    }
    assert found == shown(pathcoach("profile", **NOW))
    assert shown(pathcoach("profile", "--user", "ana", **NOW))["role now"] == ("not told", "")


def test_json_is_one_object_with_what_was_never_told(pathcoach: Pathcoach) -> None:
    arguments = ("set", "--hours", "6", "--quiet", "off", "--working-days", "sat,sun", "--json")
    ran = pathcoach("profile", *arguments, **NOW)

    found = json.loads(ran.out)
    assert (ran.code, ran.err, found["hours_per_week"]) == (0, "", 6.0)
    assert (found["quiet_hours"], found["working_days"]) == (None, ["sat", "sun"])
    assert {"hours_per_week", "quiet_hours", "working_days"}.isdisjoint(found["defaults"])
    assert {"timezone", "nudges_per_day", "known_skills"} <= set(found["defaults"])
    assert json.loads(pathcoach("profile", "--json", **NOW).out) == found


def test_a_part_is_set_back(pathcoach: Pathcoach) -> None:
    pathcoach("profile", "set", "--hours", "6", "--quiet", "off", "--holiday", "2026-07-01", **NOW)

    found = shown(pathcoach("profile", "set", "--reset", "hours", "--reset", "quiet", **NOW))

    assert found["hours a week"] == ("the usual ones of the pathway", "default")
    assert found["quiet hours"] == ("21:00 to 08:00", "default")
    assert found["holidays"] == ("Wednesday, 1 July 2026", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--hours", "0"], "0 hours a week"),
        (["--timezone", "Atlantis"], "Atlantis"),
        (["--skills", "Python, my password is hunter2"], "do not keep"),
        (["--quiet", "late"], "21:00-08:00"),
        (["--working-days", "noday"], "mon-fri,sat"),
        (["--holiday", "2026-02-30"], "2026-07-01..2026-07-14"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence_and_changes_nothing(
    pathcoach: Pathcoach, refusal: Refusal, arguments: list[str], sentence: str
) -> None:
    assert sentence in refusal(pathcoach("profile", "set", "--role", "clerk", *arguments, **NOW))
    assert shown(pathcoach("profile", **NOW))["role now"] == ("not told", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [([], "--help"), (["--reminders", "perhaps"], "on or off"), (["--reset", "age"], "one of role, target")],
)
def test_wrong_usage_is_refused(pathcoach: Pathcoach, arguments: list[str], said: str) -> None:
    ran = pathcoach("profile", "set", *arguments, **NOW)

    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.replace("│", " ").split())


def test_a_code_links_two_names_and_works_once(
    pathcoach: Pathcoach, refusal: Refusal, tmp_path: Path
) -> None:
    pathcoach("profile", "set", "--user", "ana", "--hours", "6", **NOW)
    pathcoach("profile", "set", "--skills", "Python", **NOW)
    made = pathcoach("profile", "link", "--user", "ana", **NOW)
    code = made.out.strip()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    assert f"`pathcoach profile link {code}`" in made.err
    assert "for 15 minutes" in made.err

    ran = pathcoach("profile", "link", code.lower(), **NOW)

    assert ran.err.startswith("Linked.")
    found = shown(ran)
    assert (found["hours a week"][0], found["known skills"][0]) == ("6", "Python")
    assert found["also known as"] == ("terminal local", "")
    assert shown(pathcoach("profile", **NOW)) == shown(pathcoach("profile", "--user", "ana", **NOW)) == found
    assert "not valid" in refusal(pathcoach("profile", "link", code, "--user", "eve", **NOW))
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'store.sqlite'}", clock=system_clock) as store:
        assert store.identities("ana") == [Identity("ana", "terminal", "local")]


def test_a_code_is_shown_as_json_with_its_end(pathcoach: Pathcoach) -> None:
    found = json.loads(pathcoach("profile", "link", "--json", **NOW).out)

    assert found.keys() == {"code", "expires_at"}
    assert "T" in found["expires_at"]


def test_an_unknown_pathway_is_refused(pathcoach: Pathcoach, refusal: Refusal, built_home: Path) -> None:
    ran = pathcoach("profile", "set", "--pathway", "none", home=built_home, **NOW)

    assert "`pathcoach pathways`" in refusal(ran)
