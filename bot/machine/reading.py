"""Reads the machine from files under a root and from commands; both can be given, and so any machine."""

from __future__ import annotations

import platform
import re
from collections.abc import Collection
from pathlib import Path

from bot.machine.cores import read_cores, usable_cpus
from bot.machine.gpu import read_gpu
from bot.machine.jetson import read_jetson
from bot.machine.kernel import read_text
from bot.machine.kinds import Gpu, Machine, System
from bot.machine.macos import read_macos
from bot.machine.memory import read_memory
from bot.machine.running import Run, run_command

_SYSTEMS: dict[str, System] = {"Linux": "linux", "Darwin": "macos"}


def read_machine(
    root: Path = Path("/"),
    run: Run = run_command,
    *,
    system: System | None = None,
    cpus: Collection[int] | None = None,
) -> Machine:
    """Return what this machine is, in some milliseconds; with an NVIDIA driver, in some hundred.

    `system` is by default this one's, and `cpus` are the logical cores that this process may run on.
    """
    system = system or _SYSTEMS.get(platform.system(), "other")
    if system == "macos":
        return read_macos(run)
    memory = read_memory(root)
    physical, logical = read_cores(root, usable_cpus() if cpus is None else cpus)
    jetson = read_jetson(root, run, installed_bytes=memory.installed_bytes)
    return Machine(
        total_bytes=memory.total_bytes,
        available_bytes=memory.available_bytes,
        physical_cores=physical,
        logical_cores=logical,
        bandwidth_bytes_s=jetson.bandwidth_bytes_s if jetson else None,
        gpu=Gpu(f"Jetson {jetson.module}", cuda_arch=jetson.cuda_arch) if jetson else read_gpu(run),
        jetson=jetson,
        system=system,
        name=_name(root),
        largest_free_block_bytes=memory.largest_free_block_bytes,
        contained=memory.total_bytes < memory.installed_bytes,
    )


def _name(root: Path) -> str:
    """Return what a board calls itself, else the processor's name."""
    board = read_text(root / "proc/device-tree/model")
    found = re.search(r"^model name\s*:\s*(.+)$", read_text(root / "proc/cpuinfo"), re.MULTILINE)
    return board or (found[1].strip() if found else "")
