"""What one source of measurements says at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Part = Literal["board", "processor", "gpu"]  # what a power is that of; a board is all of it

# Where a board measures what it takes in, that is all of it: its other rails are parts of that.
_INPUTS = ("VDD_IN", "POM_5V_IN", "VIN")


@dataclass(frozen=True, slots=True)
class Sample:
    """Watts by part, the GPU's load from 0 to 1, the hottest temperature; what is not known is left out."""

    watts: Mapping[Part, float] = field(default_factory=dict)
    gpu_load: float | None = None
    temperature_c: float | None = None


def is_measured_whole(rails: Mapping[str, float]) -> bool:
    """Is one of these rails what the board takes in?"""
    return any(name in rails for name in _INPUTS)


def board_watts(rails: Mapping[str, float]) -> dict[Part, float]:
    """Return the power of a board with these rails, in watts: of its input, else the sum of all."""
    if not rails:
        return {}
    return {"board": next((rails[name] for name in _INPUTS if name in rails), sum(rails.values()))}
