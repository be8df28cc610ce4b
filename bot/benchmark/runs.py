"""One generation, timed: until its first token, and how fast it goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage

from bot.errors import ModelError


@dataclass(frozen=True, slots=True)
class Run:
    """`tokens` are those after the first one, and `rest_s` is the time that they took."""

    first_token_s: float
    tokens: int
    rest_s: float

    @property
    def tokens_per_s(self) -> float:
        """The speed of writing alone."""
        return self.tokens / self.rest_s


def run(pieces: Iterator[int], *, clock: Callable[[], float] = time.perf_counter) -> Run:
    """Time a stream of counts. Raises ModelError where it ends before there is anything to time."""
    begun = clock()
    if next(pieces, None) is None:
        raise ModelError("The model ends its text at once, so that there is nothing to time.")
    first = clock()
    tokens = sum(pieces)
    return Run(first - begun, tokens, clock() - first)


def pieces(model: BaseChatModel, messages: list[BaseMessage], *, max_tokens: int) -> Iterator[int]:
    """Stream from a chat model, always the likeliest tokens, one after the other: a 1 for each piece of text.

    That is a token, but for characters of several bytes, which bare llama.cpp puts together, too. Nothing is
    drafted: how well a text can be guessed says nothing about machine and model.
    """
    for chunk in model.stream(messages, max_tokens=max_tokens, draft_tokens=0):
        if chunk.text:
            yield 1


def tokens_written(model: BaseChatModel, messages: list[BaseMessage], *, max_tokens: int) -> int:
    """Let a chat model write as `pieces` does, and return how many tokens that were."""
    used = 0
    for chunk in model.stream(messages, max_tokens=max_tokens, draft_tokens=0):
        if isinstance(chunk, AIMessageChunk) and chunk.usage_metadata:
            used += chunk.usage_metadata["output_tokens"]
    return used
