"""Evaluated prompt prefixes on disk, so that a new process does not evaluate them again.

Knows files, not llama.cpp. It only saves time: what cannot be read or written costs no more than that.
"""

from __future__ import annotations

import hashlib
import json
import logging
import mmap
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.files import write_atomically

State = memoryview  # of bytes, of some megabytes: not to be copied on the way

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

    def read(self, path: Path) -> State | None:
        """Return the state; None if there is none or it is damaged, which llama.cpp would not notice.

        It can be written to, as C's functions want it, and what is written there reaches no file.
        """
        try:
            with path.open("rb") as file:
                content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
        except (OSError, ValueError):  # there is none; it is empty
            return None
        digest, state = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
        return state if hashlib.sha256(state).digest() == digest else None

    def write(self, path: Path, state: State) -> None:
        """Keep the state, and remove the files of other prefixes."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path, b"".join((hashlib.sha256(state).digest(), state)))
        except OSError as error:
            _log.debug("%s cannot be written: %s", path, error)
            return
        # The second pattern is what a killed process left of `write_atomically`.
        for other in [*self._folder.glob("prefix-*.kv"), *self._folder.glob(".prefix-*.kv.*")]:
            if other != path:
                with suppress(OSError):
                    other.unlink()
