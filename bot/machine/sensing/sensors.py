"""All sensors of a machine behind one `read`: whatever it has, and nothing where it has none."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.machine.kernel import read_number, read_text
from bot.machine.running import Run, run_command
from bot.machine.sensing.rails import read_rails
from bot.machine.sensing.rapl import Rapl
from bot.machine.sensing.sample import Part, Sample, board_watts, is_measured_whole
from bot.machine.sensing.tegrastats import Tegrastats, parse_line

_ZONES = re.compile(r"cpu|gpu|soc|tj|pkg|core", re.IGNORECASE)  # a PMIC's, say, is not what throttles
_GPUS = re.compile(r"gpu|ga10b|gv11b|gp10b|gm20b")  # as kernels have named them
_QUERY = "--query-gpu=power.draw,utilization.gpu,temperature.gpu"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sensors say now; None is what this machine does not measure."""

    watts: float | None = None
    watts_of: tuple[Part, ...] = ()  # what `watts` is the sum of: the board, or processor and GPU
    joules: float | None = None  # since the reading before, taking the watts as what they were all the time
    gpu_load: float | None = None  # 0 to 1
    temperature_c: float | None = None  # of the hottest place


class Sensors:
    """The sensors under a root. For one thread; to be closed: a Jetson's `tegrastats` may run meanwhile."""

    def __init__(
        self,
        root: Path = Path("/"),
        run: Run = run_command,
        *,
        clock: Callable[[], float] = time.monotonic,
        start_tegrastats: Callable[[], Tegrastats] = Tegrastats,
    ) -> None:
        """Look for what there is. `tegrastats` is started where the kernel does not show all of a board."""
        self._root, self._run, self._clock = root, run, clock
        self._rapl = Rapl(root)
        self._has_nvidia = run(("nvidia-smi", "--list-gpus")) is not None
        self._tegrastats: Tegrastats | None = None
        if _is_tegra(root) and not is_measured_whole(read_rails(root)):
            self._tegrastats = start_tegrastats()
        self._before_s: float | None = None

    def read(self) -> Reading:
        """Return what is measured now. Power that is counted as energy is known from the second time on."""
        now_s = self._clock()
        elapsed_s = None if self._before_s is None else now_s - self._before_s
        self._before_s = now_s
        samples = [self._board(), self._processor(now_s), self._nvidia()]
        watts = {part: power for sample in samples for part, power in sample.watts.items()}
        if "board" in watts:
            watts = {"board": watts["board"]}
        total = sum(watts.values()) if watts else None
        degrees = [each.temperature_c for each in samples if each.temperature_c is not None]
        return Reading(
            watts=total,
            watts_of=tuple(watts),
            joules=None if total is None or elapsed_s is None else total * elapsed_s,
            gpu_load=next((each.gpu_load for each in samples if each.gpu_load is not None), None),
            temperature_c=max(degrees, default=None),
        )

    def close(self) -> None:
        """End what was started."""
        if self._tegrastats is not None:
            self._tegrastats.close()

    def _board(self) -> Sample:
        load = _gpu_load(self._root)
        watts = board_watts(read_rails(self._root))
        if self._tegrastats is None:
            return Sample(watts, load)
        line = parse_line(self._tegrastats.newest).sample
        return Sample(
            line.watts or watts, load if line.gpu_load is None else line.gpu_load, line.temperature_c
        )

    def _processor(self, now_s: float) -> Sample:
        watts = self._rapl.read(now_s)
        return Sample({} if watts is None else {"processor": watts}, temperature_c=_hottest(self._root))

    def _nvidia(self) -> Sample:
        if not self._has_nvidia:
            return Sample()
        printed = self._run(("nvidia-smi", _QUERY, "--format=csv,noheader,nounits")) or ""
        return parse_nvidia(printed)


def parse_nvidia(text: str) -> Sample:
    """Read the first line of nvidia-smi's table: watts, load in percent, degrees."""
    fields: list[float | None] = []
    for field in text.strip().partition("\n")[0].split(","):
        fields.append(None)
        with suppress(ValueError):  # "[N/A]"
            fields[-1] = float(field)
    watts, load, degrees = [*fields, None, None, None][:3]
    return Sample(
        {} if watts is None else {"gpu": watts},
        None if load is None else load / 100,
        degrees,
    )


def _is_tegra(root: Path) -> bool:
    return "tegra" in read_text(root / "proc/device-tree/compatible")


def _gpu_load(root: Path) -> float | None:
    """Return the load of a Jetson's GPU, which the kernel counts in thousandths."""
    names = ("sys/devices/gpu.0/load", "sys/devices/platform/gpu.0/load")
    devices = [folder for folder in root.glob("sys/class/devfreq/*") if _GPUS.search(folder.name)]
    places = [*(root / name for name in names), *(folder / "device/load" for folder in devices)]
    loads = (read_number(place) for place in places)
    return next((load / 1000 for load in loads if load is not None), None)


def _hottest(root: Path) -> float | None:
    zones = root.glob("sys/class/thermal/thermal_zone*")
    readings = (read_number(zone / "temp") for zone in zones if _ZONES.search(read_text(zone / "type")))
    return max((reading / 1000 for reading in readings if reading is not None and reading > 0), default=None)
