"""Sends what is due, again and again, beside whatever else a long-running process does."""

from __future__ import annotations

import logging
import threading

from bot.errors import CoachError
from bot.reminders.courier import Courier

_log = logging.getLogger(__name__)


class Scheduler:
    """A thread that calls the courier every `interval_s` seconds, the first time at once."""

    def __init__(self, courier: Courier, *, interval_s: float = 30.0) -> None:
        self._courier = courier
        self._interval_s = interval_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reminders", daemon=True)

    def start(self) -> None:
        """Begin. A scheduler starts once."""
        self._thread.start()

    def stop(self, *, timeout_s: float = 5.0) -> None:
        """End after the message that is being sent, or `timeout_s`; what is left waits for the next one."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._courier.send_due()
            except CoachError as error:
                _log.warning("Reminders wait: %s", error)
            except Exception:  # the outermost edge of this thread: a fault must not end reminders for good
                _log.exception("Reminders failed; they are tried again.")
            self._stopping.wait(self._interval_s)
