"""Machines and entries to fit to each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.machine.kinds import Machine
from bot.models import ModelEntry, Shape

GB = 10**9


@pytest.fixture(scope="session")
def machine() -> Callable[..., Machine]:
    """`machine(free_gb, …)`: four cores and no GPU, unless it is said otherwise."""

    def make(free_gb: float, **other: Any) -> Machine:
        given = {"total_bytes": 64 * GB, "physical_cores": 4, "logical_cores": 4, **other}
        return Machine(available_bytes=int(free_gb * GB), **given)

    return make


@pytest.fixture(scope="session")
def entry() -> Callable[..., ModelEntry]:
    """`entry(name=…, bytes=…)`: a small made-up model."""

    def make(**other: Any) -> ModelEntry:
        shape = Shape(
            layers=10, kv_layers=10, heads=8, kv_heads=2, head_dim=64, embedding=512, vocabulary=32000
        )
        given = {
            "name": "made-up",
            "title": "Made Up",
            "repository": "somebody/made-up-GGUF",
            "file": f"{other.get('name', 'made-up')}.gguf",
            "quantisation": "Q4_K_M",
            "bytes": 100_000_000,
            "sha256": "0" * 64,
            "licence": "Apache-2.0",
            "parameters": 150_000_000,
            "context_tokens": 8192,
            "shape": shape,
            "template": "smollm2",
            "thinking": "never",
            "chooses_tools": None,
            "pick_for": "tests",
            **other,
        }
        return ModelEntry(**given)

    return make
