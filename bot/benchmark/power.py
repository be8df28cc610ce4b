"""Watts and joules for each token, while the model writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from bot.benchmark.report import Power
from bot.machine import Reading

_EVERY_S = 0.5
_SETTLE_S = 0.7  # a counter of energy needs a second reading, and tegrastats its first line


class Reads(Protocol):
    """Sensors: what they say now."""

    def read(self) -> Reading:
        """Return what is measured now."""
        ...


def measure_power(
    sensors: Reads,
    write: Callable[[], int],
    *,
    seconds: float,
    wait: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Power | None:
    """Let the model write for some seconds; None where nothing measures power, which is seen before.

    `write` returns how many tokens it wrote.
    """
    sensors.read()
    wait(_SETTLE_S)
    before = sensors.read()  # energy is counted from here on
    if before.watts is None:
        return None
    readings: list[Reading] = []
    begun, tokens = clock(), 0
    with _reading(sensors, readings):
        while tokens == 0 or clock() - begun < seconds:
            tokens += max(1, write())
    elapsed_s = clock() - begun
    joules = sum(each.joules for each in readings if each.joules is not None)
    return Power(joules / elapsed_s, joules / tokens, before.watts_of)


@contextmanager
def _reading(sensors: Reads, readings: list[Reading]) -> Iterator[None]:
    """Read the sensors all the while in a thread, and once more when that has ended."""
    ended = threading.Event()

    def follow() -> None:
        while not ended.wait(_EVERY_S):
            readings.append(sensors.read())

    thread = threading.Thread(target=follow, name="sensors", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    readings.append(sensors.read())
