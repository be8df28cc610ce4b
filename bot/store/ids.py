"""Ids for what the store keeps: short, safe in a URL, and later ones sort later."""

from __future__ import annotations

import secrets
import time

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: in ASCII order, without i, l, o and u
_RANDOM_BITS = 40


def new_id() -> str:
    """Return 19 characters: the microseconds since 1970 (11), then 40 random bits (8).

    The time is the machine's own, never the frozen clock's: order must hold in a frozen demo too.
    """
    number = (time.time_ns() // 1000) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return "".join(_DIGITS[number >> shift & 31] for shift in range(90, -1, -5))
