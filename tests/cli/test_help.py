"""What the command line says of itself, and wrong usage."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest
import typer.main

from bot.cli import app

Pathcoach = Callable[..., Any]

COMMAND: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
COMMANDS = sorted(COMMAND)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_says_what_it_does_with_an_example(
    pathcoach: Pathcoach, command: str
) -> None:
    ran = pathcoach(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    examples = re.findall(r"^  (?:Example: |  )(.*pathcoach .*)$", ran.out, re.MULTILINE)
    assert examples
    assert all(f"pathcoach {command}" in example for example in examples)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_is_one_that_the_command_takes(command: str) -> None:
    words = [
        shlex.split(line.partition("pathcoach ")[2].partition(" < ")[0])
        for line in COMMAND[command].help.splitlines()
        if "pathcoach " in line and line.strip().startswith(("Example: ", "pathcoach ", "PATHCOACH_"))
    ]
    for name, *arguments in words:
        COMMAND[name].make_context(name, list(arguments))  # raises where the usage is wrong


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_is_explained_in_a_sentence(command: str) -> None:
    for parameter in COMMAND[command].params:
        assert (parameter.help or "").endswith("."), parameter.name


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
