"""Chance that is the same on every machine and for good: by digest of a name."""

from __future__ import annotations

import hashlib
import random


def digest(name: str) -> int:
    """Return a number that depends on `name` alone."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


def chance(name: str) -> random.Random:
    """Return a source of chance that begins anew, the same for the same `name`."""
    return random.Random(digest(name))
