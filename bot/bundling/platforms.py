"""For which machines a bundle is: what compiled wheels depend on. install.sh makes the same comparison."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Platform:
    """Where the wheels of a bundle run. `libc` and its version are empty where that does not matter."""

    python: str  # "3.11"
    implementation: str  # "cpython"
    system: str  # as sys.platform has it: "linux", "darwin"
    machine: str  # "x86_64", "aarch64", "arm64"
    libc: str  # "glibc"
    libc_version: str  # the oldest that will do is the one that the wheels were compiled with

    def __str__(self) -> str:
        python = f"{self.implementation} {self.python} on {self.system} {self.machine}"
        return f"{python}, {self.libc} {self.libc_version} or newer" if self.libc else python


def this_platform() -> Platform:
    """Return the platform of this process."""
    libc, version = platform.libc_ver()
    return Platform(
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
        implementation=sys.implementation.name,
        system=sys.platform,
        machine=platform.machine(),
        libc=libc,
        libc_version=version,
    )
