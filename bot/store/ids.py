"""Ids for what the store keeps: short, safe in a URL, and later ones sort later."""

from __future__ import annotations

import secrets
import threading
import time

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: in ASCII order, without i, l, o and u
_RANDOM_BITS = 40


class _Microseconds:
    """Microseconds since 1970, none twice in a process, also where the machine's clock is set back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1000)
            return self._last


_microseconds = _Microseconds()


def new_id() -> str:
    """Return 19 characters: the microseconds since 1970 (11), then 40 random bits (8).

    The time is the machine's own, never the frozen clock's: order must hold in a frozen demo too.
    """
    number = _microseconds.next() << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return "".join(_DIGITS[number >> shift & 31] for shift in range(90, -1, -5))
