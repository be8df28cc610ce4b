"""A board to install on: a folder for its root, and commands that write down how they were called."""

from __future__ import annotations

import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.machine.boards import ORIN_NANO_SUPER, THOR, Board

ROOT = Path(__file__).parents[2]
INSTALL = ROOT / "deploy/jetson/install.sh"

# What every command does, whatever it is called: writes its call down, with what CMake is told.
_RECORD = """#!/bin/bash
name=$(basename "$0")
told=${CMAKE_ARGS:+CUDACXX=$CUDACXX CMAKE_ARGS=$CMAKE_ARGS JOBS=$CMAKE_BUILD_PARALLEL_LEVEL }
echo "$told$name $*" >>"$FAKES/calls"
"""
_COMMANDS = {
    "apt-get": "[[ $1 != install ]] || for each; do [[ $each != python* || $each == *-venv ]] || "
    'install -m 0755 "$FAKES/python" "$FAKES/bin/$each"; done',
    "c++": "",
    "chown": "",
    "getent": 'grep -qx "$1 $2" "$FAKES/known"',
    "groupadd": 'echo "group ${*: -1}" >>"$FAKES/known"',
    "id": "echo ${FAKE_UID:-0}",
    "nproc": "echo 6",
    "nvpmodel": "printf 'NV Power Mode: %s\\n2\\n' MAXN_SUPER",
    "runuser": 'shift 3; exec "$@"',
    "systemctl": "",
    "tegrastats": "",
    "useradd": 'echo "passwd ${*: -1}" >>"$FAKES/known"',
}
# A Python makes an environment with itself and the command in it; it finds a GPU once llama.cpp was built.
_PYTHON = """
case "$*" in
    "-m venv "*)
        mkdir -p "$3/bin"
        cp "$0" "$3/bin/python"
        sed -e '/^case/,$d' "$0" >"$3/bin/pathcoach"
        echo 'exit ${FAKE_PATHCOACH:-0}' >>"$3/bin/pathcoach"
        chmod +x "$3/bin/pathcoach"
        ;;
    *"--no-binary llama-cpp-python"*) [[ -n $FAKE_CPU_ONLY ]] || touch "$FAKES/gpu" ;;
    *llama_supports_gpu_offload*) [[ -e $FAKES/gpu ]] ;;
esac
"""
_NVCC = "echo 'compute_87'; [[ -n $FAKE_OLD_CUDA ]] || echo 'compute_110'"

JETPACK_6, JETPACK_7 = ORIN_NANO_SUPER, THOR


@dataclass
class Installation:
    """A root with the files of a board, and what was called on it."""

    root: Path
    fakes: Path
    environment: dict[str, str] = field(default_factory=dict)

    def install(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [INSTALL, *options],
            env={**self.environment, **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """All calls so far, without where the board lies."""
        path = self.fakes / "calls"
        return path.read_text().replace(str(self.root), "").splitlines() if path.exists() else []

    def calls_of(self, name: str) -> list[str]:
        return [call for call in self.calls if f" {name} " in f" {call} "]

    def files(self) -> dict[str, bytes]:
        """What lies on the board, but for what it came with."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found}

    def mode(self, name: str) -> int:
        return stat.S_IMODE((self.root / name).stat().st_mode)


class Workshop:
    """Sets boards up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def set_up(self, board: Board, *, without: tuple[str, ...] = (), python: str = "") -> Installation:
        """Return a board; `python` is the one that its system has, if it has one that will do."""
        root, fakes = self._folder / "root", self._folder / "fakes"
        root.mkdir()
        board.write(root)
        (fakes / "bin").mkdir(parents=True)
        (fakes / "known").write_text("group video\n")
        _write(fakes / "python", _PYTHON)
        for name, does in _COMMANDS.items():
            if name not in without:
                _write(fakes / "bin" / name, does)
        if "nvcc" not in without:
            _write(root / "usr/local/cuda/bin/nvcc", _NVCC)
        for name in ("python3.13", "python3.12", "python3.11", "python3"):
            # The tests' own machine may have any of them.
            _write(fakes / "bin" / name, _PYTHON if name == python else "exit 1")
        own = {"PATH": f"{fakes / 'bin'}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        return Installation(root, fakes, {**own, "FAKES": str(fakes), "PATHCOACH_INSTALL_ROOT": str(root)})


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def program(name: str) -> str:
    """Return the path of a program that a package brought into this environment."""
    return str(Path(sys.executable).with_name(name))


def run(*command: str | Path, timeout_s: float = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout_s,
        check=False,
    )


def _write(path: Path, does: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{_RECORD}{does}\n")
    path.chmod(0o755)
