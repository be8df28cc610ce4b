"""How many CPU cores this process may really use."""

from __future__ import annotations

import math
import os
from pathlib import Path

_TOPOLOGY = Path("/sys/devices/system/cpu")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def physical_cores(*, topology: Path = _TOPOLOGY, quota: Path = _QUOTA) -> int:
    """Return how many physical cores this process may use, at least 1.

    Hyperthreads count once, and a container's quota binds. Where the system does not tell (not Linux), every
    logical CPU counts.
    """
    cpus = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    cores = {_core(topology / f"cpu{cpu}" / "topology", cpu) for cpu in cpus}
    return max(1, min(len(cores), _allowed(quota)))


def _core(folder: Path, cpu: int) -> tuple[str, str]:
    try:
        return (folder / "physical_package_id").read_text(), (folder / "core_id").read_text()
    except OSError:
        return "", str(cpu)


def _allowed(quota: Path) -> int:
    """A cgroup's `cpu.max` holds "QUOTA PERIOD" in microseconds, or "max PERIOD"."""
    try:
        share, period = quota.read_text().split()
        return math.ceil(int(share) / int(period))
    except (OSError, ValueError):
        return os.cpu_count() or 1
