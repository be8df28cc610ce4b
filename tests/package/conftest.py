"""The wheel, and a bundle with it, installed without a network into an environment that was empty."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What `pathcoach bundle` makes of the checkout, with llama.cpp as pip has compiled it before."""
    folder = tmp_path_factory.mktemp("bundle")
    engine = ("-m", "pip", "wheel", "--no-deps", "-c", ROOT / "constraints.txt", "llama-cpp-python")
    _run(sys.executable, *engine, "--wheel-dir", folder / "engine")
    making = ("-m", "bot", "bundle", folder / "pathcoach", "--wheels", folder / "engine")
    _run(sys.executable, *making, PATHCOACH_HOME=folder / "home")
    yield folder / "pathcoach"
    shutil.rmtree(folder)  # hundreds of megabytes, which pytest would keep for three runs


@pytest.fixture(scope="session")
def environment(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The programs of an environment that holds the wheel and what it requires, and nothing else.

    The environment's own home, with the index that came along, lies beside it.
    """
    folder = tmp_path_factory.mktemp("installed")
    places = ("--prefix", folder / "venv", "--home", folder / "home", "--python", sys.executable)
    _run(*without_network(), "sh", bundle / "install.sh", *places, HOME=folder)
    yield folder / "venv" / "bin"
    shutil.rmtree(folder)


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


def without_network() -> tuple[str, ...]:
    """Return what to begin a command with so that it has no network: for root, a network of its own."""
    apart = ("unshare", "--net")
    if (
        shutil.which(apart[0])
        and subprocess.run((*apart, "true"), capture_output=True, check=False).returncode == 0
    ):
        return apart
    nowhere = "http://127.0.0.1:9"
    return (
        "env",
        "PIP_NO_INDEX=1",
        *(f"{name}={nowhere}" for name in ("http_proxy", "https_proxy", "all_proxy")),
    )


def _run(*command: str | Path, **variables: str | Path) -> None:
    # What is kept lies under HOME, as it does for whoever asks the bundle later.
    own = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONPATH" and not name.startswith(("XDG_", "PATHCOACH_"))
    }
    own |= {name: str(value) for name, value in variables.items()}
    ran = subprocess.run(command, env=own, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
