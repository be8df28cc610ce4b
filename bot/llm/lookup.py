"""Drafts of what a text goes on with, looked up in the text itself: prompt lookup decoding.

An answer repeats much of the evidence before it. The model checks a few guessed tokens at once in little more
time than one takes, and what it would not have chosen is thrown away, so that only the time changes.
"""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_DRAFT = 3  # tokens; on two cores four are checked in 1.5 times the time of one, eight in 3 times
_COMPARED = (3, 2)  # tokens that must be alike before a draft; the longer match is the better guess


class Lookup:
    """A text that grows, and where each few tokens of it stood last."""

    def __init__(self, tokens: Sequence[int]) -> None:
        self._tokens: list[int] = []
        self._behind: dict[tuple[int, ...], int] = {}
        self.extend(tokens)

    def extend(self, tokens: Sequence[int]) -> None:
        """Take what the text goes on with."""
        for token in tokens:
            for count in _COMPARED:
                if len(self._tokens) >= count:
                    self._behind[tuple(self._tokens[-count:])] = len(self._tokens)
            self._tokens.append(token)

    def draft(self, most: int) -> list[int]:
        """Return at most so many tokens that stood behind the last ones before; none where they are new."""
        for count in _COMPARED:
            at = self._behind.get(tuple(self._tokens[-count:]))
            if at is not None:
                return self._tokens[at : at + most]
        return []
