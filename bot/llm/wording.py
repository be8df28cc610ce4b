"""Pieces of bytes, as a model writes them → pieces of text that a reader may see."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

_THOUGHT = ("<think>", "</think>")


class Wording:
    """Joins bytes to text, ends it before the first stop string, and holds back what may begin one.

    A character that is split between two pieces waits for its rest. A thought that the text opens with, as
    some models write it between <think> and </think>, is not part of it.
    """

    def __init__(self, stop: Sequence[str] = ()) -> None:
        self._stop = tuple(text for text in stop if text)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""
        self._opening: str | None = ""  # what may be a thought; None once the text has begun
        self.stopped = False  # a stop string came

    def feed(self, piece: bytes) -> str:
        """Return what can be shown now, often the whole piece, sometimes nothing."""
        return self._show(self._without_thought(self._decoder.decode(piece)))

    def finish(self) -> str:
        """Return what was held back; the text is at its end."""
        rest = self._without_thought(self._decoder.decode(b"", final=True))
        if self._opening is not None and not self._opening.lstrip().startswith(_THOUGHT[0]):
            rest = self._opening  # it only looked like one
        text = self._show(rest) + ("" if self.stopped else self._held)
        self._held = ""
        return text

    def _without_thought(self, text: str) -> str:
        """Return what is no thought; nothing as long as it may be one."""
        if self._opening is None:
            return text
        self._opening += text
        opening, (begin, end) = self._opening.lstrip(), _THOUGHT
        if begin.startswith(opening):
            return ""
        text = opening.partition(end)[2].lstrip() if opening.startswith(begin) else self._opening
        if text:
            self._opening = None
        return text

    def _show(self, text: str) -> str:
        if self.stopped:
            return ""
        text = self._held + text
        ends = [at for at in map(text.find, self._stop) if at >= 0]
        if ends:
            self.stopped, self._held = True, ""
            return text[: min(ends)]
        keep = max((_overlap(text, stop) for stop in self._stop), default=0)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]


def _overlap(text: str, stop: str) -> int:
    """Return the length of the longest end of `text` that begins `stop`."""
    longest = min(len(text), len(stop) - 1)
    return next((size for size in range(longest, 0, -1) if text.endswith(stop[:size])), 0)
