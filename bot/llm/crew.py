"""How many threads check a draft: all that read prompts, or no more than write, where a core is busy."""

from __future__ import annotations

_SLOW = 1.7  # times the shortest check of as many tokens
_WAITED = 8  # checks


class Crew:
    """Threads wait for each other in every layer, so that one core that something else uses stops them all.

    A check that takes far longer than it can is the sign of that; the next few are left to the threads that
    write, which are fewer. The numbers that come out are the same.
    """

    def __init__(self, *, writing: int, reading: int) -> None:
        self._writing, self._reading = writing, reading
        self._shortest: dict[int, float] = {}
        self._waits = 0

    def threads(self) -> int:
        """Return how many threads the next check takes."""
        if not self._waits:
            return self._reading
        self._waits -= 1
        return self._writing

    def took(self, seconds: float, *, tokens: int, threads: int) -> None:
        """Take note of a check."""
        if threads != self._reading:
            return
        shortest = self._shortest[tokens] = min(seconds, self._shortest.get(tokens, seconds))
        if seconds > _SLOW * shortest:
            self._waits = _WAITED
