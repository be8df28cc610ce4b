"""Time and peak memory of child processes, seen from outside.

Linux counts what the parent held when it forked towards the child's peak, so a program that measures must
itself stay small: nothing heavy is imported here, nor by `bench.ask`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Self

_TAIL = 2000  # characters of a failed process's stderr that the error repeats


class MeasureError(Exception):
    """A measured process failed or ran past its time, so its figures mean nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One finished process. `peak_mb` is its largest resident set, in units of 10^6 bytes."""

    wall_s: float
    peak_mb: float
    stdout: str


def measure(command: Sequence[str], *, env: Mapping[str, str], timeout_s: float) -> Measured:
    """Run `command` to its end. Raises MeasureError unless it exits with 0 within `timeout_s`."""
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        started = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
        with _deadline(process, timeout_s):
            peak_mb = _reap(process)
        wall_s = time.perf_counter() - started
        if process.returncode:
            raise _failure(command, process.returncode, stderr)
        stdout.seek(0)
        return Measured(wall_s, peak_mb, stdout.read())


class Conversation:
    """A process that answers every line of its standard input with one line of standard output."""

    def __init__(self, command: Sequence[str], *, env: Mapping[str, str], timeout_s: float) -> None:
        """`timeout_s` is for each answer, and for the end after the last one."""
        self._command, self._timeout_s = command, timeout_s
        self._stderr = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in close()
        self._process = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr, text=True
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self.peak_mb = 0.0  # known once it is closed

    def ask(self, line: str) -> tuple[str, float]:
        """Return the answer to `line` and its milliseconds. Raises MeasureError."""
        started = time.perf_counter()
        with _deadline(self._process, self._timeout_s):
            try:
                self._stdin.write(line + "\n")
                self._stdin.flush()
                answer = self._stdout.readline()
            except BrokenPipeError:
                answer = ""
        elapsed_ms = (time.perf_counter() - started) * 1000
        if not answer:
            with _deadline(self._process, self._timeout_s):
                _reap(self._process)
            raise _failure(self._command, self._process.returncode, self._stderr)
        return answer, elapsed_ms

    def close(self) -> None:
        """End the input, wait for the process and note its peak memory. Raises MeasureError."""
        if self._process.returncode is None:
            self._stdin.close()
            with _deadline(self._process, self._timeout_s):
                self.peak_mb = _reap(self._process)
            if self._process.returncode:
                raise _failure(self._command, self._process.returncode, self._stderr)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.close()
        finally:
            if self._process.returncode is None:
                with _deadline(self._process, 0):
                    _reap(self._process)
            with suppress(BrokenPipeError):  # a question that a dead process never read
                self._stdin.close()
            self._stdout.close()
            self._stderr.close()


def _reap(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> float:
    """Wait for `process` and return its own peak resident set in MB, which only wait4 tells."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


@contextmanager
def _deadline(process: subprocess.Popen[str] | subprocess.Popen[bytes], timeout_s: float) -> Iterator[None]:
    """Kill `process` if the block takes longer than `timeout_s`; whoever waits for it then sees it end."""
    # Popen.kill would poll, and so take the exit status from under wait4.
    timer = threading.Timer(timeout_s, os.kill, (process.pid, signal.SIGKILL))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _failure(command: Sequence[str], returncode: int, stderr: IO[str]) -> MeasureError:
    stderr.seek(0)
    said = stderr.read()[-_TAIL:].strip() or "nothing on stderr"
    how = "ran past its time or was killed" if returncode == -signal.SIGKILL else f"exited with {returncode}"
    return MeasureError(f"`{' '.join(command)}` {how}: {said}")
