"""For the tests of the store: one in an empty folder, a reply with everything in it, other processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bot
from bot.domain import (
    Chunk,
    Citation,
    Composer,
    Dropped,
    Passage,
    Reply,
    Section,
    Trace,
    Usage,
)
from bot.store import Store

ROOT = Path(bot.__file__).parents[1]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CHUNK = Chunk("baker/roadmap/1", "baker", Section.ROADMAP, "Roadmap › Phase 1", "Bake daily.", 12, 3)
REPLY = Reply(
    text="Bake daily for six weeks [1].",
    action="answer",
    citations=(Citation(1, CHUNK.chunk_id, "baker", Section.ROADMAP, CHUNK.heading, "Bake daily."),),
    composer=Composer.MIXED,
    model="small.gguf",
    usage=Usage(prompt_tokens=120, cached_tokens=80, completion_tokens=12),
    timings_ms={"route": 0.4, "total": 250.0},
    thread_id="t",
    trace=Trace(
        understood="how long is phase 1",
        passages=(Passage(CHUNK, 0.9, 0.7, 3.2),),
        dropped=(Dropped("It pays $9.", "number"),),
    ),
)


class SteppingClock:
    """Goes on by one minute each time it is read."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url, clock=SteppingClock(), busy_timeout_s=30) as store:
        yield store


def run_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
