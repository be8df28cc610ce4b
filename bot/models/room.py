"""Is there memory for the coach and its model? Asked before anything large is loaded."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ModelError
from bot.models.needs import KvType, Plan, needs
from bot.models.sizes import say_size
from bot.settable import ModelSettings

COACH_BYTES = 256 * 10**6  # of the coach itself once it is started, measured with the bundled index
_AMPLE_BYTES = 2 * 10**9  # with so much left beside the file, no question remains


def check_room(file: Path | None, settings: ModelSettings, *, allowed_bytes: int) -> None:
    """Raise ModelError if the coach with this model takes more than can be had.

    `file` is None where no model is loaded here. Nothing is counted for a model on a GPU, whose memory may be
    its own, and only the file for one that the catalogue does not know.
    """
    size = 0 if file is None or settings.gpu_layers else file.stat().st_size
    if allowed_bytes - size >= _AMPLE_BYTES:
        return  # without a look at the catalogue, which takes its time to read
    needed = COACH_BYTES + (_model_bytes(size, settings) if size else 0)
    if needed <= allowed_bytes:
        return
    name = f" with {file.name}" if file is not None and size else ""
    without = (
        f", or set PATHCOACH_COMPOSER=extractive: without the model it takes {say_size(COACH_BYTES)}"
        if size and allowed_bytes >= COACH_BYTES
        else ""
    )
    raise ModelError(
        f"The coach{name} takes about {say_size(needed)} of memory, and this process can have "
        f"{say_size(allowed_bytes)} more. Close other programs or raise its limit{without}."
    )


def _model_bytes(size: int, settings: ModelSettings) -> int:
    from bot.models.catalogue import load_catalogue

    plan = Plan(
        settings.context_tokens,
        settings.batch_tokens,
        KvType(settings.kv_type),
        flash_attention=settings.kv_type != "f16",
    )
    entry = next((entry for entry in load_catalogue() if entry.bytes == size), None)
    found = needs(entry, plan) if entry else None
    return found.total if found else size
