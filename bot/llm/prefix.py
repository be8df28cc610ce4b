"""Evaluated prompt prefixes on disk, so that a new process does not evaluate them again.

Knows files, not llama.cpp. It only saves time: what cannot be read or written costs no more than that.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.files import write_atomically

_DIGEST_BYTES = hashlib.sha256().digest_size

_log = logging.getLogger(__name__)


class PrefixFiles:
    """The evaluated prefix of one model. One file at a time: writing another removes it."""

    def __init__(self, folder: Path, model: tuple[str | int, ...]) -> None:
        """`model` identifies the model file."""
        self._folder = folder
        self._model = model

    def path(self, context: tuple[str | int, ...], tokens: Sequence[int]) -> Path:
        """Return the file for these tokens. `context` is all else that the state depends on."""
        identity = json.dumps([self._model, context, list(tokens)])
        return self._folder / f"prefix-{hashlib.sha256(identity.encode()).hexdigest()[:24]}.kv"

    def read(self, path: Path) -> bytes | None:
        """Return the state; None if there is none or it is damaged, which llama.cpp would not notice."""
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, state = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
        return state if hashlib.sha256(state).digest() == digest else None

    def write(self, path: Path, state: bytes) -> None:
        """Keep the state, and remove the files of other prefixes."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path, hashlib.sha256(state).digest() + state)
        except OSError as error:
            _log.debug("%s cannot be written: %s", path, error)
            return
        # The second pattern is what a killed process left of `write_atomically`.
        for other in [*self._folder.glob("prefix-*.kv"), *self._folder.glob(".prefix-*.kv.*")]:
            if other != path:
                with suppress(OSError):
                    other.unlink()
