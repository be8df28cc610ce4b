"""GPUs with memory of their own, as NVIDIA's driver tells of them."""

from __future__ import annotations

from bot.machine.kinds import Gpu
from bot.machine.running import Run

_QUERY = "--query-gpu=name,memory.total,memory.free,compute_cap"
_MIB = 1 << 20


def read_gpu(run: Run) -> Gpu | None:
    """Return the first GPU that nvidia-smi lists; None where there is none."""
    return parse_gpu(run(("nvidia-smi", _QUERY, "--format=csv,noheader,nounits")) or "")


def parse_gpu(text: str) -> Gpu | None:
    """Return the first line of nvidia-smi's table as a GPU; a figure that it does not know is none."""
    fields = [field.strip() for field in text.strip().partition("\n")[0].split(",")]
    if len(fields) != 4 or not fields[0]:
        return None
    name, total, free, capability = fields
    arch = capability.replace(".", "")
    return Gpu(
        name=name,
        memory_bytes=int(total) * _MIB if total.isdecimal() else None,
        available_bytes=int(free) * _MIB if free.isdecimal() else None,
        cuda_arch=int(arch) if arch.isdecimal() else None,
    )
