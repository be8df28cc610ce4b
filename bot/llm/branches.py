"""What a context has evaluated: the tokens that are gone on from, and others that were left for later.

Two people who ask by turns, or two prompts by turns, share one context: what they begin with alike is there
once, and a long prompt is not forgotten when another one takes its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import llama_cpp

BRANCHES = 4  # sequences of a context: the one that is gone on from, which is number 0, and three left
_WORTH_KEEPING = 256  # tokens; every token that is kept slows all that are written by a little

_WHOLE = (-1, -1)  # all positions of a sequence, as llama.cpp has it


class Branches:
    """The sequences in the memory of one context. Copies share their cells, so that they take no room.

    `tokens` are those of sequence 0, which `llama_batch_get_one` writes to.
    """

    def __init__(self, memory: Any, *, may_leave: bool) -> None:
        """`may_leave`: the context has `BRANCHES` sequences, and its memory can be copied in part."""
        self.tokens: list[int] = []
        self._memory = memory
        self._may_leave = may_leave
        self._left: dict[int, list[int]] = {}  # by sequence; what was left longest ago comes first

    def turn_to(self, tokens: Sequence[int], *, most: int | None = None) -> int:
        """Go on from the longest beginning of `tokens` that is there; return its length, at most `most`."""
        wanted = tokens[:most]
        here = common_prefix(self.tokens, wanted)
        best = max(self._left, key=lambda each: common_prefix(self._left[each], wanted), default=None)
        if best is not None and common_prefix(self._left[best], wanted) <= here:
            best = None
        if self._may_leave and len(self.tokens) - here >= _WORTH_KEEPING:
            self._leave(but=best)
        if best is not None:
            self._return_to(best)
        return self.cut(common_prefix(self.tokens, wanted))

    def cut(self, length: int) -> int:
        """Forget what stands behind the first `length` tokens; return how many are left."""
        if not llama_cpp.llama_memory_seq_rm(self._memory, 0, length, -1):
            self.forget_all()  # recurrent and hybrid models cannot forget a part
            return 0
        del self.tokens[length:]
        return length

    def begin_with(self, tokens: Sequence[int]) -> None:
        """Take note that sequence 0 was replaced."""
        self.tokens = list(tokens)

    def forget_oldest(self) -> bool:
        """Make room; False if nothing was left for later."""
        if not self._left:
            return False
        oldest = next(iter(self._left))
        del self._left[oldest]
        llama_cpp.llama_memory_seq_rm(self._memory, oldest, *_WHOLE)
        return True

    def forget_all(self) -> None:
        """Hold nothing."""
        llama_cpp.llama_memory_clear(self._memory, True)
        self.tokens.clear()
        self._left.clear()

    def _leave(self, *, but: int | None) -> None:
        """Keep what is gone on from: in the place of what it goes on from itself, else of the oldest."""
        free = [each for each in range(1, BRANCHES) if each not in self._left]
        alike = [each for each, left in self._left.items() if self._is_mostly_here(left)]
        place = next(each for each in [*alike, *free, *self._left] if each != but)
        llama_cpp.llama_memory_seq_rm(self._memory, place, *_WHOLE)
        # Behind the tokens may stand what a cancelled batch has left.
        llama_cpp.llama_memory_seq_cp(self._memory, 0, place, 0, len(self.tokens))
        self._left.pop(place, None)
        self._left[place] = list(self.tokens)

    def _is_mostly_here(self, left: Sequence[int]) -> bool:
        return len(left) - common_prefix(left, self.tokens) < _WORTH_KEEPING

    def _return_to(self, place: int) -> None:
        llama_cpp.llama_memory_seq_rm(self._memory, 0, *_WHOLE)
        llama_cpp.llama_memory_seq_cp(self._memory, place, 0, *_WHOLE)
        self._left[place] = self._left.pop(place)
        self.tokens = list(self._left[place])


def common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    """Return how many tokens both begin with."""
    pairs = zip(left, right, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
