"""Plain machines: memory with the limits of containers, cores, GPUs, Macs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.machine import Gpu, Machine, read_machine
from bot.machine.running import run_command
from tests.machine.boards import PC

_GB = 10**9
_KB = 1024


def read(root: Path, **files: str) -> Machine:
    board = replace(PC, files={**PC.files, **{name.replace("__", "/"): text for name, text in files.items()}})
    return read_machine(board.write(root), board.run, system="linux", cpus=range(4))


def test_memory_is_what_can_be_had_and_not_what_is_free(tmp_path: Path) -> None:
    machine = read(tmp_path)
    assert (machine.total_bytes, machine.available_bytes) == (16_000_000 * _KB, 12_000_000 * _KB)
    assert not machine.contained
    assert machine.name == "AMD EPYC 9B14"


def test_a_container_has_what_its_group_has_left_where_caches_can_go(tmp_path: Path) -> None:
    machine = read(
        tmp_path,
        **{
            "proc/self/cgroup": "0::/\n",
            "sys/fs/cgroup/memory.max": f"{2 * _GB}\n",
            "sys/fs/cgroup/memory.current": f"{1 * _GB}\n",
            "sys/fs/cgroup/memory.stat": f"anon 1\ninactive_file {_GB // 4}\n",
        },
    )
    assert machine.contained
    assert (machine.total_bytes, machine.available_bytes) == (2 * _GB, _GB + _GB // 4)


def test_the_limit_of_an_outer_group_binds_too(tmp_path: Path) -> None:
    machine = read(
        tmp_path,
        **{
            "proc/self/cgroup": "0::/system.slice/pathcoach.service\n",
            "sys/fs/cgroup/system.slice/memory.max": f"{_GB}\n",
            "sys/fs/cgroup/system.slice/memory.current": "0\n",
            "sys/fs/cgroup/system.slice/pathcoach.service/memory.max": "max\n",
        },
    )
    assert machine.available_bytes == _GB


def test_an_older_container_is_seen_where_only_its_mount_is(tmp_path: Path) -> None:
    machine = read(
        tmp_path,
        **{
            "proc/self/cgroup": "4:memory:/docker/0123\n3:cpu,cpuacct:/docker/0123\n",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": f"{3 * _GB}\n",
            "sys/fs/cgroup/memory/memory.usage_in_bytes": f"{_GB}\n",
            "sys/fs/cgroup/memory/memory.stat": "total_inactive_file 0\n",
        },
    )
    assert machine.available_bytes == 2 * _GB


def test_a_group_without_a_limit_changes_nothing(tmp_path: Path) -> None:
    files = {
        "proc/self/cgroup": "4:memory:/\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
    }
    assert not read(tmp_path, **files).contained


def test_hyperthreads_are_one_core_and_a_quota_binds(tmp_path: Path) -> None:
    topology = {
        f"sys/devices/system/cpu/cpu{cpu}/topology/{name}": text
        for cpu in range(4)
        for name, text in (("core_id", str(cpu % 2)), ("physical_package_id", "0"))
    }
    machine = read(tmp_path / "pc", **topology)
    assert (machine.physical_cores, machine.logical_cores) == (2, 4)
    machine = read(tmp_path / "container", **topology, **{"sys/fs/cgroup/cpu.max": "250000 100000\n"})
    assert (machine.physical_cores, machine.logical_cores) == (2, 3)
    machine = read(tmp_path / "small", **topology, **{"sys/fs/cgroup/cpu.max": "50000 100000\n"})
    assert (machine.physical_cores, machine.logical_cores) == (1, 1)


@pytest.mark.parametrize(("quota", "cores"), [("150000", 2), ("-1", 4)])
def test_an_older_quota_binds(tmp_path: Path, quota: str, cores: int) -> None:
    files = {"sys/fs/cgroup/cpu/cpu.cfs_quota_us": quota, "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000"}
    assert read(tmp_path, **files).logical_cores == cores


def test_the_largest_free_block_counts_over_all_zones(tmp_path: Path) -> None:
    zones = (
        "Node 0, zone      DMA      1      0      0      1      2      1      1      0      1      1      0\n"
        "Node 0, zone   Normal   4045   3104   1090    857   4844   4066   1727    0      0      0      0\n"
    )
    machine = read(tmp_path, **{"proc/buddyinfo": zones})
    assert machine.largest_free_block_bytes == 4096 << 9


def test_a_card_is_told_by_its_driver(tmp_path: Path) -> None:
    gpu = read(tmp_path).gpu
    assert gpu == Gpu("NVIDIA H100 80GB HBM3", 81559 << 20, 81000 << 20, 90)
    assert not gpu.shares_memory


def test_a_machine_that_tells_nothing_is_a_machine_still(tmp_path: Path) -> None:
    machine = read_machine(tmp_path, lambda _: None, system="linux", cpus=[])
    assert machine == Machine(0, 0, 1, 1)


_SYSCTL = "17179869184\n8\n8\nApple M2\n"
_VM_STAT = """Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                                1000.
Pages active:                            200000.
Pages inactive:                            2000.
Pages speculative:                          300.
Pages wired down:                         80000.
Pages purgeable:                             40.
"""


def test_a_mac_is_told_by_its_commands() -> None:
    def run(command: Sequence[str]) -> str | None:
        return {"sysctl": _SYSCTL, "vm_stat": _VM_STAT}.get(command[0])

    machine = read_machine(Path("/nowhere"), run, system="macos")
    assert (machine.total_bytes, machine.available_bytes) == (17179869184, 3340 * 16384)
    assert (machine.physical_cores, machine.logical_cores) == (8, 8)
    assert machine.gpu == Gpu("Apple M2")


def test_this_machine_can_be_read() -> None:
    assert read_machine().logical_cores >= 1


def test_a_command_that_is_missing_or_fails_says_nothing() -> None:
    assert run_command(("pathcoach-no-such-command",)) is None
    assert run_command(("false",)) is None
    assert run_command(("echo", "hello")) == "hello\n"
