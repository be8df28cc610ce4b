"""Machines and entries to fit to each other; a hub to pull from, and a library to pull into."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub.utils import close_session

from bot.machine.kinds import Machine
from bot.models import ModelEntry, Shape
from bot.models.library import Library
from tests.models.fake_hub import FakeHub, serving

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


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A hub with one file of a few pieces; another host's name leads to it as well."""
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 1000)
    with serving(FakeHub(b"GGUF" + random.Random(7).randbytes(9_996))) as fake:
        fake.elsewhere = fake.url.replace("127.0.0.1", "localhost")
        yield fake
    close_session()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The library of an empty home."""
    return Library(tmp_path / "home")
