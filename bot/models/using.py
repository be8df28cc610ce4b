"""Choosing the model that answers from now on, and how it is loaded on this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ModelNotFound
from bot.machine.kinds import Machine
from bot.model_choice import write_choice
from bot.models.catalogue import Catalogue, ModelEntry
from bot.models.fit import Fit, fit_entry
from bot.models.library import Installed, Library
from bot.models.sources import HubFile, read_source
from bot.settable import ModelSettings


@dataclass(frozen=True, slots=True)
class InUse:
    """What was chosen. `path` is None for the bundled model, `fit` for a model that the catalogue lacks."""

    name: str
    path: Path | None
    fit: Fit | None


def use(
    text: str,
    *,
    home: Path,
    catalogue: Catalogue,
    machine: Machine,
    context_tokens: int,
    can_offload: bool,
    check: Callable[[Path], object],
) -> InUse:
    """Have the model that `text` names answer from now on; its file is verified first.

    `check` raises for what is no model file. Raises ModelNotFound, ModelCorrupt or StorageError.
    """
    library = Library(home)
    found = find_here(text, library, catalogue, check)
    entry = found if isinstance(found, ModelEntry) else _entry_of(found, catalogue)
    fit = fit_entry(entry, machine, context_tokens, can_offload=can_offload) if entry else None
    if isinstance(found, ModelEntry):
        library.prepare()
        write_choice(home, {})
        return InUse(found.name, None, fit)
    library.verify(found)
    write_choice(home, {"path": str(found.path), **(_how_to_load(fit, context_tokens) if fit else {})})
    return InUse(found.name, found.path, fit)


def find_here(
    text: str, library: Library, catalogue: Catalogue, check: Callable[[Path], object]
) -> Installed | ModelEntry:
    """Return what is here under this name; the bundled model is its entry. Raises as `use` does."""
    if installed := library.get(text):
        return installed
    source = read_source(text, catalogue)
    if isinstance(source, ModelEntry):
        return source
    if isinstance(source, HubFile):
        if installed := next((each for each in library if each.source == source.source), None):
            return installed
        raise ModelNotFound(f"{source.name} is not here yet. Run `pathcoach models pull {source.source}`.")
    check(source)
    return library.record_found(source, catalogue)


def _how_to_load(fit: Fit, context_tokens: int) -> dict[str, int | str | bool]:
    """Return the settings in which a model that fits wants to be loaded otherwise than by default."""
    wanted: dict[str, int | str | bool] = {
        "context_tokens": fit.context_tokens,
        "batch_tokens": fit.batch_tokens,
        "kv_type": fit.kv_type.value,
        "gpu_layers": fit.gpu_layers,
        "chooses_tools": bool(fit.entry.chooses_tools),
    }
    default = ModelSettings(context_tokens=context_tokens)
    return {name: value for name, value in wanted.items() if value != getattr(default, name)}


def _entry_of(installed: Installed, catalogue: Catalogue) -> ModelEntry | None:
    return next((entry for entry in catalogue if entry.sha256 == installed.sha256), None)
