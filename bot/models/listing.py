"""What `pathcoach models list` tells of each model: what it is, whether it fits, and whether it is here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.machine.kinds import Machine
from bot.models.catalogue import Catalogue, ModelEntry
from bot.models.fit import Fit, fit_entry
from bot.models.library import Installed, Library

_OTHERS = "default"  # the row of prompts/composers.yaml for a model that has none of its own


class Presence(StrEnum):
    """Is a model's file here?"""

    IN_USE = "in use"
    BUNDLED = "bundled"
    INSTALLED = "installed"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Listed:
    """A model of the catalogue, or another one that is here: that one has neither entry nor fit."""

    name: str
    bytes: int
    path: Path | None
    presence: Presence
    entry: ModelEntry | None = None
    fit: Fit | None = None


def list_models(
    catalogue: Catalogue,
    library: Library,
    machine: Machine,
    *,
    in_use: Path | None,
    bundled: Path | None,
    context_tokens: int,
    can_offload: bool,
) -> Iterator[Listed]:
    """Yield the models of the catalogue, then the others that are here.

    `in_use` is the file that answers; None where a server does. `bundled` is None where it is not installed.
    """
    here = {each.path: each for each in library}
    for entry in catalogue:
        path = bundled if entry.bundled else _path_of(entry, here)
        yield Listed(
            name=entry.name,
            bytes=entry.bytes,
            path=path,
            presence=_presence(path, in_use, bundled=entry.bundled),
            entry=entry,
            fit=fit_entry(entry, machine, context_tokens, can_offload=can_offload),
        )
    for installed in here.values():
        if catalogue.get(installed.name) is None:
            presence = _presence(installed.path, in_use, bundled=False)
            yield Listed(installed.name, installed.bytes, installed.path, presence)


def composers(file: str, table: Mapping[str, Mapping[str, str]]) -> tuple[Mapping[str, str], bool]:
    """Return who writes each kind of answer with a model, and whether that was measured with it."""
    return (table[file], True) if file in table else (table[_OTHERS], False)


def _path_of(entry: ModelEntry, here: Mapping[Path, Installed]) -> Path | None:
    return next((path for path, each in here.items() if each.sha256 == entry.sha256), None)


def _presence(path: Path | None, in_use: Path | None, *, bundled: bool) -> Presence:
    if path is None:
        return Presence.NO
    if in_use is not None and path == in_use.absolute():
        return Presence.IN_USE
    return Presence.BUNDLED if bundled else Presence.INSTALLED
