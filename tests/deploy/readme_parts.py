"""The tables of deploy/README.md that are computed, from the catalogue, the fit and the data sheets."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.machine import Machine, read_machine
from bot.models import Fit, choose, load_catalogue
from bot.models.fit import ceiling_tokens_s
from bot.models.sizes import say_size
from bot.settable import ModelSettings
from tests.machine.boards import (
    AGX_ORIN,
    ORIN_NANO_4GB,
    ORIN_NANO_8GB,
    ORIN_NANO_SUPER,
    ORIN_NX_16GB,
    THOR,
    Board,
)

_BOARDS = {
    "Orin Nano 4GB": ORIN_NANO_4GB,
    "Orin Nano 8GB": ORIN_NANO_8GB,
    "Orin Nano 8GB, Super": ORIN_NANO_SUPER,
    "Orin NX 16GB": ORIN_NX_16GB,
    "AGX Orin 64GB": AGX_ORIN,
    "Thor 128GB": THOR,
}


@dataclass(frozen=True)
class _Published:
    """What others measured. `nearest` is the entry of the catalogue whose file comes nearest to theirs."""

    board: str
    model: str
    engine: str
    tokens_s: float
    nearest: str | None = None


_PUBLISHED = (
    _Published("Orin Nano 8GB", "Llama-3.2-3B", "MLC, INT4", 27.7),
    _Published("Orin Nano 8GB", "Gemma-2-2B", "MLC, INT4", 21.5),
    _Published("Orin Nano 8GB", "Phi-3.5", "MLC, INT4", 24.7),
    _Published("Orin Nano 8GB", "Llama-3.1-8B", "MLC, INT4", 14.0),
    _Published("Orin Nano 8GB, Super", "Llama-3.2-3B", "MLC, INT4", 43.1),
    _Published("Orin Nano 8GB, Super", "Gemma-2-2B", "MLC, INT4", 35.0),
    _Published("Orin Nano 8GB, Super", "Phi-3.5", "MLC, INT4", 38.1),
    _Published("Orin Nano 8GB, Super", "Qwen2.5-Coder-1.5B", "llama.cpp, Q4_K_M", 32.1),
    _Published("Orin Nano 8GB, Super", "SmolLM2-135M", "llama.cpp, 25 W", 165.0, "smollm2-135m"),
    _Published("AGX Orin 64GB", "Llama-3.2-3B", "vLLM, W4A16", 52.6),
    _Published("AGX Orin 64GB", "Qwen3-4B", "vLLM, W4A16", 42.2, "qwen3-4b-2507"),
    _Published("Thor 128GB", "Llama-3.2-3B", "not told", 65.8),
    _Published("Thor 128GB", "Qwen3-4B", "not told", 56.5, "qwen3-4b-2507"),
)


def choices() -> str:
    """Return which model the fit chooses for each module, with llama.cpp built for the GPU."""
    rows = []
    for name, machine in _machines().items():
        fit = choose(machine, load_catalogue(), ModelSettings().context_tokens, can_offload=True)
        rows.append((name, say_size(machine.available_bytes), *_chosen(fit)))
    return _table(("module", "free, assumed", "model", "needs", "expected tokens/s, computed"), rows)


def ceilings() -> str:
    """Return bandwidth over file size for each model and module: tokens/s that cannot be exceeded."""
    machines = _machines()
    head = [f"{name} ({_bandwidth(machine) / 10**9:.4g} GB/s)" for name, machine in machines.items()]
    rows = [
        (
            f"{entry.name} ({entry.quantisation}, {say_size(entry.bytes)})",
            *(f"{ceiling_tokens_s(entry.bytes, _bandwidth(each)):.0f}" for each in machines.values()),
        )
        for entry in load_catalogue()
    ]
    return _table(("model", *head), rows)


def published() -> str:
    """Return what others measured, beside the ceiling of the nearest file in the catalogue."""
    return _table(
        ("module", "model", "with", "published tokens/s", "ceiling of our nearest file, computed"),
        [(each.board, each.model, each.engine, f"{each.tokens_s:g}", _share(each)) for each in _PUBLISHED],
    )


def _chosen(fit: Fit | None) -> tuple[str, str, str]:
    if fit is None or fit.needs_bytes is None or fit.expected_tokens_s is None:
        return "none", "–", "–"
    return f"`{fit.entry.name}`", say_size(fit.needs_bytes), f"{fit.expected_tokens_s:.0f}"


def _share(published: _Published) -> str:
    if published.nearest is None:
        return "–"
    entry = load_catalogue().find(published.nearest)
    ceiling = ceiling_tokens_s(entry.bytes, _bandwidth(_machines()[published.board]))
    return f"{ceiling:.0f}, of which that is {100 * published.tokens_s / ceiling:.0f} %"


@cache
def _machines() -> dict[str, Machine]:
    return {name: _read(board) for name, board in _BOARDS.items()}


def _read(board: Board) -> Machine:
    with tempfile.TemporaryDirectory(prefix="pathcoach-board-") as scratch:
        return read_machine(board.write(Path(scratch)), board.run, system="linux", cpus=range(6))


def _bandwidth(machine: Machine) -> float:
    assert machine.bandwidth_bytes_s is not None
    return machine.bandwidth_bytes_s


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
