"""What `--compare` names: a composer, settings, or a former run in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain import Composer
from bot.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to run the evaluation, as it was named; with a `path` it has been run already."""

    name: str
    composer: Composer | None = None
    settings: dict[str, Any] = field(default_factory=dict)  # nested, as bot.config takes them
    path: Path | None = None


def read_variant(name: str) -> Variant:
    """Read "extractive", "model.path=/m.gguf,model.threads=1" or "run.json". Raises SettingsError."""
    if name.endswith(".json"):
        return Variant(name, path=Path(name))
    if name in set(Composer):
        return Variant(name, composer=Composer(name))
    settings: dict[str, Any] = {}
    for pair in name.split(","):
        key, equals, value = pair.partition("=")
        if not equals or not all(key.split(".")):
            raise SettingsError(
                f"{name!r} is nothing to compare. Name a composer ({', '.join(Composer)}), "
                f"settings as model.path=FILE, or a JSON file of a former run."
            )
        *groups, last = key.split(".")
        inner = settings
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[last] = value
    composer = settings.pop("composer", None)
    if composer is not None and composer not in set(Composer):
        raise SettingsError(f"There is no composer {composer!r}. Name one of {', '.join(Composer)}.")
    return Variant(name, composer and Composer(composer), settings)
