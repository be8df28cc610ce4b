"""Which model file is measured, and its digest."""

from __future__ import annotations

from pathlib import Path

from bot.benchmark.report import ModelFile
from bot.config import Settings
from bot.digests import file_digest, remember_digest
from bot.llm.model_file import BUNDLED_SHA256, check_model_file
from bot.models.library import Library


def find_model(settings: Settings) -> tuple[Path, ModelFile]:
    """Return the file that the settings name, verified as far as it is known. Raises ModelError."""
    path = check_model_file(settings.model.path, cache=settings.home / "verified.json")
    library = Library(settings.home)
    library.check(path)
    if settings.model.path is None:
        digest = BUNDLED_SHA256
    elif recorded := library.at(path):
        digest = recorded.sha256
    else:
        digest = file_digest(path)
    return path, ModelFile(path.name, path.stat().st_size, digest)


def note_verified(path: Path, model: ModelFile, *, home: Path) -> None:
    """Have a new home know the file, so that loading it there is not slowed by computing its digest again."""
    remember_digest(path, model.sha256, cache=home / "verified.json")
