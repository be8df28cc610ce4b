"""The wheel, as `pip install` leaves it in an environment and a folder that were empty."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

Ran = subprocess.CompletedProcess[str]
Installed = Callable[..., Ran]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, freshly built."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The programs of an environment that holds the wheel and what it requires, and nothing else."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=True)
    _run(folder / "bin" / "python", "-m", "pip", "install", "-c", ROOT / "constraints.txt", wheel)
    yield folder / "bin"
    shutil.rmtree(folder)  # gigabytes, which pytest would keep for three runs


@pytest.fixture(scope="session")
def installed(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """`installed("pathcoach", "ask", …)`: in an empty folder, with a home and settings of its own."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (empty := folder / "empty").mkdir()
    own = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", "HF_HUB_OFFLINE": "1"}

    def run(program: str, *arguments: str) -> Ran:
        return subprocess.run(
            [environment / program, *arguments],
            cwd=empty,
            env={**own, "PATHCOACH_HOME": str(folder / "home")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    return run


def _run(*command: str | Path) -> None:
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(command, env=own, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
