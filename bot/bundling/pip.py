"""pip, run as a program: what it says goes into a log, and its failure is one sentence that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.errors import BundleFailed
from bot.files import storage_errors

Run = Callable[[Sequence[str], Mapping[str, str], Path], int]  # command, variables, log → exit status


class Pip:
    """This environment's pip, with the settings that it has: PIP_EXTRA_INDEX_URL, PIP_NO_INDEX, …"""

    def __init__(self, log: Path, run: Run | None = None) -> None:
        """`log` is begun anew by the first run."""
        self.log = log
        self._run = run or run_logged

    def start_log(self) -> None:
        """Empty the log. Raises StorageError."""
        with storage_errors(self.log.parent):
            self.log.write_bytes(b"")

    def wheel(
        self, folder: Path, *arguments: str, what: str, variables: Mapping[str, str] | None = None
    ) -> None:
        """Put wheels into `folder`; `what` names them in the sentence. Raises BundleFailed."""
        command = [sys.executable, "-m", "pip", "wheel", "--wheel-dir", str(folder), *arguments]
        status = self._run(command, variables or {}, self.log)
        if status != 0:
            raise BundleFailed(
                f"pip could not get {what} (exit status {status}). Read why in {self.log}, and try again."
            )


def run_logged(command: Sequence[str], variables: Mapping[str, str], log: Path) -> int:
    """Run `command` with `variables` added to the environment; append what it says to `log`."""
    with log.open("ab") as out:
        return subprocess.run(
            command,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode
