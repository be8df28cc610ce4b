"""The time in the workspace: real, plus what a test has let pass."""

from __future__ import annotations

import time


class Clock:
    """Tells the seconds since 1970, as Slack would."""

    def __init__(self) -> None:
        self._passed_s = 0.0

    def now(self) -> float:
        return time.time() + self._passed_s

    def advance(self, seconds: float) -> None:
        """Let so much time pass at once."""
        self._passed_s += seconds
