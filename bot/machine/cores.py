"""How many CPU cores of a Linux machine this process may really use."""

from __future__ import annotations

import math
import os
from collections.abc import Collection
from pathlib import Path

from bot.machine.kernel import read_number, read_text


def usable_cpus() -> Collection[int]:
    """Return the logical cores that this process may run on."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)


def read_cores(root: Path, cpus: Collection[int]) -> tuple[int, int]:
    """Return physical and logical cores among `cpus`, at least 1 each. A container's quota binds both.

    Hyperthreads are one physical core. Where the system does not tell, every logical core is one.
    """
    topology = root / "sys/devices/system/cpu"
    physical = len({_core(topology / f"cpu{cpu}" / "topology", cpu) for cpu in cpus})
    allowed = _quota(root / "sys/fs/cgroup")
    counts = (physical, len(cpus)) if allowed is None else (min(physical, allowed), min(len(cpus), allowed))
    return max(1, counts[0]), max(1, counts[1])


def _core(folder: Path, cpu: int) -> tuple[str, str]:
    core = read_text(folder / "core_id")
    return (read_text(folder / "physical_package_id"), core) if core else ("", f"cpu{cpu}")


def _quota(groups: Path) -> int | None:
    """Return how many cores' time the control group has; None where it is not limited.

    `cpu.max` holds "QUOTA PERIOD" in microseconds or "max PERIOD"; older kernels have a file for each.
    """
    quota, _, period = read_text(groups / "cpu.max").partition(" ")
    if quota.isdecimal() and period.isdecimal() and int(period):
        return math.ceil(int(quota) / int(period))
    old_quota, old_period = (
        read_number(groups / "cpu" / f"cpu.cfs_{each}_us") for each in ("quota", "period")
    )
    return math.ceil(old_quota / old_period) if old_quota and old_period and old_quota > 0 else None
