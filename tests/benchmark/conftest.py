"""A report with everything in it, a clock that is set by hand, and settings for the tiny model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.benchmark.report import (
    Answers,
    Compared,
    FirstSentence,
    Loading,
    ModelFile,
    Power,
    PromptSize,
    Report,
    Versions,
)
from bot.benchmark.spread import Spread
from bot.config import Settings
from bot.machine import Machine
from bot.settable import ModelSettings

GB = 10**9


class Hand:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def go(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@pytest.fixture
def hand() -> Hand:
    """A clock at 100 s."""
    return Hand()


@pytest.fixture
def report() -> Report:
    """A run in which everything was measured."""
    return Report(
        measured_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
        quick=False,
        versions=Versions("0.1.0", "0.3.36", "3.11.7"),
        machine=Machine(8 * GB, 5 * GB, 2, 4),
        load=0.1,
        model=ModelFile("tiny.gguf", 100_000_000, "ab" * 32),
        loading=Loading(2048, 512, 1, 2, 0, "f16"),
        bandwidth_bytes_s=30.0 * GB,
        decode=Compared(128, Spread(96.0, 99.0, 90.0, 99.0, 9), Spread(100.0, 101.0, 98.0, 101.0, 9), 0.96),
        roofline_share=0.32,
        prefill=Compared(
            256, Spread(250.0, 251.0, 249.0, 251.0, 3), Spread(200.0, 201.0, 199.0, 201.0, 3), 1.25
        ),
        by_size=(PromptSize(64, 0.2, 0.21), PromptSize(512, 1.8, 1.9), PromptSize(1536, 6.1, 6.3)),
        first_sentence=FirstSentence(2.0, 1.0, 0.5, Spread(0.45, 0.6, 0.4, 0.6, 4)),
        retrieval=Spread(0.012, 0.02, 0.01, 0.02, 28),
        answers=Answers(
            Spread(0.4, 1.5, 0.02, 1.6, 14), Spread(0.05, 0.09, 0.02, 0.1, 7), Spread(1.1, 1.5, 0.7, 1.6, 7)
        ),
        overhead=Spread(1.08, 1.2, 1.0, 1.2, 6),
        peak_bytes=448_000_000,
        power=Power(12.5, 0.13, ("processor", "gpu")),
    )


@pytest.fixture
def tiny_settings(tiny_gguf: Path, tmp_path: Path) -> Callable[..., Settings]:
    """Settings with the tiny model and an empty home."""

    def make(**more: object) -> Settings:
        model = ModelSettings(path=tiny_gguf, context_tokens=1024, max_tokens=32, threads=1, batch_threads=1)
        return Settings(home=tmp_path / "home", model=model, **more)  # type: ignore[arg-type]

    return make
