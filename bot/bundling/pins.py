"""What is installed here: the versions that a bundle is to hold, and how much room they take."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import Distribution


def pins(distributions: Iterable[Distribution], *, without: str) -> str:
    """Return constraints for pip, a line a distribution: the versions that work together here."""
    versions: dict[str, str] = {}
    for distribution in distributions:
        if distribution.name and distribution.name.casefold() != without:
            versions.setdefault(distribution.name, distribution.version)
    return "".join(f"{name}=={version}\n" for name, version in sorted(versions.items()))


def installed_bytes(distributions: Iterable[Distribution]) -> int:
    """Return how much the files take, as the installer noted it."""
    return sum(path.size or 0 for each in distributions for path in each.files or ())
