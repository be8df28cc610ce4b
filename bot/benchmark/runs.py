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
    """`tokens` are those behind the first one, and `rest_s` is the time that they took."""

    first_token_s: float
    tokens: int
    rest_s: float

    @property
    def tokens_per_s(self) -> float:
        """The speed of writing alone."""
        return self.tokens / self.rest_s


def run(steps: Iterator[int], *, clock: Callable[[], float] = time.perf_counter) -> Run:
    """Time a stream of token counts. Raises ModelError where it ends before there is anything to time."""
    begun = clock()
    if next(steps, None) is None:
        raise ModelError("The model ends its text at once, so that there is nothing to time.")
    first = clock()
    tokens = sum(steps)
    return Run(first - begun, tokens, clock() - first)


def written(model: BaseChatModel, messages: list[BaseMessage], *, max_tokens: int) -> Iterator[int]:
    """Stream from a chat model: how many tokens each piece stands for, always the likeliest ones.

    Where a piece of text is several tokens, as for a character of several bytes, the last count makes up.
    """
    counted = 0
    for chunk in model.stream(messages, max_tokens=max_tokens):
        if chunk.text:
            counted += 1
            yield 1
        if isinstance(chunk, AIMessageChunk) and chunk.usage_metadata:
            yield max(0, chunk.usage_metadata["output_tokens"] - counted)
