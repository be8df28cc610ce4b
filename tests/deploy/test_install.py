"""deploy/jetson/install.sh on boards whose commands are played: what it calls, writes and leaves alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.deploy.conftest import INSTALL, JETPACK_6, JETPACK_7, ROOT, Installation, Workshop
from tests.machine.boards import NANO, PC, Board, release

VENV = "/opt/pathcoach/venv/bin"
ENV_FILE = "etc/pathcoach/pathcoach.env"
UNITS = ("pathcoach.service", "pathcoach-remind.service", "pathcoach-remind.timer")


def refusal(installation: Installation, *options: str, **environment: str) -> str:
    """Return the one sentence with which it refuses."""
    ran = installation.install(*options, **environment)
    assert ran.returncode == 1
    said = ran.stderr.splitlines()
    assert len(said) == 1, said
    return said[0].removeprefix("install.sh: ")


@pytest.mark.parametrize(
    ("board", "arch", "python"), [(JETPACK_6, 87, "python3.11"), (JETPACK_7, 110, "python3.12")]
)
def test_llama_cpp_is_built_for_the_gpu_of_the_board(
    workshop: Workshop, board: Board, arch: int, python: str
) -> None:
    installation = workshop.set_up(board)
    ran = installation.install()
    assert ran.returncode == 0, ran.stderr
    (build,) = (call for call in installation.calls if "--no-binary llama-cpp-python" in call)
    assert "CUDACXX=/usr/local/cuda/bin/nvcc " in build
    assert f"-DGGML_CUDA=on -DCMAKE_CUDA_ARCHITECTURES={arch} -DGGML_CUDA_NO_VMM=ON" in build
    assert "--force-reinstall --no-cache-dir" in build
    assert re.search(r"llama-cpp-python==\d+\.\d+\.\d+$", build)
    assert (
        f"apt-get install --quiet --yes --no-install-recommends {python} {python}-venv" in installation.calls
    )


def test_it_installs_the_checkout_with_its_pins_and_then_the_index(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_6)
    installation.install()
    calls = installation.calls
    program = calls.index(f"python -m pip install -c {ROOT}/constraints.txt {ROOT}")
    user = calls.index(
        "useradd --system --user-group --groups video,render "
        "--home-dir /var/lib/pathcoach --shell /usr/sbin/nologin pathcoach"
    )
    index, doctor = calls.index("pathcoach index"), calls.index("pathcoach doctor")
    assert user < program < index < doctor
    assert f"runuser -u pathcoach -- env PATHCOACH_HOME=/var/lib/pathcoach {VENV}/pathcoach index" in calls
    assert "groupadd --system render" in calls
    assert "groupadd --system video" not in calls


def test_units_and_the_file_for_secrets_are_written(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_6)
    installation.install()
    files = installation.files()
    for unit in UNITS:
        assert files[f"etc/systemd/system/{unit}"] == (ROOT / "deploy/jetson" / unit).read_bytes()
    assert installation.mode(ENV_FILE) == 0o600
    assert installation.mode("var/lib/pathcoach") == 0o700
    assert installation.calls_of("systemctl") == [
        "systemctl daemon-reload",
        "systemctl try-restart pathcoach.service",
    ]


def test_the_units_follow_the_prefix(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_6)
    installation.install("--prefix", "/srv/coach")
    unit = installation.files()["etc/systemd/system/pathcoach.service"].decode()
    assert "ExecStart=/srv/coach/venv/bin/pathcoach slack" in unit
    assert "/opt/pathcoach" not in unit
    assert "srv/coach/venv/bin/python" in installation.files()


def test_run_again_it_updates_the_program_alone(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_6)
    installation.install()
    (installation.root / ENV_FILE).write_text("SLACK_BOT_TOKEN=secret\n")
    before, first = installation.files(), len(installation.calls)
    ran = installation.install()
    assert ran.returncode == 0, ran.stderr
    assert installation.files() == before
    again = [call for call in installation.calls[first:] if not call.startswith(("getent", "python3"))]
    assert not any(
        word in call
        for call in again
        for word in ("--no-binary", "-m venv", "useradd", "groupadd", "apt-get", "daemon-reload")
    )
    assert f"python -m pip install -c {ROOT}/constraints.txt {ROOT}" in again


def test_a_dry_run_writes_nothing_and_says_what_would_be_done(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_7)
    before = installation.files()
    ran = installation.install("--dry-run", FAKE_UID="1000")
    assert ran.returncode == 0, ran.stderr
    assert installation.files() == before
    looked = {"dirname", "getent", "id", "nproc", "nvcc", "nvpmodel"}
    assert {call.split()[0] for call in installation.calls if not call.startswith("python3")} <= looked
    for step in ("useradd", "-DCMAKE_CUDA_ARCHITECTURES=110", "pathcoach.env", "daemon-reload"):
        assert step in ran.stdout


def test_the_power_mode_is_said_and_never_set(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_6)
    ran = installation.install()
    assert "Power mode: MAXN_SUPER. It stays as it is" in ran.stdout
    assert installation.calls_of("nvpmodel") == ["nvpmodel -q"]


def test_without_the_command_for_it_the_power_mode_is_not_known(workshop: Workshop) -> None:
    ran = workshop.set_up(JETPACK_6, without=("nvpmodel",)).install()
    assert ran.returncode == 0, ran.stderr
    assert "Power mode: not known." in ran.stdout


def test_as_many_files_are_compiled_at_once_as_the_memory_has_room_for(workshop: Workshop) -> None:
    installation = workshop.set_up(replace(JETPACK_6, available_kb=3_100_000))
    installation.install()
    assert any("JOBS=2 " in call for call in installation.calls)


def test_a_python_that_the_board_has_is_taken(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_6, python="python3.12")
    installation.install()
    assert "python3.12 -m venv /opt/pathcoach/venv" in installation.calls
    assert not installation.calls_of("apt-get")


@pytest.mark.parametrize(
    ("board", "said"),
    [
        (PC, "This is no Jetson. Elsewhere run `make install`"),
        (NANO, "L4T 32 is not supported. Flash JetPack 6"),
        (replace(JETPACK_6, release=release("35.4.1")), "L4T 35 is not supported."),
        (replace(JETPACK_6, compatible="nvidia,tegra194"), "This Jetson is neither an Orin nor a Thor."),
    ],
)
def test_other_machines_are_refused_in_a_sentence(workshop: Workshop, board: Board, said: str) -> None:
    installation = workshop.set_up(board)
    before = installation.files()
    assert refusal(installation).startswith(said)
    assert installation.files() == before


@pytest.mark.parametrize(
    ("l4t", "board"), [("38.2.1", JETPACK_7), ("39.0.0", JETPACK_7), ("39.1", JETPACK_6)]
)
def test_jetpack_7_is_known_on_thor_and_orin(workshop: Workshop, l4t: str, board: Board) -> None:
    ran = workshop.set_up(replace(board, release=release(l4t))).install()
    assert ran.returncode == 0, ran.stderr
    assert f"JetPack 7 (L4T {l4t[:2]})" in ran.stdout


def test_without_a_cuda_compiler_it_says_how_to_get_one(workshop: Workshop) -> None:
    said = refusal(workshop.set_up(JETPACK_6, without=("nvcc",)))
    assert said.startswith("There is no CUDA compiler at ")
    assert "`sudo apt-get update && sudo apt-get install nvidia-jetpack`" in said


def test_a_cuda_compiler_that_is_too_old_for_the_board_is_told_of(workshop: Workshop) -> None:
    said = refusal(workshop.set_up(JETPACK_7), FAKE_OLD_CUDA="1")
    assert "cannot build for architecture 110" in said


def test_a_build_for_the_processor_alone_is_told_of(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_6)
    said = refusal(installation, FAKE_CPU_ONLY="1")
    assert said.startswith("llama.cpp was built for the processor alone. Check that ")
    assert "pathcoach index" not in installation.calls
    assert ENV_FILE not in installation.files()


def test_after_a_build_for_the_processor_alone_it_is_built_again(workshop: Workshop) -> None:
    installation = workshop.set_up(JETPACK_6)
    installation.install(FAKE_CPU_ONLY="1")
    ran = installation.install()
    assert ran.returncode == 0, ran.stderr
    assert sum("--no-binary" in call for call in installation.calls) == 2


def test_only_root_can_install(workshop: Workshop) -> None:
    assert (
        refusal(workshop.set_up(JETPACK_6), FAKE_UID="1000")
        == f"Only root can install. Run `sudo {INSTALL}`."
    )


def test_a_step_that_fails_is_told_of_with_what_to_do(workshop: Workshop) -> None:
    said = refusal(workshop.set_up(JETPACK_6), FAKE_PATHCOACH="1")
    assert said == "The index could not be built. Put right what is said above, then run this again."


@pytest.mark.parametrize(
    "options", [("--perfix", "/x"), ("--prefix",), ("--prefix", "here"), ("--prefix", "/a b")]
)
def test_wrong_usage_is_told_of(workshop: Workshop, options: tuple[str, ...]) -> None:
    ran = workshop.set_up(JETPACK_6).install(*options)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


def test_help_lists_every_option(workshop: Workshop) -> None:
    ran = workshop.set_up(JETPACK_6).install("--help")
    assert ran.returncode == 0
    for option in ("--prefix DIR", "--python PROGRAM", "--dry-run", "--help"):
        assert option in ran.stdout
