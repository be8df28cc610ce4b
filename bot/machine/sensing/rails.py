"""The power monitors (INA) of a Jetson's rails, as the kernel shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.machine.kernel import read_number, read_text

_CHANNELS = range(1, 4)
_UNUSED = {"", "NC"}


def read_rails(root: Path) -> dict[str, float]:
    """Return the watts of each rail by its name; empty where there is no monitor, or nobody may read it."""
    return {**dict(_now(root)), **dict(_before(root))}


def _now(root: Path) -> Iterator[tuple[str, float]]:
    """From JetPack 5 on: millivolts and milliamperes, a channel a rail."""
    for monitor in sorted(root.glob("sys/class/hwmon/hwmon*")):
        if not read_text(monitor / "name").startswith("ina"):
            continue
        for channel in _CHANNELS:
            rail = read_text(monitor / f"in{channel}_label")
            voltage, current = (read_number(monitor / f"{kind}{channel}_input") for kind in ("in", "curr"))
            if rail not in _UNUSED and voltage is not None and current is not None:
                yield rail, voltage * current / 1e6


def _before(root: Path) -> Iterator[tuple[str, float]]:
    """In JetPack 4: milliwatts."""
    for monitor in sorted(root.glob("sys/bus/i2c/drivers/ina3221x/*/iio:device*")):
        for channel in range(3):
            rail = read_text(monitor / f"rail_name_{channel}")
            power = read_number(monitor / f"in_power{channel}_input")
            if rail not in _UNUSED and power is not None:
                yield rail, power / 1000
