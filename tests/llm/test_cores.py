from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.llm.cores import physical_cores


def _write(folder: Path, core_of: dict[int, int]) -> Path:
    for cpu, core in core_of.items():
        topology = folder / f"cpu{cpu}" / "topology"
        topology.mkdir(parents=True)
        (topology / "physical_package_id").write_text("0\n")
        (topology / "core_id").write_text(f"{core}\n")
    return folder


@pytest.fixture
def four_cpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)


@pytest.mark.usefixtures("four_cpus")
def test_hyperthreads_count_once(tmp_path: Path) -> None:
    topology = _write(tmp_path, {0: 0, 1: 1, 2: 0, 3: 1})
    assert physical_cores(topology=topology, quota=tmp_path / "none") == 2


@pytest.mark.usefixtures("four_cpus")
def test_without_a_topology_every_cpu_counts(tmp_path: Path) -> None:
    assert physical_cores(topology=tmp_path, quota=tmp_path / "none") == 4


@pytest.mark.usefixtures("four_cpus")
@pytest.mark.parametrize(("quota", "cores"), [("150000 100000", 2), ("10000 100000", 1), ("max 100000", 4)])
def test_a_container_quota_binds(tmp_path: Path, quota: str, cores: int) -> None:
    (tmp_path / "cpu.max").write_text(quota)
    assert physical_cores(topology=tmp_path, quota=tmp_path / "cpu.max") == cores
