from __future__ import annotations

from pathlib import Path

import pytest

from bot.machine.memory import Limits, allowed_bytes

_MB = 10**6
_MEMINFO = "MemTotal: 4000000 kB\nMemAvailable: 2000000 kB\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine with 2048 MB to be had, and a process that takes 500 MB of addresses and 100 of data."""
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/meminfo").write_text(_MEMINFO)
    status = f"Name: python\nVmSize:\t{500 * _MB // 1024} kB\nVmData:\t{100 * _MB // 1024} kB\n"
    (tmp_path / "proc/self/status").write_text(status)
    return tmp_path


@pytest.mark.parametrize(
    ("limits", "megabytes"),
    [
        ({}, 2048),
        ({"data": 600 * _MB}, 500),
        ({"address space": 2000 * _MB}, 1080),  # 420 of them are never more than addresses
        ({"address space": 700 * _MB}, 0),
        ({"address space": 64_000 * _MB, "data": 64_000 * _MB}, 2048),
    ],
)
def test_the_tightest_limit_counts(root: Path, limits: Limits, megabytes: int) -> None:
    assert allowed_bytes(root, limits=lambda: limits) == pytest.approx(megabytes * _MB, abs=_MB)


def test_a_control_group_counts_too(root: Path) -> None:
    (root / "proc/self/cgroup").write_text("0::/coach\n")
    group = root / "sys/fs/cgroup/coach"
    group.mkdir(parents=True)
    (group / "memory.max").write_text(f"{300 * _MB}\n")
    (group / "memory.current").write_text(f"{50 * _MB}\n")
    assert allowed_bytes(root, limits=dict) == 250 * _MB


def test_where_the_system_says_nothing_nothing_is_known(tmp_path: Path) -> None:
    assert allowed_bytes(tmp_path, limits=dict) is None
