"""Amounts of memory and context, as people say them."""

from __future__ import annotations

_GB, _MB = 10**9, 10**6


def say_size(count: int) -> str:
    """Return "2.1 GB" or "98 MB"."""
    return f"{count / _GB:.1f} GB" if count >= _GB else f"{count / _MB:.0f} MB"


def say_context(tokens: int) -> str:
    """Return "4k", or the number itself where it is no round one."""
    return f"{tokens // 1024}k" if tokens % 1024 == 0 else str(tokens)
