"""How fast this machine reads its memory: the limit of writing, as every token reads the whole model.

A vectorised sum over blocks that no cache holds, on one core, two, … all of them; the best of several counts,
as others may be at work. Measured here it reaches what several cores share, which a data sheet promises.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

_MIB = 1 << 20
_LEAST_BYTES = 64 * _MIB
_MOST_BYTES = 1024 * _MIB
_TIMES_THE_CACHE = 4
_SHARE_OF_FREE = 0.25
_ROUNDS = 5
_UNITS = {"K": 1 << 10, "M": _MIB, "G": 1 << 30}


def measure_bandwidth(
    cores: int,
    *,
    block_bytes: int,
    rounds: int = _ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Return bytes a second, read by at most `cores` threads; numpy lets them run beside each other."""
    block = np.ones(block_bytes // 8, np.int64)
    best = 0.0
    for threads in range(1, cores + 1):
        parts = np.array_split(block, threads)
        with ThreadPoolExecutor(threads) as pool:
            for _ in range(rounds):
                begun = clock()
                list(pool.map(np.sum, parts))
                best = max(best, block.nbytes / max(clock() - begun, 1e-9))
    return best


def block_bytes(largest_cache: int, available_bytes: int) -> int:
    """Return how much to read: several times the cache, and never more than a part of what is free."""
    wished = min(max(_LEAST_BYTES, _TIMES_THE_CACHE * largest_cache), _MOST_BYTES)
    return max(_MIB, min(wished, int(available_bytes * _SHARE_OF_FREE) if available_bytes else wished))


def largest_cache(root: Path = Path("/")) -> int:
    """Return the bytes of the processor's largest cache; 0 where the system does not say."""
    sizes = root.glob("sys/devices/system/cpu/cpu0/cache/index*/size")
    return max((_parse(path) for path in sizes), default=0)


def _parse(path: Path) -> int:
    try:
        found = re.fullmatch(r"(\d+)([KMG]?)", path.read_text().strip())
    except OSError:
        return 0
    return int(found[1]) * _UNITS.get(found[2], 1) if found else 0
