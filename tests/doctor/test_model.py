"""The model: which file, does it fit, and how fast can it be?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.doctor import Finding, Status
from bot.machine import read_machine
from bot.models import load_catalogue
from tests.doctor.conftest import GB, PLAIN
from tests.machine.boards import ORIN_NANO_SUPER

Examine = Callable[..., dict[str, Finding]]

GRANITE = load_catalogue().find("granite-4.1-3b")


@pytest.fixture
def granite(tmp_path: Path) -> Path:
    """A file of that model's name and size, which takes no room."""
    path = tmp_path / GRANITE.file
    with path.open("wb") as file:
        file.write(b"GGUF")
        file.truncate(GRANITE.bytes)
    return path


def test_the_bundled_model_fits_any_machine(examined: Examine) -> None:
    found = examined(machine=replace(PLAIN, available_bytes=GB, physical_cores=1))["model"]
    assert found.status is Status.OK
    assert found.words.startswith("smollm2-135m at Q4_1 needs 195 MB")


def test_a_model_that_is_set_and_writes_nothing_is_said_to_be_idle(examined: Examine, granite: Path) -> None:
    assert "is not loaded" in examined()["model"].words
    assert "is not loaded" not in examined(composer="mixed")["model"].words
    assert "is not loaded" not in examined(model={"path": granite})["model"].words


def test_a_better_model_that_would_fit_is_named(examined: Examine, tmp_path: Path) -> None:
    machine = read_machine(
        ORIN_NANO_SUPER.write(tmp_path), ORIN_NANO_SUPER.run, system="linux", cpus=range(6)
    )
    found = examined(machine=machine, offloads=True)["model"]
    assert (found.status, "would fit well, too" in found.words) == (Status.OK, True)


@pytest.mark.parametrize(
    ("free", "status"), [(8 * GB, Status.OK), (3 * GB, Status.WARN), (2 * GB, Status.FAIL)]
)
def test_a_model_fits_well_or_hardly_or_not(
    examined: Examine, granite: Path, free: int, status: Status
) -> None:
    found = examined(machine=replace(PLAIN, available_bytes=free), model={"path": granite})["model"]
    assert found.status is status
    assert found.words.startswith("granite-4.1-3b at Q4_K_M needs ")
    assert bool(found.remedy) == (status is not Status.OK)


def test_a_speed_is_computed_from_the_bandwidth_and_said_to_be(examined: Examine, granite: Path) -> None:
    machine = replace(PLAIN, bandwidth_bytes_s=102.0 * GB)
    assert examined(machine=machine, model={"path": granite})["speed"].words == (
        "Computed, not measured: about 17 tokens/s, 35 % of the 49 tokens/s that 102 GB/s of memory "
        "bandwidth allow."
    )


def test_without_a_data_sheet_no_speed_is_promised(examined: Examine) -> None:
    assert examined()["speed"].words.startswith("Not computed")


def test_a_file_of_another_size_is_damaged(examined: Examine, granite: Path) -> None:
    with granite.open("r+b") as file:
        file.truncate(1000)
    found = examined(model={"path": granite})
    assert found["model"].status is Status.FAIL
    assert found["model"].remedy == "Run `pathcoach models pull granite-4.1-3b`."
    assert "speed" not in found


def test_a_model_of_ones_own_is_looked_at_as_far_as_it_can_be(examined: Examine, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF" + bytes(5_000_000))
    fits = examined(model={"path": own})["model"]
    too_large = examined(model={"path": own}, machine=replace(PLAIN, available_bytes=1000))["model"]
    assert (fits.status, too_large.status) == (Status.OK, Status.FAIL)
    assert "own.gguf is not in the catalogue: its file has 5 MB" in fits.words


def test_a_missing_file_is_a_failure_with_the_remedy(examined: Examine, tmp_path: Path) -> None:
    found = examined(model={"path": tmp_path / "none.gguf"})["model"]
    assert found.status is Status.FAIL
    assert "Set PATHCOACH_MODEL__PATH" in found.words


def test_a_server_is_named_without_its_password_and_not_called(examined: Examine) -> None:
    found = examined(model={"base_url": "http://me:hunter2@127.0.0.1:1/v1", "name": "x"})
    assert found["model"].status is Status.OK
    assert "hunter2" not in found["model"].words
    assert "127.0.0.1:1" in found["model"].words


def test_where_code_writes_everything_no_model_is_missed(examined: Examine, tmp_path: Path) -> None:
    missing = {"path": tmp_path / "none.gguf"}
    assert examined(composer="extractive", model=missing)["model"].status is Status.OK
    chooses = {**missing, "chooses_tools": True}
    assert examined(composer="extractive", model=chooses)["model"].status is Status.FAIL
