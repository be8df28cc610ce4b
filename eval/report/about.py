"""What was run: the words at the head of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from bot.clock import Clock, in_words
from bot.config import Settings
from bot.digests import file_digest
from bot.domain import Composer
from bot.llm.model_file import bundled_model
from bot.passwords import mask_passwords

from ..metrics import Outcome
from .page import Run


def run_of(
    settings: Settings, sets: Mapping[str, Sequence[Outcome]], *, composer: Composer | None, clock: Clock
) -> Run:
    """Return the version, the model and its digest, how replies were written, the sets and their sizes."""
    sizes = ", ".join(f"{title} {len(outcomes)}" for title, outcomes in sets.items())
    kinds = list(dict.fromkeys(each.case.kind for outcomes in sets.values() for each in outcomes))
    asked = any(each.reply.model for outcomes in sets.values() for each in outcomes)
    return Run(
        made_at=in_words(clock()),
        details=(
            ("Pathcoach", version("pathcoach")),
            ("Composer", str(composer or settings.composer or "each kind's own")),
            ("Model", _model(settings) if asked else "none was asked"),
            ("Embeddings", settings.embedding.model),
            ("Cases", sizes or "none"),
            ("Kinds", ", ".join(kinds) or "none"),
        ),
    )


def comparing_run_of(before: str, after: str, *, clock: Clock) -> Run:
    """Return the version, and what is compared with what."""
    return Run(
        made_at=in_words(clock()),
        details=(("Pathcoach", version("pathcoach")), ("Before", before), ("After", after)),
    )


def _model(settings: Settings) -> str:
    if settings.model.base_url:
        return f"{settings.model.name or 'its only one'} at {mask_passwords(settings.model.base_url)}"
    path = settings.model.path or bundled_model()
    return f"{path.name}, SHA-256 {file_digest(path)}"
