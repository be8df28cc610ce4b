"""Runs `python -m bot` as a user does: a process of its own, a home of its own, the real model and index."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TIMEOUT_S = 280
QUESTION = "How many weeks does C/C++ for Embedded Systems take?"

ALL_KINDS = """\
How many weeks does Python for AI/ML take?
Which resources belong to the embedded phase?
How long are all phases together?
What comes after model optimization?
RTOS is a critical skill, right?
Will I miss backend work?
What does an edge AI engineer earn in Norway?
Thank you!
"""

Ran = subprocess.CompletedProcess[str]
Pathcoach = Callable[..., Ran]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return this environment without the user's own settings, and with `home`."""
    own = {name: value for name, value in os.environ.items() if not name.upper().startswith("PATHCOACH_")}
    return {**own, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "PATHCOACH_HOME": str(home), **more}


def run_in(
    home: Path,
    *arguments: str | Path,
    stdin: str | bytes = "",
    env: Mapping[str, str] | None = None,
    before: tuple[str, ...] = (),
    python: tuple[str, ...] = (),
) -> Ran:
    """Run `pathcoach` with `arguments`; `before` is a command that runs it, `python` options of Python."""
    ran = subprocess.run(
        [*before, sys.executable, *python, "-m", "bot", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=home.parent,
        env=environment(home, **(env or {})),
        timeout=TIMEOUT_S,
        check=False,
    )
    return Ran(ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@pytest.fixture(scope="session")
def first_ask(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A home that was not there before its first question, and what that question gave."""
    home = tmp_path_factory.mktemp("e2e") / "home"
    return home, run_in(home, "ask", QUESTION, "--json")


@pytest.fixture(scope="session")
def built_home(first_ask: tuple[Path, Ran]) -> Path:
    home, ran = first_ask
    assert ran.returncode == 0, ran.stderr
    return home


@pytest.fixture(scope="session")
def batch(built_home: Path) -> tuple[list[str], Ran]:
    """One question of each kind, and what asking them line by line gave."""
    return ALL_KINDS.splitlines(), run_in(built_home, "ask", "-", "--json", stdin=ALL_KINDS)


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Path:
    """A copy of a home with an index, for one test alone."""
    copied = tmp_path / "home"
    shutil.copytree(built_home, copied)
    return copied


@pytest.fixture
def own_environment() -> Callable[..., dict[str, str]]:
    """`own_environment(home, NAME="…")`, for what `pathcoach` does not run."""
    return environment


@pytest.fixture
def pathcoach(home: Path) -> Pathcoach:
    """`pathcoach("ask", "…", stdin=…)` in that home."""

    def run(*arguments: str | Path, **options: Any) -> Ran:
        return run_in(home, *arguments, **options)

    return run


@pytest.fixture
def answered() -> Callable[[Ran], list[dict[str, Any]]]:
    """Reads the JSON lines of a command that went well, and finds nothing else on its standard output."""

    def read(ran: Ran) -> list[dict[str, Any]]:
        assert ran.returncode == 0, ran.stderr
        return [json.loads(line) for line in ran.stdout.splitlines()]

    return read


@pytest.fixture
def refusal() -> Callable[[Ran], str]:
    """Reads the one sentence with which a command gave up: exit code 1, nothing on standard output."""

    def read(ran: Ran) -> str:
        assert (ran.returncode, ran.stdout) == (1, ""), ran.stderr
        said = ran.stderr.strip()
        assert "Traceback" not in said
        assert len(said.splitlines()) == 1, said
        assert said.endswith((".", "?")), said
        return said

    return read
