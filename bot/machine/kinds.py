"""The words for a machine. What could not be found out is None, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

System = Literal["linux", "macos", "other"]


@dataclass(frozen=True, slots=True)
class Gpu:
    """A GPU that llama.cpp can use if it is built for it.

    Where it shares the processor's memory (Jetson, Apple), it has none of its own: both sizes are None.
    """

    name: str
    memory_bytes: int | None = None
    available_bytes: int | None = None
    cuda_arch: int | None = None  # as CMAKE_CUDA_ARCHITECTURES has it: 87; None: no CUDA, or not known

    @property
    def shares_memory(self) -> bool:
        """Is its memory the machine's?"""
        return self.memory_bytes is None


@dataclass(frozen=True, slots=True)
class Jetson:
    """An NVIDIA Jetson. `bandwidth_bytes_s` is what its data sheet says, in the power mode that is set."""

    module: str  # "Orin Nano 8GB"; as the board names itself where the module is not known
    l4t: str | None = None  # "36.4.3"
    jetpack: str | None = None  # "6"
    power_mode: str | None = None  # "MAXN_SUPER"
    cuda_arch: int | None = None
    bandwidth_bytes_s: float | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is to run a model on, as this process may use it: a container's limits are applied."""

    total_bytes: int
    available_bytes: int  # what can be had without swapping
    physical_cores: int
    logical_cores: int
    bandwidth_bytes_s: float | None = None  # of the memory, where a data sheet says it; `bench` measures it
    gpu: Gpu | None = None
    jetson: Jetson | None = None
    system: System = "linux"
    name: str = ""  # of the processor or the model of the machine; "" where it has none
    largest_free_block_bytes: int | None = None  # a GPU that shares the memory allocates in such blocks
    contained: bool = False  # a container's limit is tighter than the machine
