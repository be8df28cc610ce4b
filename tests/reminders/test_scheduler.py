"""The thread that sends: it begins at once, goes on after errors, and stops soon."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import cast

import pytest

from bot.errors import StorageError
from bot.reminders import Courier, Scheduler, SendReport


class CountingCourier:
    """Counts its calls; each does what `acts` says next, the last one again."""

    def __init__(self, *acts: Callable[[], None]) -> None:
        self.calls = 0
        self.third = threading.Event()
        self._acts = acts

    def send_due(self) -> SendReport:
        self.calls += 1
        if self.calls == 3:
            self.third.set()
        if self.calls <= len(self._acts):
            self._acts[self.calls - 1]()
        return SendReport()


def fail() -> None:
    raise StorageError("The store is locked. Try again.")


def break_down() -> None:
    raise RuntimeError("a fault")


def test_it_goes_on_after_errors_and_faults(caplog: pytest.LogCaptureFixture) -> None:
    courier = CountingCourier(fail, break_down)
    scheduler = Scheduler(cast(Courier, courier), interval_s=0.001)

    scheduler.start()
    went_on = courier.third.wait(10)
    scheduler.stop()

    assert went_on
    assert [record.levelname for record in caplog.records] == ["WARNING", "ERROR"]


def test_it_stops_in_the_middle_of_a_long_pause() -> None:
    courier = CountingCourier()
    scheduler = Scheduler(cast(Courier, courier), interval_s=3600)

    scheduler.start()
    scheduler.stop(timeout_s=10)

    assert courier.calls <= 1
    assert not [thread for thread in threading.enumerate() if thread.name == "reminders"]


def test_one_that_never_started_can_be_stopped() -> None:
    Scheduler(cast(Courier, CountingCourier())).stop()
