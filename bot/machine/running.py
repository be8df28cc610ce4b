"""Asking other programs: what they print, or nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence

Run = Callable[
    [Sequence[str]], str | None
]  # a command → its standard output; None where it has nothing to say

_PATIENCE_S = 2.0


def run_command(command: Sequence[str]) -> str | None:
    """Return what a command prints; None where it is not installed, fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
