"""Are the model files that are here still what they should be?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.errors import ModelError, ModelNotFound
from bot.models.catalogue import Catalogue
from bot.models.library import Installed, Library


@dataclass(frozen=True, slots=True)
class Verified:
    """One model file; `error` says what is wrong with it, and what helps."""

    name: str
    path: Path | None
    error: ModelError | None = None


def verify_all(
    name: str | None, library: Library, catalogue: Catalogue, *, bundled: Callable[[], Path]
) -> Iterator[Verified]:
    """Read each file whole, or only that of `name`, and yield what it is found to be, one after the other.

    `bundled` verifies the bundled model and returns where it is. Raises ModelNotFound for a name of nothing
    that is here.
    """
    checks = [(entry.name, bundled) for entry in catalogue if entry.bundled]
    checks += [(each.name, partial(_afresh, library, each)) for each in library]
    if name is not None:
        meant = library.get(name) or catalogue.get(name)
        checks = [(known, check) for known, check in checks if meant is not None and known == meant.name]
        if not checks:
            raise ModelNotFound(f"No model {name!r} is here. `pathcoach models list` shows which are.")
    for known, check in checks:
        try:
            yield Verified(known, check())
        except ModelError as error:
            yield Verified(known, None, error)


def _afresh(library: Library, installed: Installed) -> Path:
    library.verify(installed, afresh=True)
    return installed.path
