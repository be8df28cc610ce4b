"""How much is measured, and how long each part may take; what is begun is finished, so it can run over."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Effort:
    """Seconds for each part, and how much of it at most; after `limit_s` no other part is begun."""

    limit_s: float
    answers_s: float
    answer_rounds: int  # times each question is asked
    retrieval_rounds: int
    decode_s: float
    decode_tokens: int
    decode_rounds: int
    sizes_s: float
    sizes: tuple[int, ...]  # tokens of the prompts
    overhead_s: float
    overhead_rounds: int
    power_s: float


QUICK = Effort(
    limit_s=28,
    answers_s=5,
    answer_rounds=1,
    retrieval_rounds=2,
    decode_s=4,
    decode_tokens=64,
    decode_rounds=3,
    sizes_s=4,
    sizes=(64, 256, 512),
    overhead_s=4,
    overhead_rounds=1,
    power_s=2,
)
WHOLE = Effort(
    limit_s=180,
    answers_s=35,
    answer_rounds=4,
    retrieval_rounds=10,
    decode_s=20,
    decode_tokens=128,
    decode_rounds=9,
    sizes_s=35,
    sizes=(64, 128, 256, 512, 768, 1024, 1536),
    overhead_s=45,
    overhead_rounds=3,
    power_s=5,
)


def in_time(
    items: Iterable[_Item],
    seconds: float,
    *,
    cost: Callable[[_Item], float] = lambda _: 1.0,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[_Item]:
    """Yield the first item, and each further one that can be expected to be done with within `seconds`.

    It is expected to take, for what it costs, as long as the slowest one so far.
    """
    started, slowest = clock(), 0.0
    for number, item in enumerate(items):
        begun = clock()
        if number and begun - started + slowest * cost(item) > seconds:
            return
        yield item
        slowest = max(slowest, (clock() - begun) / cost(item))
