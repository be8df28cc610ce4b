"""Each generation of Jetson is told by what its kernel, its system and its memory say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.machine import read_machine
from bot.machine.jetson import parse_power_mode, parse_release
from tests.machine.boards import (
    AGX_ORIN,
    NANO,
    ORIN_NANO_4GB,
    ORIN_NANO_8GB,
    ORIN_NANO_SUPER,
    ORIN_NX_16GB,
    PC,
    THOR,
    Board,
)


@pytest.mark.parametrize(
    ("board", "module", "jetpack", "arch", "gb_s"),
    [
        (NANO, "Nano 4GB", "4", 53, 25.6),
        (ORIN_NANO_8GB, "Orin Nano 8GB", "6", 87, 68),
        (ORIN_NANO_4GB, "Orin Nano 4GB", "6", 87, 34),
        (ORIN_NANO_SUPER, "Orin Nano 8GB", "6", 87, 102),
        (ORIN_NX_16GB, "Orin NX 16GB", "6", 87, 102.4),
        (AGX_ORIN, "AGX Orin 64GB", "6", 87, 204.8),
        (THOR, "Thor 128GB", "7.0 or 7.1", 110, 273),
        (replace(THOR, release=THOR.release.replace("R38", "R39")), "Thor 128GB", "7.2", 110, 273),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_generation_is_told(
    tmp_path: Path, board: Board, module: str, jetpack: str, arch: int, gb_s: float
) -> None:
    machine = read_machine(board.write(tmp_path), board.run, system="linux", cpus=range(6))
    jetson = machine.jetson
    assert jetson is not None
    assert (jetson.module, jetson.jetpack, jetson.cuda_arch) == (module, jetpack, arch)
    assert jetson.power_mode == board.power_mode
    assert machine.bandwidth_bytes_s == jetson.bandwidth_bytes_s == pytest.approx(gb_s * 1e9)
    assert machine.gpu is not None
    assert machine.gpu.shares_memory
    assert machine.gpu.cuda_arch == arch


@pytest.mark.parametrize(("mode", "gb_s"), [("15W", 68), ("25W", 102), ("", 102)])
def test_a_super_is_as_fast_as_its_power_mode_allows(tmp_path: Path, mode: str, gb_s: float) -> None:
    board = replace(ORIN_NANO_SUPER, power_mode=mode)
    machine = read_machine(board.write(tmp_path), board.run, system="linux", cpus=range(6))
    assert machine.bandwidth_bytes_s == gb_s * 1e9


def test_a_container_on_a_jetson_asks_its_packages(tmp_path: Path) -> None:
    board = replace(ORIN_NANO_8GB, release="", power_mode="", says={"dpkg-query": "36.4.3-20250107174145"})
    jetson = read_machine(board.write(tmp_path), board.run, system="linux", cpus=range(6)).jetson
    assert jetson is not None
    assert (jetson.l4t, jetson.power_mode) == ("36.4.3", None)


def test_an_unknown_board_is_named_as_it_names_itself(tmp_path: Path) -> None:
    board = Board("NVIDIA Jetson Something New", "nvidia,tegra234", says={})
    jetson = read_machine(board.write(tmp_path), board.run, system="linux", cpus=range(6)).jetson
    assert jetson is not None
    assert (jetson.module, jetson.cuda_arch, jetson.bandwidth_bytes_s) == (board.model, 87, None)
    assert (jetson.l4t, jetson.jetpack) == (None, None)


def test_other_machines_are_no_jetson(tmp_path: Path) -> None:
    raspberry = Board("Raspberry Pi 5 Model B Rev 1.0", "brcm,bcm2712")
    assert (
        read_machine(raspberry.write(tmp_path / "pi"), raspberry.run, system="linux", cpus=[0]).jetson is None
    )
    assert read_machine(PC.write(tmp_path / "pc"), PC.run, system="linux", cpus=[0]).jetson is None


def test_versions_and_modes_are_read_as_they_are_printed() -> None:
    assert parse_release("# R36 (release), REVISION: 4.3, GCID: 38968081, BOARD: generic") == "36.4.3"
    assert parse_release("nothing of the kind") is None
    assert parse_power_mode("NVPM WARN: fan mode is not set!\nNV Power Mode: MODE_30W\n2\n") == "MODE_30W"
    assert parse_power_mode("") is None
