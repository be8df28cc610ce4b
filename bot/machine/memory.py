"""Memory of a Linux machine as this process may use it: the kernel's account, and a container's limit."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.machine.kernel import read_number, read_text

Limits = dict[str, int]  # of this process: "address space" and "data", in bytes

_BESIDE_BYTES = (
    420 * 10**6
)  # of addresses that are taken and not used, by libraries, threads and files; measured
_PAGE_BYTES = 4096  # of every Jetson and PC; the kernel counts free blocks in pages


@dataclass(frozen=True, slots=True)
class Memory:
    """What there is; `installed_bytes` knows nothing of a container."""

    installed_bytes: int
    total_bytes: int
    available_bytes: int
    largest_free_block_bytes: int | None


def read_memory(root: Path) -> Memory:
    """Read /proc and the control groups under `root`."""
    lines = parse_meminfo(read_text(root / "proc/meminfo"))
    installed = total = lines.get("MemTotal", 0)
    available = lines.get("MemAvailable", lines.get("MemFree", 0))
    for limit, used in _limits(root):
        total, available = min(total, limit), min(available, max(0, limit - used))
    return Memory(installed, total, available, parse_buddyinfo(read_text(root / "proc/buddyinfo")))


def allowed_bytes(root: Path = Path("/"), *, limits: Callable[[], Limits] | None = None) -> int | None:
    """Return how much more memory this process may take; None where the system does not say.

    It is what is available, and what `ulimit -v` and `ulimit -d` leave, whichever is least.
    """
    memory = read_memory(root)
    if not memory.total_bytes:
        return None
    taken = parse_meminfo(read_text(root / "proc/self/status"))
    own = (limits or _own_limits)()
    left = [memory.available_bytes]
    if "address space" in own:
        left.append(own["address space"] - taken.get("VmSize", 0) - _BESIDE_BYTES)
    if "data" in own:
        left.append(own["data"] - taken.get("VmData", 0))
    return max(0, min(left))


def used_bytes(root: Path = Path("/")) -> int | None:
    """Return how much of the machine's memory this process holds; None where the system does not say."""
    _, _, pages = read_text(root / "proc/self/statm").partition(" ")
    resident = pages.partition(" ")[0]
    return int(resident) * os.sysconf("SC_PAGE_SIZE") if resident.isdecimal() else None


def parse_meminfo(text: str) -> dict[str, int]:
    """Return the lines of /proc/meminfo in bytes, by their names."""
    found = re.findall(r"^(\w+):\s+(\d+) kB$", text, re.MULTILINE)
    return {name: int(kilobytes) * 1024 for name, kilobytes in found}


def parse_buddyinfo(text: str) -> int | None:
    """Return the size of the largest free block, which tegrastats calls lfb; None where nothing is said."""
    orders = [
        order
        for line in text.splitlines()
        for order, count in enumerate(re.findall(r"\d+", line.partition("zone")[2]))
        if int(count)
    ]
    return _PAGE_BYTES << max(orders) if orders else None


def _own_limits() -> Limits:
    import resource  # no such module on Windows

    kinds = {"address space": resource.RLIMIT_AS, "data": resource.RLIMIT_DATA}
    soft = {name: resource.getrlimit(kind)[0] for name, kind in kinds.items()}
    return {name: limit for name, limit in soft.items() if limit != resource.RLIM_INFINITY}


def _limits(root: Path) -> Iterator[tuple[int, int]]:
    """Yield the limit of each control group around this process, and what is used for good."""
    for line in read_text(root / "proc/self/cgroup").splitlines():
        _, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if not controllers:
            yield from _of_groups(
                root / "sys/fs/cgroup", path, "memory.max", "memory.current", "inactive_file"
            )
        elif "memory" in controllers.split(","):
            old = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
            yield from _of_groups(root / "sys/fs/cgroup/memory", path, *old)


def _of_groups(
    mount: Path, path: str, limit_file: str, used_file: str, cache_name: str
) -> Iterator[tuple[int, int]]:
    # A limit binds all groups below it. In a container the path may be the host's: only the mount is there.
    group = PurePosixPath(path.lstrip("/"))
    for part in (group, *group.parents):
        limit, used = read_number(mount / part / limit_file), read_number(mount / part / used_file)
        if limit is not None:
            cached = re.search(
                rf"^{cache_name} (\d+)$", read_text(mount / part / "memory.stat"), re.MULTILINE
            )
            yield limit, (used or 0) - (int(cached[1]) if cached else 0)
