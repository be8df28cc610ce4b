"""An installation to examine: on a plain machine, with nothing set up, at nine on a Monday in Oslo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.clock import frozen_clock
from bot.config import Settings
from bot.doctor import Finding, Subject, examine
from bot.llm.build import Build
from bot.machine import Gpu, Machine
from bot.prompts import bundled_prompts

GB = 10**9
PLAIN = Machine(16 * GB, 12 * GB, 4, 8, name="AMD EPYC")
CARD = Gpu("NVIDIA L4", 24 * GB, 23 * GB, 89)

Examine = Callable[..., dict[str, Finding]]


@pytest.fixture
def subject(tmp_path: Path) -> Callable[..., Subject]:
    """`subject(model=…, machine=…)`: settings beside what is examined."""

    def make(
        *,
        machine: Machine = PLAIN,
        offloads: bool = False,
        now: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC),
        zone: str = "Europe/Oslo",
        frozen_at: str | None = None,
        environ: dict[str, str] | None = None,
        **settings: Any,
    ) -> Subject:
        settings = {"home": tmp_path / "home", "now": frozen_at, **settings}
        return Subject(
            Settings(**settings),
            machine,
            frozen_clock(now),
            lambda: ZoneInfo(zone),
            environ or {},
            bundled_prompts(),
            lambda: Build("0.3.36", offloads),
        )

    return make


@pytest.fixture
def examined(subject: Callable[..., Subject]) -> Examine:
    """`examined(…)` as `subject`: the findings by their names; the last where there are several."""

    def run(**described: Any) -> dict[str, Finding]:
        return {finding.name: finding for finding in examine(subject(**described))}

    return run
