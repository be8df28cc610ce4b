"""What goes wrong with calls, when a test wants it: queued by method, one fault a call."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal

NEW_METHODS = frozenset(
    "chat.startStream chat.appendStream chat.stopStream assistant.threads.setStatus"
    " assistant.threads.setTitle assistant.threads.setSuggestedPrompts".split()
)


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong; `after` means that the call was carried out all the same."""

    kind: Literal["rate_limited", "server_error", "dropped", "delayed", "refused", "expired_stream"]
    after: bool = False
    seconds: float = 0.0
    error: str = ""


def rate_limited(retry_after_s: int = 1) -> Fault:
    return Fault("rate_limited", seconds=retry_after_s)


def server_error(*, after: bool = False) -> Fault:
    return Fault("server_error", after=after)


def dropped(*, after: bool = False) -> Fault:
    """The connection breaks without an answer."""
    return Fault("dropped", after=after)


def delayed(seconds: float) -> Fault:
    """The call waits before it is carried out."""
    return Fault("delayed", seconds=seconds)


def refused(error: str) -> Fault:
    """An answer with `ok: false`, such as stopped_by_user or fatal_error."""
    return Fault("refused", error=error)


def expired_stream() -> Fault:
    """The stream that is appended to, or stopped, has just died."""
    return Fault("expired_stream")


@dataclass
class Faults:
    """What the next calls meet."""

    unknown_methods: set[str] = field(default_factory=set)
    metadata: bool = True  # False: metadata is dropped without a word
    markdown_blocks: bool = True
    _queues: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of `method`, or of any with "*", meet this fault."""
        self._queues[method].extend([fault] * times)

    def clear(self) -> None:
        """Forget what no call has met yet."""
        self._queues.clear()

    def take(self, method: str) -> Fault | None:
        """Return what this call meets, and forget it."""
        for name in (method, "*"):
            if self._queues[name]:
                return self._queues[name].popleft()
        return None

    def old_api(self) -> None:
        """Be a workspace without streams, assistant threads, metadata and markdown blocks."""
        self.unknown_methods |= NEW_METHODS
        self.metadata = False
        self.markdown_blocks = False
