"""The lines of NVIDIA's `tegrastats`, in each form that its versions print."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from bot.machine.sensing.sample import Sample, board_watts

_INTERVAL_MS = 500
_MB = 1 << 20
_UNITS = {"kB": 1 << 10, "MB": _MB}
_RAM = re.compile(r"\bRAM (\d+)/(\d+)MB(?: \(lfb (\d+)x(\d+)(kB|MB)\))?")
_GPU = re.compile(r"\bGR3D_FREQ (\d+)%")  # some versions print its clock alone: "GR3D_FREQ @[314,314,314]"
_TEMPERATURE = re.compile(r"\b(\w+)@(-?\d+(?:\.\d+)?)C\b")
# Now and on average, in mW; old versions leave the unit out.
_RAIL = re.compile(r"\b([A-Z][A-Z\d_]*) (\d+)(?:mW)?/\d+(?:mW|(?=\s|$))")
_DECOYS = {"PMIC"}  # it always says 100 °C


@dataclass(frozen=True, slots=True)
class Line:
    """One line, read. What it does not say is None or empty."""

    used_bytes: int | None
    total_bytes: int | None
    largest_free_block_bytes: int | None
    gpu_load: float | None
    temperatures_c: Mapping[str, float]
    rails: Mapping[str, float]  # watts

    @property
    def sample(self) -> Sample:
        """What counts of it as a measurement."""
        return Sample(
            board_watts(self.rails),
            self.gpu_load,
            max(self.temperatures_c.values(), default=None),
        )


def parse_line(text: str) -> Line:
    """Read one line."""
    ram, gpu = _RAM.search(text), _GPU.search(text)
    return Line(
        used_bytes=int(ram[1]) * _MB if ram else None,
        total_bytes=int(ram[2]) * _MB if ram else None,
        # The blocks of the largest size there is: what matters is that size.
        largest_free_block_bytes=int(ram[4]) * _UNITS[ram[5]] if ram and ram[3] and int(ram[3]) else None,
        gpu_load=int(gpu[1]) / 100 if gpu else None,
        temperatures_c={
            name: float(degrees)
            for name, degrees in _TEMPERATURE.findall(text)
            if name.upper() not in _DECOYS and float(degrees) > 0  # what is off says -256 or 0
        },
        rails={name: int(milliwatts) / 1000 for name, milliwatts in _RAIL.findall(text)},
    )


class Tegrastats:
    """The program, running; `newest` is its last line, "" until there is one or where it is not installed."""

    def __init__(self) -> None:
        self.newest = ""
        self._process: subprocess.Popen[str] | None = None
        with suppress(OSError):
            self._process = subprocess.Popen(
                ("tegrastats", "--interval", str(_INTERVAL_MS)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            threading.Thread(target=self._follow, name="tegrastats", daemon=True).start()

    def close(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _follow(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self.newest = line
