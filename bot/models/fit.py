"""Which model fits this machine, and how it is best loaded. Pure: figures in, a plan and a sentence out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.machine.kinds import Gpu, Machine
from bot.models.catalogue import ModelEntry
from bot.models.needs import KvType, Plan, needs
from bot.models.sizes import say_context, say_size
from bot.prompts import bundled_prompts

DEFAULT_CONTEXT_TOKENS = 4096
_LEAST_CONTEXT_TOKENS = 1024  # instructions, examples, evidence and an answer
_BATCHES = (512, 256, 128)

# The rest is for Pathcoach itself, for what else runs, and for the cache that keeps the file in memory.
_COMFORTABLE_SHARE = 0.6
_KEPT_FREE_BYTES = 256 * 10**6  # what Pathcoach takes without a model, measured with the bundled index
_GPU_SHARE = 0.9  # a driver and the kernels take some

_NOMINAL_SHARE = 0.8  # an 8 GB board says that it has 6.4 GB or more: firmware and carve-outs take the rest

# Bytes of a file, and which share of memory bandwidth over that llama.cpp is published to reach, both on an
# Orin Nano Super of 102 GB/s: SmolLM2-135M writes 165 tokens/s, Qwen2.5-Coder-1.5B (about 1.1 GB at
# Q4_K_M; the size was not looked up) 32.1.
_SHARES_OF_ROOFLINE = ((98_362_432, 0.16), (1_100_000_000, 0.35))
_LEAST_WRITTEN_S = 6.0  # tokens a second: as fast as most people read
_LEAST_READ_S = 50.0  # tokens a second: a question with 300 tokens of evidence is read in six seconds
_CORE_FLOP_S = 30e9  # SmolLM2 reads 150 to 320 tokens/s on two cores, at two operations a parameter


class Verdict(StrEnum):
    """Does a model fit?"""

    YES = "yes"
    TIGHT = "tight"  # it can be loaded, with little left for anything else
    NO = "no"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Fit:
    """A model on a machine: whether it fits, how to load it, and why, in words.

    `gpu_layers` is as the setting has it: 0 none, -1 all. `needs_bytes` is None where it is not known. Both
    expected speeds are computed, not measured: of writing from the memory's bandwidth, None where that is not
    known; of reading from the cores, None on a GPU.
    """

    entry: ModelEntry
    verdict: Verdict
    context_tokens: int
    batch_tokens: int
    kv_type: KvType
    gpu_layers: int
    threads: int
    batch_threads: int
    needs_bytes: int | None
    free_bytes: int
    expected_tokens_s: float | None
    expected_read_tokens_s: float | None
    words: str

    @property
    def quick_enough(self) -> bool:
        """Does it write as fast as most people read, and read a question with evidence in some seconds?"""
        writes = self.expected_tokens_s is None or self.expected_tokens_s >= _LEAST_WRITTEN_S
        reads = self.expected_read_tokens_s is None or self.expected_read_tokens_s >= _LEAST_READ_S
        return writes and reads


def choose(
    machine: Machine,
    entries: Iterable[ModelEntry],
    context_tokens: int = DEFAULT_CONTEXT_TOKENS,
    *,
    can_offload: bool = False,
) -> Fit | None:
    """Return the largest model recommended for such a machine that fits well and is quick enough.

    Where none does, it is the one that needs least; None where not even that fits. Larger ones are for
    whoever asks for them by name. `can_offload`: llama.cpp is built for the GPU.
    """
    fits = [
        fit_entry(entry, machine, context_tokens, can_offload=can_offload)
        for entry in entries
        if entry.pick_for is not None and entry.shape is not None and _is_meant_for(entry, machine)
    ]
    good = [fit for fit in fits if fit.verdict is Verdict.YES and fit.quick_enough]
    # Which one needs least must not depend on how much is free: more memory never makes the choice smaller.
    least = sorted(fits, key=lambda fit: (_least_needs(fit.entry, context_tokens), fit.entry.bytes))[:1]
    return max(
        [*good, *(fit for fit in least if fit.verdict is not Verdict.NO)],
        key=lambda fit: fit.entry.bytes,
        default=None,
    )


def fit_entry(
    entry: ModelEntry,
    machine: Machine,
    context_tokens: int = DEFAULT_CONTEXT_TOKENS,
    *,
    can_offload: bool = False,
) -> Fit:
    """Return how a model fits: with the context that was asked for if it can be, else with less."""
    plans = list(_plans(entry, context_tokens))
    free, layers = machine.available_bytes, 0
    if can_offload and machine.gpu is not None:
        plans = [replace(plan, flash_attention=True) for plan in plans]
        layers = _gpu_layers(entry, machine.gpu, plans[0])
    if layers == -1 and machine.gpu is not None and not machine.gpu.shares_memory:
        verdict, plan, free = Verdict.YES, plans[0], _card_bytes(machine.gpu)
    else:
        verdict, plan = _best(entry, plans, free)
    needed = needs(entry, plan)
    fit = Fit(
        entry=entry,
        verdict=verdict,
        context_tokens=plan.context_tokens,
        batch_tokens=plan.batch_tokens,
        kv_type=plan.kv_type,
        gpu_layers=layers,
        threads=max(
            1, machine.physical_cores - 1
        ),  # one that spins where others work costs more than it brings
        batch_threads=machine.physical_cores,
        needs_bytes=needed.total if needed else None,
        free_bytes=free,
        expected_tokens_s=expected_tokens_s(entry.bytes, machine),
        expected_read_tokens_s=None if layers == -1 else _reads(entry, machine),
        words="",
    )
    return replace(fit, words=_words(fit))


def expected_tokens_s(file_bytes: int, machine: Machine) -> float | None:
    """Return the speed that the memory's bandwidth lets expect: every token written reads the whole file."""
    if machine.bandwidth_bytes_s is None:
        return None
    return _share_of_roofline(file_bytes) * ceiling_tokens_s(file_bytes, machine.bandwidth_bytes_s)


def ceiling_tokens_s(file_bytes: int, bandwidth_bytes_s: float) -> float:
    """Return the roofline of writing: as often as the whole file can be read in a second."""
    return bandwidth_bytes_s / file_bytes


def _share_of_roofline(file_bytes: int) -> float:
    """Return the share for a file of this size, between what is published for the nearest ones."""
    (small, least), (large, most) = _SHARES_OF_ROOFLINE
    place = math.log(file_bytes / small) / math.log(large / small)
    return least + (most - least) * min(max(place, 0.0), 1.0)


def _is_meant_for(entry: ModelEntry, machine: Machine) -> bool:
    card = machine.gpu.memory_bytes if machine.gpu else None
    return max(machine.total_bytes, card or 0) >= _NOMINAL_SHARE * entry.picked_from_bytes


def _plans(entry: ModelEntry, context_tokens: int) -> Iterator[Plan]:
    """Yield ways to load a model, the most wished for first: smaller batches, then shorter contexts."""
    context = min(context_tokens, entry.context_tokens)
    yield from (Plan(context, batch) for batch in _BATCHES[:-1])
    while True:
        yield Plan(context, _BATCHES[-1])
        yield Plan(context, _BATCHES[-1], KvType.Q8_0, flash_attention=True)
        if context // 2 < _LEAST_CONTEXT_TOKENS:
            return
        context //= 2


def _best(entry: ModelEntry, plans: list[Plan], free: int) -> tuple[Verdict, Plan]:
    wished = needs(entry, plans[0])
    if wished is None:
        return Verdict.UNKNOWN, plans[0]
    if wished.total <= min(free * _COMFORTABLE_SHARE, free - _KEPT_FREE_BYTES):
        return Verdict.YES, plans[0]
    for plan in plans:
        needed = needs(entry, plan)
        if needed is not None and needed.total <= free - _KEPT_FREE_BYTES:
            return Verdict.TIGHT, plan
    return Verdict.NO, plans[-1]


def _least_needs(entry: ModelEntry, context_tokens: int) -> int:
    needed = [found.total for plan in _plans(entry, context_tokens) if (found := needs(entry, plan))]
    return min(needed, default=entry.bytes)


def _gpu_layers(entry: ModelEntry, gpu: Gpu, plan: Plan) -> int:
    """Return how many layers go to the GPU, -1 for all. A card of its own may have room for a part only."""
    needed = needs(entry, plan)
    if gpu.shares_memory or needed is None or entry.shape is None:
        return -1 if gpu.shares_memory else 0
    room = _card_bytes(gpu) * _GPU_SHARE
    if needed.total <= room:
        return -1
    layers = int((room - needed.kv - needed.compute) / (needed.file / entry.shape.layers))
    return max(0, min(layers, entry.shape.layers - 1))


def _card_bytes(gpu: Gpu) -> int:
    return gpu.available_bytes or gpu.memory_bytes or 0


def _reads(entry: ModelEntry, machine: Machine) -> float:
    return machine.physical_cores * _CORE_FLOP_S / (2 * entry.parameters)


def _words(fit: Fit) -> str:
    say, entry, free = bundled_prompts().say, fit.entry, say_size(fit.free_bytes)
    model = f"{entry.name} at {entry.quantisation}"
    if fit.needs_bytes is None:
        return say("fit_unknown", model=model, size=say_size(entry.bytes), free=free)
    name = {Verdict.YES: "yes", Verdict.TIGHT: "tight"}.get(fit.verdict, "no")
    needed, context = say_size(fit.needs_bytes), say_context(fit.context_tokens)
    words = say(f"fit_{name}", model=model, needs=needed, context=context, free=free)
    if fit.verdict is Verdict.NO or fit.quick_enough:
        return words
    return f"{words} {say('fit_slow')}"
