"""The bars that a run has to clear."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import SettingsError

from .lines import Half


@dataclass(frozen=True, slots=True)
class Gate:
    """A bar for one metric of one half; bounds are inclusive, None where there is none."""

    half: Half
    metric: str
    low: float | None = None
    high: float | None = None

    def admits(self, value: float) -> bool:
        """Is `value` within the bounds?"""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    @property
    def bounds(self) -> str:
        """The bounds in words, such as "at least 0.9"."""
        bounds = [f"at least {self.low:g}"] if self.low is not None else []
        bounds += [f"at most {self.high:g}"] if self.high is not None else []
        return " and ".join(bounds)

    def __str__(self) -> str:
        return f"{self.half} {self.metric} {self.bounds}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate, and the value that came to it; None was not measured."""

    gate: Gate
    value: float | None

    @property
    def passed(self) -> bool | None:
        """Whether the value clears the bar; None if there is none."""
        return None if self.value is None else self.gate.admits(self.value)


def read_gates(path: Path, metrics: Collection[str]) -> list[Gate]:
    """Read a file of gates for some of `metrics`. Raises SettingsError."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The gates in {path} cannot be read: {error}.") from None
    return [
        _gate(path, half, metric, bar, metrics)
        for half, bars in tables.items()
        for metric, bar in _items(path, half, bars)
    ]


def judge(
    gates: list[Gate], summaries: Mapping[Half, Mapping[str, float | None]], *, model_off: bool = False
) -> list[Verdict]:
    """Hold the halves that ran against their gates; with the model off, what it writes is not judged."""
    return [
        Verdict(
            gate,
            None if model_off and gate.metric == "written_and_right" else summaries[gate.half][gate.metric],
        )
        for gate in gates
        if gate.half in summaries
    ]


def _items(path: Path, half: str, bars: object) -> list[tuple[str, Any]]:
    if half not in set(Half) or not isinstance(bars, dict):
        raise SettingsError(f"{path}: [{half}] is not a half. Write [work] or [check].")
    return list(bars.items())


def _gate(path: Path, half: str, metric: str, bar: object, metrics: Collection[str]) -> Gate:
    if metric not in metrics:
        raise SettingsError(f"{path}: {metric} is not a metric. Write one of {', '.join(sorted(metrics))}.")
    if not isinstance(bar, dict) or not bar or bar.keys() - {"min", "max"} or not _are_numbers(bar.values()):
        raise SettingsError(f"{path}: {metric} has no bounds. Write it as {metric} = {{ min = 0.9 }}.")
    return Gate(Half(half), metric, bar.get("min"), bar.get("max"))


def _are_numbers(values: Iterable[object]) -> bool:
    return all(isinstance(value, int | float) for value in values)
