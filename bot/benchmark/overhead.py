"""What the coach adds to the model: its answers against bare llama.cpp writing the same tokens, by turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import product

from langchain_core.messages import AIMessage, BaseMessage, convert_to_openai_messages

from bot.benchmark.answers import Ask
from bot.benchmark.bare import BareLlama
from bot.benchmark.effort import in_time
from bot.benchmark.spread import Spread, spread
from bot.benchmark.turns import Call, Recorder
from bot.llm.engine import Engine


def measure_overhead(
    ask: Ask,
    recorder: Recorder,
    replay: Callable[[Sequence[Call]], float],
    questions: Sequence[str],
    *,
    rounds: int,
    seconds: float,
) -> Spread | None:
    """Return how many times as long the coach takes; None where the model wrote nothing.

    Both have in their cache what prompts begin with; the first question of bare llama.cpp sees to that.
    """
    ratios: list[float] = []
    warmed = False
    for _, question in in_time(product(range(rounds), questions), seconds):
        recorder.take()
        asked = ask(question, None)
        calls = [call for call in recorder.take() if call.tokens]
        if not calls:
            continue
        if not warmed:
            replay(calls[:1])
            warmed = True
        ratios.append(asked.total_s / replay(calls))
    return spread(ratios)


def replay_on(
    bare: BareLlama, engine: Engine, *, clock: Callable[[], float] = time.perf_counter
) -> Callable[[Sequence[Call]], float]:
    """Return what has bare llama.cpp do calls over, and says how long it took; prompts are made before."""

    def replay(calls: Sequence[Call]) -> float:
        prompts = [_prompt(engine, call.messages) for call in calls]
        begun = clock()
        for prompt, call in zip(prompts, calls, strict=True):
            for _ in bare.write(prompt, max_tokens=call.tokens):
                pass
        return clock() - begun

    return replay


def _prompt(engine: Engine, messages: Sequence[BaseMessage]) -> list[int]:
    """Return the tokens that the coach's model reads: a last message of its own is the answer's beginning."""
    begun = messages[-1].text if isinstance(messages[-1], AIMessage) else ""
    chat = convert_to_openai_messages(list(messages[:-1] if begun else messages))
    return engine.render(chat) + (engine.tokenize(begun) if begun else [])
