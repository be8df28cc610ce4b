"""Leaving in good order when the process is told to: what is being done gets its time."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stopping_on_signals() -> Iterator[asyncio.Event]:
    """Give an event that SIGTERM and SIGINT set; the second signal ends the process at once."""
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()

    def stop() -> None:
        stopping.set()
        for each in _SIGNALS:
            loop.remove_signal_handler(each)

    for each in _SIGNALS:
        loop.add_signal_handler(each, stop)
    try:
        yield stopping
    finally:
        for each in _SIGNALS:
            loop.remove_signal_handler(each)
