"""Giving memory back to the system once it is free. Knows GNU's allocator, and does nothing with another."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # M_… of malloc.h
_LARGE_BYTES = 256 * 1024


def return_what_is_freed() -> bool:
    """Have every large piece be returned as soon as it is free; False where this is not known how.

    By default the allocator learns from the first large piece that is freed, and keeps all later ones.
    Measured in a chat of twelve questions, the peak was 461 to 476 MB with that and 431 to 434 without.
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:  # musl
        return False
    return all(mallopt(name, _LARGE_BYTES) == 1 for name in (_MMAP_THRESHOLD, _TRIM_THRESHOLD))
