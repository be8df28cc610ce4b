"""NVIDIA Jetson boards: which module, which system, which power mode. A mode is read and never set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bot.machine.kernel import read_text
from bot.machine.kinds import Jetson
from bot.machine.running import Run

_GB = 10**9
_GIB = 1 << 30
_SIZES_GB = (2, 4, 8, 16, 32, 64, 128)
_RELEASE = re.compile(r"R(\d+) \(release\), REVISION: ([\d.]+)")
_JETPACK = {
    "32": "4",
    "34": "5",
    "35": "5",
    "36": "6",
    "38": "7.0 or 7.1",
    "39": "7.2",
}  # by L4T's first number
_CUDA_ARCH = {"tegra210": 53, "tegra186": 62, "tegra194": 72, "tegra234": 87, "tegra264": 110}  # by chip


@dataclass(frozen=True, slots=True)
class _Module:
    """A row of NVIDIA's data sheets: bandwidths in GB/s, for one size of memory where that matters."""

    name: str
    cuda_arch: int
    bandwidth: float
    boosted: float | None = None  # in the power modes that JetPack 6.2 calls Super
    half_below_gb: int = 0  # below this size the bus is half as wide


_MODULES = (  # the first whose name is part of the board's counts
    _Module("Thor", 110, 273.0),
    _Module("AGX Orin", 87, 204.8),
    _Module("Orin NX", 87, 102.4),
    _Module("Orin Nano", 87, 68.0, boosted=102.0, half_below_gb=8),
    _Module("AGX Xavier", 72, 136.5),
    _Module("Xavier NX", 72, 59.7),
    _Module("TX2", 62, 59.7),
    _Module("Nano", 53, 25.6),
)
_BOOSTED_MODE = re.compile(r"SUPER|25W")


def read_jetson(root: Path, run: Run, *, installed_bytes: int) -> Jetson | None:
    """Return the board under `root`; None where this is none."""
    board = read_text(root / "proc/device-tree/model")
    chip = re.search(r"tegra\d+", read_text(root / "proc/device-tree/compatible"))
    release = read_text(root / "etc/nv_tegra_release")
    if "jetson" not in board.lower() and not chip and not release:
        return None
    l4t = parse_release(release) or _installed_release(run)
    mode = parse_power_mode(run(("nvpmodel", "-q")) or "")
    module = next((each for each in _MODULES if each.name.lower() in board.lower()), None)
    size_gb = next((size for size in _SIZES_GB if installed_bytes <= size * _GIB), _SIZES_GB[-1])
    return Jetson(
        module=f"{module.name} {size_gb}GB" if module else board or "Jetson",
        l4t=l4t,
        jetpack=_JETPACK.get(l4t.partition(".")[0]) if l4t else None,
        power_mode=mode,
        cuda_arch=module.cuda_arch if module else _CUDA_ARCH.get(chip[0]) if chip else None,
        bandwidth_bytes_s=_bandwidth(module, size_gb, board, mode) if module else None,
    )


def parse_release(text: str) -> str | None:
    """Return the version in /etc/nv_tegra_release: "36.4.3"."""
    found = _RELEASE.search(text)
    return f"{found[1]}.{found[2]}" if found else None


def parse_power_mode(text: str) -> str | None:
    """Return the name of the mode that `nvpmodel -q` prints, as it writes it."""
    found = re.search(r"^NV Power Mode:\s*(\S+)", text, re.MULTILINE)
    return found[1] if found else None


def _installed_release(run: Run) -> str | None:
    """A container has no /etc/nv_tegra_release, but L4T's own images have its packages."""
    version = run(("dpkg-query", "--show", "--showformat=${Version}", "nvidia-l4t-core")) or ""
    return version.partition("-")[0].strip() or None


def _bandwidth(module: _Module, size_gb: int, board: str, mode: str | None) -> float:
    """Return what the data sheet says. A module that can be boosted is where its mode says so.

    Where no mode is known, the board's own name decides.
    """
    boosted = _BOOSTED_MODE.search(mode.upper()) if mode else "super" in board.lower()
    bandwidth = module.boosted if module.boosted and boosted else module.bandwidth
    return bandwidth * _GB / (2 if size_gb < module.half_below_gb else 1)
