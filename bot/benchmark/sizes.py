"""How long prompts of different sizes are read, none of it evaluated before: what the plot shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage

from bot.benchmark.bare import BareLlama
from bot.benchmark.decoding import compared
from bot.benchmark.effort import in_time
from bot.benchmark.report import Compared, PromptSize
from bot.benchmark.runs import pieces, run
from bot.llm.engine import Engine
from bot.llm.stop import StopSign

_LEFT_FOR_TEMPLATE = 64  # tokens of roles and marks around a message, and of an answer
_COMPARED_ROUNDS = 3
_COMPARED_TOKENS = 256


def measure_sizes(
    model: BaseChatModel,
    engine: Engine,
    text: str,
    sizes: Sequence[int],
    *,
    seconds: float,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[PromptSize, ...]:
    """Measure each size that the context has room for, smallest first, as far as `seconds` go."""
    found = []
    room = [size for size in sizes if size + _LEFT_FOR_TEMPLATE <= engine.context_tokens]
    for size in in_time(room, seconds, cost=float):
        prefill_s = _prefill(engine, _cut(engine, text, size), clock)
        engine.forget()
        ours = run(pieces(model, [_message(engine, text, size)], max_tokens=1), clock=clock)
        found.append(PromptSize(size, prefill_s, ours.first_token_s))
    return tuple(found)


def measure_prefill(
    engine: Engine,
    bare: BareLlama | None,
    text: str,
    *,
    seconds: float,
    clock: Callable[[], float] = time.perf_counter,
) -> Compared:
    """Compare how many tokens a second are read, by turns, with the same tokens."""
    tokens = _cut(engine, text, min(_COMPARED_TOKENS, engine.context_tokens - _LEFT_FOR_TEMPLATE))
    ours, theirs = [], []
    for _ in in_time(range(_COMPARED_ROUNDS), seconds):
        ours.append(len(tokens) / _prefill(engine, tokens, clock))
        if bare is not None:
            bare.forget()
            theirs.append(len(tokens) / run(bare.write(tokens, max_tokens=1), clock=clock).first_token_s)
    return compared(len(tokens), ours, theirs)


def _prefill(engine: Engine, tokens: Sequence[int], clock: Callable[[], float]) -> float:
    """Return how long `tokens` take with nothing of them evaluated."""
    engine.forget()
    begun = clock()
    engine.prefill(tokens, sign=StopSign())
    return clock() - begun


def _cut(engine: Engine, text: str, size: int) -> list[int]:
    """Return `size` tokens of `text`, said as often as it takes."""
    tokens = engine.tokenize(text)
    return (tokens * (size // len(tokens) + 1))[:size]


def _message(engine: Engine, text: str, size: int) -> HumanMessage:
    """Return a message that makes a chat of about `size` tokens, by the model's own template."""
    around = len(engine.render([{"role": "user", "content": ""}]))
    words = text.split()
    per_word = len(engine.tokenize(text)) / len(words)
    count = max(1, int((size - around) / per_word))
    return HumanMessage(" ".join((words * (count // len(words) + 1))[:count]))
