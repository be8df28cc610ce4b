"""A channel that is a file: what was sent can be read back, also by another process after a crash."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.domain import CheckIn, Person


class FileChannel:
    """A channel that can be read back: one line a message, on the disk before `send` returns."""

    channel = "file"

    def __init__(self, path: Path, *, longest_pause_s: float) -> None:
        """It pauses at random before and after the writing, so that kills hit there, too."""
        self._path = path
        self._longest_pause_s = longest_pause_s

    def reaches(self, person: Person) -> bool:
        return True

    def send(self, check_in: CheckIn) -> None:
        time.sleep(random.uniform(0, self._longest_pause_s))
        line = {"message_id": check_in.message_id, "deliveries": [d.delivery_id for d in check_in.deliveries]}
        append(self._path, line)
        time.sleep(random.uniform(0, self._longest_pause_s))

    def was_sent(self, message_id: str, person: Person) -> bool | None:
        return any(line["message_id"] == message_id for line in read(self._path))


def append(path: Path, line: Mapping[str, object]) -> None:
    """Write a line in one piece, and have it on the disk."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        os.write(handle, (json.dumps(line) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines that were written."""
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)
