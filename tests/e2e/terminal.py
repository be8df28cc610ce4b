"""A terminal of a given size with a program in it: types, waits for text, shows the screen."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

_SCREENS = Path(__file__).parent / "screens"
_PATIENCE_S = 60.0  # machines are shared; a test waits for what must come, and never measures


class Terminal:
    """Runs one command in a pseudo-terminal. `PATHCOACH_…` and colours are as `env` says."""

    def __init__(
        self,
        *command: str,
        cwd: Path,
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 40,
        reports_cursor: bool = False,
    ):
        """With `reports_cursor` it says where the cursor is if asked; a bar at the bottom needs that."""
        self._screen = _Screen(columns, rows, history=1000)
        self._screen.answer = self.type
        self._stream = pyte.ByteStream(self._screen)
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(cwd),
            env={
                **env,
                "TERM": "xterm-256color",
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                "PROMPT_TOOLKIT_NO_CPR": "" if reports_cursor else "1",
            },
            dimensions=(rows, columns),
            timeout=_PATIENCE_S,
        )
        self.raw = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    def type(self, text: str) -> None:
        """Press keys; "\\r" is Enter, "\\x03" Ctrl-C, "\\x04" Ctrl-D, "\\x1b" Escape."""
        self._child.send(text)

    def enter(self, text: str) -> None:
        """Type a line and send it."""
        self.type(text)
        self.wait_for(text.split("\n")[-1][-20:])
        self.type("\r")

    def paste(self, text: str) -> None:
        """Paste as terminals do, in brackets, so that nothing in it counts as a key."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def wait_for(self, text: str) -> str:
        """Read until `text` is on the screen, which is returned; wraps in `text` are overlooked."""
        return self.wait_until(lambda screen: _flat(text) in _flat(screen), text)

    def wait_until(self, holds: Callable[[str], bool], what: str) -> str:
        """Read until the screen is as it should be."""
        deadline = time.monotonic() + _PATIENCE_S
        while not holds(shown := self.show()):
            assert time.monotonic() < deadline, f"{what!r} never came. The screen:\n{shown}"
            self._read(0.1)
        return shown

    def rest(self) -> str:
        """Read until the program has said nothing for a moment."""
        while self._read(0.5):
            pass
        return self.show()

    def wait_for_end(self) -> int:
        """Read until the program has ended; return its exit code."""
        deadline = time.monotonic() + _PATIENCE_S
        while self._child.isalive():
            assert time.monotonic() < deadline, f"It did not end. The screen:\n{self.show()}"
            self._read(0.1)
        while self._read(0.1):
            pass
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -1)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self._child.kill(9)
        self._child.wait()

    def show(self) -> str:
        """Return what is on the screen, without what is empty at the ends."""
        return "\n".join(line.rstrip() for line in self._screen.display).strip("\n")

    def _read(self, timeout_s: float) -> bool:
        try:
            data = self._child.read_nonblocking(65536, timeout=timeout_s)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        self._stream.feed(data)
        return True


class _Screen(pyte.HistoryScreen):
    """A screen that answers the program, as terminals do."""

    answer: Callable[[str], None]

    def write_process_input(self, data: str) -> None:
        self.answer(data)


def assert_screen(name: str, shown: str) -> None:
    """Compare with the kept screen; with SCREENS=keep in the environment, keep it instead."""
    kept = _SCREENS / f"{name}.txt"
    if os.environ.get("SCREENS") == "keep":
        kept.write_text(f"{shown}\n", encoding="utf-8")
    assert f"{shown}\n" == kept.read_text(encoding="utf-8"), f"{kept} differs from:\n{shown}"


def _flat(text: str) -> str:
    return "".join(text.split())
