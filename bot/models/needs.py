"""How much memory a model takes: its file, the keys and values of its context, and room to compute in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.models.catalogue import ModelEntry, Shape

_FLOAT_BYTES = 4
_LOGITS_OF_TOKENS = 4  # as many texts as a context holds by turns


class KvType(StrEnum):
    """How keys and values are kept. Quantised values need flash attention, which costs a CPU some speed."""

    F16 = "f16"
    Q8_0 = "q8_0"

    @property
    def bytes_per_element(self) -> float:
        """q8_0 holds 32 numbers of a byte each and one scale of two bytes."""
        return 2.0 if self is KvType.F16 else 34 / 32


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model is loaded, as far as it decides about memory."""

    context_tokens: int
    batch_tokens: int = 512
    kv_type: KvType = KvType.F16
    flash_attention: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """Bytes of each part."""

    file: int
    kv: int
    compute: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.file + self.kv + self.compute


def needs(entry: ModelEntry, plan: Plan) -> Needs | None:
    """Return what a model takes; None where its shape is not known."""
    if entry.shape is None:
        return None
    kv = entry.shape.kv_elements_per_token() * plan.kv_type.bytes_per_element * plan.context_tokens
    return Needs(file=entry.bytes, kv=round(kv), compute=_compute(entry.shape, plan))


def _compute(shape: Shape, plan: Plan) -> int:
    """llama.cpp reserves one buffer for the largest batch: the scores of its attention to the whole context
    and the mask of these, or the logits of the few tokens that are asked for them, whichever takes more.

    Measured with SmolLM2 over contexts of 1024 to 8192 and batches of 64 to 512, this is 1 to 6 % too much.
    """
    attention = plan.context_tokens * (1 if plan.flash_attention else shape.heads + 1)
    activations = 6 * shape.embedding * plan.batch_tokens
    logits = _LOGITS_OF_TOKENS * shape.vocabulary
    return _FLOAT_BYTES * (max(logits, plan.batch_tokens * attention) + activations)
