"""The energy counters of Intel's and AMD's processors (RAPL)."""

from __future__ import annotations

from pathlib import Path

from bot.machine.kernel import read_number, read_text


class Rapl:
    """The power of all processors between two readings, from counters that wrap around.

    Since 2020 only root may read them, unless the machine's owner allows it.
    """

    def __init__(self, root: Path) -> None:
        zones = sorted(root.glob("sys/class/powercap/intel-rapl:*"))
        self._zones = [zone for zone in zones if read_text(zone / "name").startswith("package")]
        self._before: tuple[float, dict[Path, int]] | None = None

    def read(self, now_s: float) -> float | None:
        """Return the watts since the reading before; None at the first, or where nothing can be read."""
        counts = {
            zone: count for zone in self._zones if (count := read_number(zone / "energy_uj")) is not None
        }
        before, self._before = self._before, (now_s, counts)
        if before is None or not counts or counts.keys() != before[1].keys() or now_s <= before[0]:
            return None
        microjoules = sum(self._since(zone, before[1][zone], count) for zone, count in counts.items())
        return microjoules / 1e6 / (now_s - before[0])

    @staticmethod
    def _since(zone: Path, before: int, now: int) -> int:
        if now >= before:
            return now - before
        return now - before + (read_number(zone / "max_energy_range_uj") or 0)
