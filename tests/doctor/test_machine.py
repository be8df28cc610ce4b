"""What is said of machines and of llama.cpp on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.doctor import Finding, Status
from bot.errors import ModelError
from bot.llm.build import Build
from bot.machine import Machine, read_machine
from tests.doctor.conftest import CARD, GB, PLAIN
from tests.machine.boards import NANO, ORIN_NANO_SUPER, THOR, Board

Examine = Callable[..., dict[str, Finding]]


def board(which: Board, root: Path, **changed: Any) -> Machine:
    machine = read_machine(which.write(root), which.run, system="linux", cpus=range(6))
    return replace(machine, **changed)


def test_a_plain_machine_is_described(examined: Examine) -> None:
    found = examined(machine=replace(PLAIN, gpu=CARD))
    assert found["machine"] == Finding(
        "machine", Status.OK, "Linux, AMD EPYC, 4 cores that run 8 threads, NVIDIA L4 with 24.0 GB."
    )
    assert found["memory"] == Finding("memory", Status.OK, "12.0 GB of 16.0 GB can be had.")


def test_a_jetson_is_described_with_its_power_mode(examined: Examine, tmp_path: Path) -> None:
    found = examined(machine=board(ORIN_NANO_SUPER, tmp_path), offloads=True)
    assert found["machine"].words == (
        "Jetson Orin Nano 8GB, L4T 36.4.3, JetPack 6, power mode MAXN_SUPER, "
        "102 GB/s of memory bandwidth by its data sheet."
    )
    assert found["machine"].status is Status.OK


def test_a_jetpack_that_is_too_old_is_warned_of(examined: Examine, tmp_path: Path) -> None:
    found = examined(machine=board(NANO, tmp_path))["machine"]
    assert found.status is Status.WARN
    assert "Flash JetPack 6 or 7" in found.remedy


@pytest.mark.parametrize(
    ("changed", "remedy"),
    [
        ({"available_bytes": GB // 2}, "Close what else needs memory"),
        ({"available_bytes": GB // 2, "contained": True}, "Raise the container's"),
        ({"available_bytes": 0, "total_bytes": 0}, "/proc"),
    ],
)
def test_little_memory_is_warned_of(examined: Examine, changed: dict[str, Any], remedy: str) -> None:
    found = examined(machine=replace(PLAIN, **changed))["memory"]
    assert found.status is Status.WARN
    assert remedy in found.remedy


@pytest.mark.parametrize(
    ("changed", "remedy"),
    [
        ({"available_bytes": GB // 2}, "Run without a desktop"),
        ({"largest_free_block_bytes": 512 << 10}, "Restart: the memory is in pieces"),
    ],
)
def test_little_memory_of_a_jetson_has_remedies_of_its_own(
    examined: Examine, tmp_path: Path, changed: dict[str, Any], remedy: str
) -> None:
    found = examined(machine=board(ORIN_NANO_SUPER, tmp_path, **changed))["memory"]
    assert found.status is Status.WARN
    assert remedy in found.remedy


def test_the_largest_free_block_of_a_jetson_is_said(examined: Examine, tmp_path: Path) -> None:
    found = examined(machine=board(ORIN_NANO_SUPER, tmp_path, largest_free_block_bytes=4 << 20))["memory"]
    assert (found.status, "The largest free block has 4 MB." in found.words) == (Status.OK, True)


@pytest.mark.parametrize(
    ("which", "flags"),
    [
        (
            ORIN_NANO_SUPER,
            '"-DGGML_CUDA=on -DCMAKE_CUDA_ARCHITECTURES=87 -DGGML_CUDA_NO_VMM=ON"',
        ),
        (THOR, '"-DGGML_CUDA=on -DCMAKE_CUDA_ARCHITECTURES=110 -DGGML_CUDA_NO_VMM=ON"'),
    ],
)
def test_a_jetson_with_a_build_for_the_processor_gets_the_flags(
    examined: Examine, tmp_path: Path, which: Board, flags: str
) -> None:
    found = examined(machine=board(which, tmp_path))["llama.cpp"]
    assert found.status is Status.WARN
    assert f"CUDACXX=/usr/local/cuda/bin/nvcc CMAKE_ARGS={flags} pip install" in found.remedy
    assert "llama-cpp-python==0.3.36" in found.remedy


def test_a_card_has_its_own_architecture_and_a_mac_has_metal(examined: Examine) -> None:
    of_card = examined(machine=replace(PLAIN, gpu=CARD))["llama.cpp"].remedy
    assert 'CMAKE_ARGS="-DGGML_CUDA=on -DCMAKE_CUDA_ARCHITECTURES=89"' in of_card
    assert "GGML_METAL" in examined(machine=replace(PLAIN, gpu=CARD, system="macos"))["llama.cpp"].remedy


@pytest.mark.parametrize(
    ("gpu", "offloads", "model", "status", "says"),
    [
        (CARD, True, {"gpu_layers": -1, "path": "/m.gguf"}, Status.OK, ""),
        (CARD, True, {"path": "/m.gguf"}, Status.WARN, "Set PATHCOACH_MODEL__GPU_LAYERS=-1"),
        (CARD, True, {}, Status.OK, ""),  # the bundled model is quick without
        (None, False, {}, Status.OK, ""),
        (None, False, {"gpu_layers": 20}, Status.WARN, "PATHCOACH_MODEL__GPU_LAYERS=20 has no effect"),
    ],
)
def test_the_build_is_held_against_what_is_set(
    examined: Examine, gpu: Any, offloads: bool, model: dict[str, Any], status: Status, says: str
) -> None:
    found = examined(machine=replace(PLAIN, gpu=gpu), offloads=offloads, model=model)["llama.cpp"]
    assert found.status is status
    assert says in found.remedy


def test_a_llama_cpp_that_cannot_be_loaded_is_a_failure_and_the_rest_is_examined(
    subject: Callable[..., Any],
) -> None:
    from bot.doctor import examine

    def fail() -> Build:
        raise ModelError("llama.cpp cannot be loaded (libcudart.so.12 is missing).")

    found = {finding.name: finding for finding in examine(replace(subject(), read_build=fail))}
    assert found["llama.cpp"].status is Status.FAIL
    assert "libcudart" in found["llama.cpp"].words
    assert found["model"].status is Status.OK
