"""The parts of a run: what one of them cannot do is written down, and the others go on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from bot.errors import CoachError
from bot.prompts import Prompts

_Found = TypeVar("_Found")


class Parts:
    """Names what is measured now, ends in time, and keeps the reasons for what was left out."""

    def __init__(
        self,
        prompts: Prompts,
        tell: Callable[[str], None],
        *,
        limit_s: float,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """`tell` is told what is measured now, in words."""
        self.left_out: dict[str, str] = {}
        self._prompts, self._tell = prompts, tell
        self._clock, self._ends_at = clock, clock() + limit_s

    def attempt(
        self, part: str, measure: Callable[[], _Found], *, in_any_case: bool = False
    ) -> _Found | None:
        """Return what `measure` returns; None where it raises a CoachError, or there is no time left.

        What is short and what everything else is compared with is measured `in_any_case`.
        """
        say = self._prompts.say
        if not in_any_case and self._clock() >= self._ends_at:
            self.leave_out(part, say("bench_no_time"))
            return None
        self._tell(say(f"bench_part_{part}"))
        try:
            return measure()
        except CoachError as error:
            self.leave_out(part, str(error))
            return None

    def leave_out(self, part: str, reason: str) -> None:
        """Say why a part is not measured; the first reason is the one that is kept."""
        self.left_out.setdefault(part, reason)
