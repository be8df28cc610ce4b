"""A program in a pseudo-terminal, and the time at which something comes to stand on its screen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

from bench.measure import MeasureError

_COLUMNS, _ROWS = 120, 50


class Terminal:
    """Starts `command` and notes when. `press` and `wait_until` are all that a person does."""

    def __init__(self, command: Sequence[str], *, env: Mapping[str, str], timeout_s: float) -> None:
        """`timeout_s` is for each wait."""
        self._screen = pyte.Screen(_COLUMNS, _ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._timeout_s = timeout_s
        self.started_s = time.perf_counter()
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            # Nobody answers when prompt_toolkit asks where the cursor is; a real terminal does at once.
            env={**env, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"},
            dimensions=(_ROWS, _COLUMNS),
        )
        self._child.delaybeforesend = None  # pexpect waits 50 ms before it types, unless told not to

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    def press(self, keys: str) -> float:
        """Type, and return when that was."""
        pressed_s = time.perf_counter()
        self._child.send(keys)
        return pressed_s

    def wait_until(self, holds: Callable[[str], object], what: str) -> float:
        """Return when the screen came to be so that `holds`. Raises MeasureError where it does not."""
        deadline = time.perf_counter() + self._timeout_s
        while time.perf_counter() < deadline:
            try:
                self._stream.feed(self._child.read_nonblocking(65536, timeout=1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                raise MeasureError(f"The program ended before {what}. Its screen:\n{self.show()}") from None
            read_s = time.perf_counter()
            if holds(self.show()):
                return read_s
        raise MeasureError(f"In {self._timeout_s:.0f} s there was never {what}. The screen:\n{self.show()}")

    def peak_mb(self) -> float:
        """Return the largest resident set of the program so far, in units of 10^6 bytes; 0 but on Linux."""
        try:
            status = Path(f"/proc/{self._child.pid}/status").read_text(encoding="utf-8")
        except OSError:
            return 0.0
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 / 1e6 if found else 0.0

    def show(self) -> str:
        """Return what is on the screen, without what is empty at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)
