"""Runs commands in this process, each in an empty folder and without settings of one's own."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Pathcoach = Callable[..., Ran]


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index of the documents that come with Pathcoach."""
    from bot.config import Settings, prepare_home
    from bot.index.command import ensure_index

    home = tmp_path_factory.mktemp("cli") / "home"
    prepare_home(home)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("OMP_NUM_THREADS", "1")  # several spinning threads take minutes on a busy machine
        ensure_index(Settings(home=home))
    return home


@pytest.fixture
def pathcoach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Pathcoach:
    """`pathcoach("ask", "…", home=…)`, in an empty folder and without settings of one's own."""
    for name in [name for name in os.environ if name.upper().startswith("PATHCOACH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, home: Path = tmp_path / "home", stdin: bytes = b"", **env: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["pathcoach", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        for name, value in {"PATHCOACH_HOME": str(home), **env}.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Ran(left.value.code if isinstance(left.value.code, int) else 0, said.out, said.err)

    return run


@pytest.fixture
def refusal() -> Callable[[Ran], str]:
    """Reads the one sentence with which a command gave up: exit code 1, nothing on standard output."""

    def read(ran: Ran) -> str:
        assert (ran.code, ran.out) == (1, ""), ran.err
        assert "Traceback" not in ran.err
        (sentence,) = ran.err.splitlines()
        assert sentence.endswith((".", "?"))
        return sentence

    return read
