"""Watts and joules for each token, by sensors that are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.benchmark.power import measure_power
from bot.machine import Reading, Sensors


class Steady:
    """Sensors of a machine that always takes as many watts."""

    def __init__(self, watts: float | None, clock: Any) -> None:
        self._watts, self._clock, self._before = watts, clock, clock()

    def read(self) -> Reading:
        now, before = self._clock(), self._before
        self._before = now
        if self._watts is None:
            return Reading()
        return Reading(self._watts, ("board",), self._watts * (now - before))


def test_joules_are_those_of_the_time_in_which_the_tokens_were_written(hand: Any) -> None:
    def write() -> int:
        hand.go(2.0)
        return 40

    found = measure_power(Steady(10.0, hand), write, seconds=4.0, wait=hand.go, clock=hand)
    assert found is not None
    assert found.watts == pytest.approx(10.0)
    assert found.joules_per_token == pytest.approx(10.0 * 4.0 / 80)
    assert found.of == ("board",)


def test_without_sensors_nothing_is_written(hand: Any) -> None:
    def write() -> int:
        raise AssertionError("there is nothing to measure")

    assert measure_power(Steady(None, hand), write, seconds=4.0, wait=hand.go, clock=hand) is None


def test_a_processors_counter_of_energy_gives_watts_and_joules(tmp_path: Path, hand: Any) -> None:
    zone = tmp_path / "sys/class/powercap/intel-rapl:0"
    zone.mkdir(parents=True)
    (zone / "name").write_text("package-0")
    energy = zone / "energy_uj"
    energy.write_text("0")

    def wait(seconds: float) -> None:
        hand.go(seconds)
        energy.write_text(str(int(20e6 * (hand.now - 100))))  # 20 W

    def write() -> int:
        wait(1.0)
        return 50

    sensors = Sensors(tmp_path, lambda _: None, clock=hand)
    found = measure_power(sensors, write, seconds=3.0, wait=wait, clock=hand)
    assert found is not None
    assert found.watts == pytest.approx(20.0)
    assert found.joules_per_token == pytest.approx(0.4)
    assert found.of == ("processor",)
