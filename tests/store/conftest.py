"""For the tests of the store: one in an empty folder, a reply with everything in it, messages, processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import bot
from bot.domain import (
    Chunk,
    Citation,
    Composer,
    Dropped,
    InboxItem,
    Incoming,
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
LATER = NOON + timedelta(seconds=31)
ADDRESS = {"channel": "C1", "ts": "1.5"}
MESSAGE = Incoming(("event:1",), "message.im", "slack", "i1", "U1", "How long?", ADDRESS)
COMMAND = Incoming(("command:1",), "command", "slack")


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


def message(name: int | str, **values: Any) -> Incoming:
    """One that has nothing in common with others but its writer."""
    return replace(MESSAGE, **{"keys": (f"event:{name}",), "item_id": f"i{name}"} | values)


def accept(store: Store, *incoming: Incoming, **values: Any) -> list[InboxItem | None]:
    given = {"claimed_by": "p1", "now": NOON, "lease_s": 30.0, "most_a_minute": 1000} | values
    return store.inbox.accept_all(incoming, **given)


def accept_one(store: Store, incoming: Incoming = MESSAGE, **values: Any) -> InboxItem | None:
    (item,) = accept(store, incoming, **values)
    return item


def words(process: subprocess.Popen[str]) -> list[str]:
    """What another process said until it ended well."""
    said = process.communicate(timeout=120)[0].split()
    assert process.returncode == 0
    return said


def claim(store: Store, **values: Any) -> list[InboxItem]:
    return store.inbox.claim_left(**{"now": LATER, "claimed_by": "p2", "lease_s": 30.0} | values)
