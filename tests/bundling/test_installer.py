"""install.sh, with a Python whose environment and programs are faked, and its refusals with the real one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bot.bundling.manifest import Manifest, record_files, write_manifest
from bot.bundling.platforms import Platform, this_platform
from tests.bundling.conftest import NOW

Ran = subprocess.CompletedProcess[str]

# Makes an environment of faked programs, which tell of each call in $LOG; else it is the real Python.
PYTHON = f"""#!/bin/sh
case "$*" in
    "-c import ensurepip, venv") exit "${{NO_VENV:-0}}" ;;
    "-m venv "*)
        mkdir -p "$4/bin"
        printf '%s\\n' '#!/bin/sh' 'echo "python $*" >>"$LOG"' \\
            'case "$*" in *default_home*) echo "$HOME/coach" ;; *router_cache*) echo "$HOME/cache" ;; esac' \\
            'case "$*" in *"pip"*) exit "${{PIP_FAILS:-0}}" ;; esac' >"$4/bin/python"
        printf '%s\\n' '#!/bin/sh' 'echo "pathcoach $*" >>"$LOG"' \\
            'case "$1" in doctor) exit "${{DOCTOR:-0}}" ;; esac' >"$4/bin/pathcoach"
        chmod +x "$4/bin/python" "$4/bin/pathcoach"
        ;;
    *) exec {sys.executable} "$@" ;;
esac
"""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle for this machine with a model, an index and what was learnt; its wheel is an empty file."""
    return _bundle(tmp_path / "the bundle", this_platform())


@pytest.fixture
def install(tmp_path: Path) -> Callable[..., Ran]:
    """`install(bundle, "--prefix", …, DOCTOR="1")`, in an empty folder, with a user's home of its own."""
    (programs := tmp_path / "programs").mkdir()
    (fake := programs / "python3").write_text(PYTHON)
    fake.chmod(0o755)
    (elsewhere := tmp_path / "elsewhere").mkdir()

    def run(bundle: Path, *arguments: str, **env: str) -> Ran:
        own = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(tmp_path / "user")}
        return subprocess.run(
            ["sh", bundle / "install.sh", *arguments],
            cwd=elsewhere,
            env={**own, "LOG": str(tmp_path / "log"), **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def _bundle(folder: Path, platform: Platform) -> Path:
    for name in (
        "wheels/pathcoach-0.1.0-py3-none-any.whl",
        "models/mine.gguf",
        "index/current.json",
        "index/new/chroma.sqlite3",
        "learned/router-1.npy",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (folder / "install.sh").write_bytes(files("bot.bundling").joinpath("install.sh").read_bytes())
    write_manifest(folder, Manifest("0.1.0", platform, NOW, "mine.gguf", record_files(folder)))
    return folder


def _refusal(ran: Ran) -> str:
    assert (ran.returncode, ran.stdout) == (1, ""), ran.stderr
    (sentence,) = ran.stderr.splitlines()
    assert sentence.startswith("install.sh: ")
    assert sentence.endswith(".")
    return sentence


def _log(tmp_path: Path) -> list[str]:
    log = tmp_path / "log"
    return log.read_text().splitlines() if log.exists() else []


def test_it_installs_without_an_index_and_examines_the_machine(
    bundle: Path, install: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = install(bundle)
    assert ran.returncode == 0, ran.stderr
    calls = _log(tmp_path)
    assert calls[0] == (
        "python -m pip --isolated --disable-pip-version-check install --quiet "
        f"--no-index --find-links {bundle}/wheels pathcoach"
    )
    user = tmp_path / "user"
    assert calls[-2:] == [f"pathcoach models use {user}/coach/models/mine.gguf", "pathcoach doctor"]
    assert f"{user}/.local/lib/pathcoach/bin/pathcoach chat" in ran.stdout


def test_model_index_and_learning_come_to_their_places_for_their_owner_alone(
    bundle: Path, install: Callable[..., Ran], tmp_path: Path
) -> None:
    install(bundle)
    user = tmp_path / "user"
    for name in ("coach/models/mine.gguf", "coach/index/current.json", "coach/index/new/chroma.sqlite3"):
        assert (user / name).read_text() == name.removeprefix("coach/")
        assert (user / name).stat().st_mode & 0o077 == 0
    assert (user / "cache" / "router-1.npy").exists()
    assert (user / "coach").stat().st_mode & 0o777 == 0o700


def test_folders_of_ones_own_may_be_named_from_where_one_is(
    bundle: Path, install: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = install(bundle, "--prefix", "program", "--home", "state")
    elsewhere = tmp_path / "elsewhere"
    assert (elsewhere / "program" / "bin" / "pathcoach").exists()
    assert f"keep PATHCOACH_HOME={elsewhere}/state in the environment" in ran.stdout


def test_run_again_it_replaces_the_program_and_keeps_the_rest(
    bundle: Path, install: Callable[..., Ran], tmp_path: Path
) -> None:
    install(bundle)
    coach = tmp_path / "user" / "coach"
    newer = [coach / "index" / "current.json", coach / "models" / "mine.gguf"]
    for path in newer:
        path.write_text("a newer one")
    ran = install(bundle)
    assert (ran.returncode, {path.read_text() for path in newer}) == (0, {"a newer one"})
    assert "The index in" in ran.stdout
    assert "stays as it is" in ran.stdout
    assert sum("pip" in call for call in _log(tmp_path)) == 2


def test_a_folder_that_no_bundle_made_is_left_alone(
    bundle: Path, install: Callable[..., Ran], tmp_path: Path
) -> None:
    (letter := tmp_path / "mine" / "letter.txt").parent.mkdir()
    letter.write_text("dear")
    assert "no bundle was installed there" in _refusal(install(bundle, "--prefix", str(letter.parent)))
    assert [path.name for path in letter.parent.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("name", ["wheels/pathcoach-0.1.0-py3-none-any.whl", "manifest.json", "install.sh"])
def test_a_changed_file_is_named_before_anything_is_done(
    bundle: Path, install: Callable[..., Ran], tmp_path: Path, name: str
) -> None:
    with (bundle / name).open("a") as file:
        file.write("\n# changed\n")
    assert f"{name} is damaged or missing" in _refusal(install(bundle))
    assert not (tmp_path / "user").exists()


def test_a_missing_file_is_named(bundle: Path, install: Callable[..., Ran]) -> None:
    (bundle / "models" / "mine.gguf").unlink()
    assert "models/mine.gguf is damaged or missing" in _refusal(install(bundle))


def test_a_list_of_digests_that_was_cut_off_is_refused(bundle: Path, install: Callable[..., Ran]) -> None:
    sums = bundle / "SHA256SUMS"
    for cut in (sums.read_text().splitlines(keepends=True)[:-1], []):
        sums.write_text("".join(cut))
        assert "SHA256SUMS is damaged or missing" in _refusal(install(bundle))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"machine": "riscv64"}, "The bundle is for linux riscv64, and this is linux"),
        ({"system": "darwin"}, "The bundle is for darwin"),
        ({"python": "3.99"}, "The bundle is for cpython 3.99, and python3 is cpython 3."),
        ({"implementation": "pypy"}, "The bundle is for pypy 3."),
        ({"libc_version": "99.1"}, "The bundle needs glibc 99.1 or newer, and here is glibc"),
        ({"libc": "musl"}, "The bundle needs musl"),
    ],
)
@pytest.mark.skipif(this_platform().libc != "glibc", reason="the sentences are those of Linux with glibc")
def test_another_machine_or_python_is_refused_in_one_sentence(
    install: Callable[..., Ran], tmp_path: Path, wanted: dict[str, str], said: str
) -> None:
    bundle = _bundle(tmp_path / "foreign", replace(this_platform(), **wanted))
    assert said in _refusal(install(bundle))
    assert not (tmp_path / "user").exists()


@pytest.mark.skipif(this_platform().libc != "glibc", reason="a C library with a version of its own")
def test_a_newer_c_library_will_do(install: Callable[..., Ran], tmp_path: Path) -> None:
    bundle = _bundle(tmp_path / "older", replace(this_platform(), libc_version="2.9"))
    assert install(bundle).returncode == 0


def test_a_python_that_is_missing_is_said(bundle: Path, install: Callable[..., Ran]) -> None:
    assert "There is no python9.9" in _refusal(install(bundle, "--python", "python9.9"))


def test_a_python_that_cannot_make_environments_is_said(bundle: Path, install: Callable[..., Ran]) -> None:
    assert "install python3-venv" in _refusal(install(bundle, NO_VENV="1"))


def test_wheels_that_cannot_be_installed_are_said(bundle: Path, install: Callable[..., Ran]) -> None:
    assert "pip could not install the wheels" in _refusal(install(bundle, PIP_FAILS="1"))
    assert install(bundle).returncode == 0  # what the failure left is replaced


@pytest.mark.parametrize(
    ("status", "said"), [("1", "but not ready"), ("132", "llama.cpp does not run on this")]
)
def test_what_the_doctor_finds_decides(
    bundle: Path, install: Callable[..., Ran], status: str, said: str
) -> None:
    assert said in _refusal(install(bundle, DOCTOR=status))


@pytest.mark.parametrize("arguments", [("--loudly",), ("--prefix",), ("--home", "")])
def test_wrong_usage_exits_with_2(
    bundle: Path, install: Callable[..., Ran], arguments: tuple[str, ...]
) -> None:
    ran = install(bundle, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "--help" in ran.stderr


def test_without_a_home_of_the_user_a_folder_must_be_named(bundle: Path, install: Callable[..., Ran]) -> None:
    assert "name a folder with --prefix" in _refusal(install(bundle, HOME=""))


def test_the_help_names_every_option(bundle: Path, install: Callable[..., Ran]) -> None:
    ran = install(bundle, "--help")
    assert ran.returncode == 0
    assert all(option in ran.stdout for option in ("--prefix", "--home", "--python"))


def test_shellcheck_has_nothing_to_say() -> None:
    shellcheck = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if shellcheck is None:
        pytest.skip("shellcheck is not installed")
    script = str(files("bot.bundling").joinpath("install.sh"))
    checked = subprocess.run([shellcheck, script], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
