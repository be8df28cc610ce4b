"""A Mac, by what sysctl and vm_stat print."""

from __future__ import annotations

import re

from bot.machine.kinds import Gpu, Machine
from bot.machine.running import Run

_NAMES = ("hw.memsize", "hw.physicalcpu", "hw.logicalcpu", "machdep.cpu.brand_string")
_AVAILABLE = ("free", "inactive", "speculative", "purgeable")  # pages that can be had without swapping


def read_macos(run: Run) -> Machine:
    """Ask the system. What it does not say counts as 0 bytes, or as 1 core."""
    says = [line.strip() for line in (run(("sysctl", "-n", *_NAMES)) or "").splitlines()]
    memory, physical, logical, name = [*says, *[""] * len(_NAMES)][: len(_NAMES)]
    return Machine(
        total_bytes=_number(memory),
        available_bytes=parse_vm_stat(run(("vm_stat",)) or ""),
        physical_cores=_number(physical) or 1,
        logical_cores=_number(logical) or 1,
        gpu=Gpu(name) if name.startswith("Apple") else None,
        system="macos",
        name=name,
    )


def parse_vm_stat(text: str) -> int:
    """Return the bytes that `vm_stat` counts as to be had."""
    page = re.search(r"page size of (\d+) bytes", text)
    pages = dict(re.findall(r"^Pages (\w+):\s+(\d+)\.$", text, re.MULTILINE))
    return int(page[1]) * sum(int(pages.get(kind, 0)) for kind in _AVAILABLE) if page else 0


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
