"""Machines to look at: what the kernel and the commands of each say, in the forms of their systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Board:
    """One machine. `says` are commands with what they print; `files` are under the root."""

    model: str = ""
    compatible: str = ""
    release: str = ""
    total_kb: int = 8_000_000
    available_kb: int = 6_000_000
    power_mode: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def write(self, root: Path) -> Path:
        """Lay its files out under `root`, which is returned."""
        memory = f"MemTotal: {self.total_kb} kB\nMemFree: 9 kB\nMemAvailable: {self.available_kb} kB\n"
        files = {"proc/meminfo": memory, **self.files}
        if self.model:
            files["proc/device-tree/model"] = f"{self.model}\0"
            files["proc/device-tree/compatible"] = f"nvidia,p0000\0{self.compatible}\0"
        if self.release:
            files["etc/nv_tegra_release"] = self.release
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return root

    def run(self, command: Sequence[str]) -> str | None:
        """Answer as its commands do; None where it has no such command."""
        if command[0] == "nvpmodel" and self.power_mode:
            return f"NV Power Mode: {self.power_mode}\n2\n"
        return self.says.get(command[0])


def release(l4t: str) -> str:
    """Return /etc/nv_tegra_release of an L4T version."""
    major, _, revision = l4t.partition(".")
    return (
        f"# R{major} (release), REVISION: {revision}, GCID: 1, BOARD: generic, EABI: aarch64, DATE: today\n"
        "# KERNEL_VARIANT: oot\nTARGET_USERSPACE_LIB_DIR=nvidia\n"
    )


NANO = Board(
    "NVIDIA Jetson Nano Developer Kit", "nvidia,tegra210", release("32.7.1"), 4_059_292, 2_700_000, "MAXN"
)
ORIN_NANO_8GB = Board(
    "NVIDIA Jetson Orin Nano Developer Kit", "nvidia,tegra234", release("36.3.0"), 7_802_000, 6_100_000, "15W"
)
ORIN_NANO_4GB = Board(
    "NVIDIA Jetson Orin Nano Developer Kit", "nvidia,tegra234", release("36.3.0"), 3_500_000, 2_400_000, "10W"
)
ORIN_NANO_SUPER = Board(
    "NVIDIA Jetson Orin Nano Engineering Reference Developer Kit Super",
    "nvidia,tegra234",
    release("36.4.3"),
    7_802_000,
    6_100_000,
    "MAXN_SUPER",
)
ORIN_NX_16GB = Board(
    "NVIDIA Jetson Orin NX Engineering Reference Developer Kit",
    "nvidia,tegra234",
    release("36.4.3"),
    15_900_000,
    13_000_000,
    "MODE_25W",
)
AGX_ORIN = Board(
    "NVIDIA Jetson AGX Orin Developer Kit",
    "nvidia,tegra234",
    release("36.4.0"),
    64_350_000,
    60_000_000,
    "MODE_30W",
)
THOR = Board(
    "NVIDIA Jetson AGX Thor Developer Kit",
    "nvidia,tegra264",
    release("38.2.1"),
    128_800_000,
    120_000_000,
    "MAXN",
)
PC = Board(
    total_kb=16_000_000,
    available_kb=12_000_000,
    says={"nvidia-smi": "NVIDIA H100 80GB HBM3, 81559, 81000, 9.0\n"},
    files={"proc/cpuinfo": "processor : 0\nmodel name\t: AMD EPYC 9B14\n"},
)
