"""What the command line says of itself, and wrong usage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import typer.main

from bot.cli import app

Pathcoach = Callable[..., Any]

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_says_what_it_does_with_an_example(
    pathcoach: Pathcoach, command: str
) -> None:
    ran = pathcoach(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    examples = ran.out.partition("Options:")[0].partition("Example")[2]
    assert f"pathcoach {command}" in examples
    # Every option and argument is explained: no line with a name and nothing after it.
    options = ran.out.partition("Options:")[2].splitlines()
    assert [line for line in options if line.strip().startswith("-") and "  " not in line.strip()] == [
        line for line in options if line.strip().endswith("<llm|mixed|extractive>")
    ]


def test_the_help_lists_every_command_with_its_first_sentence(pathcoach: Pathcoach) -> None:
    ran = pathcoach("-h")
    assert ran.code == 0
    listed = ran.out.partition("Commands:")[2].splitlines()
    assert sorted(line.split()[0] for line in listed if line.strip()) == COMMANDS
    assert all(line.strip().endswith(".") for line in listed if line.strip())


def test_the_version_is_printed(pathcoach: Pathcoach) -> None:
    from importlib.metadata import version

    ran = pathcoach("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"pathcoach {version('pathcoach')}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("sing",),
        ("ask",),
        ("ask", "one", "two"),
        ("ask", "How long?", "--loudly"),
        ("ask", "How long?", "--composer", "poet"),
        ("show",),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_points_to_the_help(
    pathcoach: Pathcoach, arguments: tuple[str, ...]
) -> None:
    ran = pathcoach(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: pathcoach" in ran.err
    assert "--help" in ran.err
