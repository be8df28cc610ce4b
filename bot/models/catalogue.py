"""The models that Pathcoach knows, from catalogue.yaml, which says what its fields mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ModelNotFound, SettingsError


class Shape(BaseModel):
    """What of a model's configuration decides how much memory it takes beside its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layers: int
    kv_layers: int
    heads: int
    kv_heads: int
    head_dim: int
    embedding: int
    vocabulary: int

    def kv_elements_per_token(self) -> int:
        """How many numbers the keys and values of one token are."""
        return 2 * self.kv_layers * self.kv_heads * self.head_dim


class ModelEntry(BaseModel):
    """One model as it is published."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str  # as one calls it on the command line
    title: str
    repository: str | None  # None: it comes with Pathcoach
    file: str
    quantisation: str
    bytes: int
    sha256: str
    licence: str
    parameters: int
    context_tokens: int  # the longest that it was made for
    shape: Shape | None
    template: Literal["smollm2", "qwen3", "qwen3-2507", "llama3", "lfm2", "granite"]
    thinking: Literal["never", "off"]
    chooses_tools: bool | None  # None: not measured
    pick_for: str | None

    @property
    def picked_from_bytes(self) -> int:
        """How large the machines are that it is recommended for; 0 where `pick_for` names no size."""
        size = re.fullmatch(r"(\d+) GB", self.pick_for or "")
        return int(size[1]) * 10**9 if size else 0

    @property
    def bundled(self) -> bool:
        """Does it come with Pathcoach?"""
        return self.repository is None

    @property
    def kv_bytes_per_token(self) -> int | None:
        """How much memory the keys and values of one token take in 16 bits; None where that is not known."""
        return None if self.shape is None else 2 * self.shape.kv_elements_per_token()


class Catalogue:
    """All entries, the smallest file first."""

    def __init__(self, entries: tuple[ModelEntry, ...]) -> None:
        """Names and files are unique. Raises SettingsError where they are not."""
        self._entries = tuple(sorted(entries, key=lambda entry: entry.bytes))
        for keys in ([entry.name for entry in entries], [entry.file for entry in entries]):
            if len(set(keys)) < len(keys):
                raise SettingsError(f"The catalogue of models has {_first_twice(keys)!r} twice. Rename one.")

    def __iter__(self) -> Iterator[ModelEntry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, name: str) -> ModelEntry | None:
        """Return the entry of this name, title or file, whatever its case; None where there is none."""
        wanted = name.strip().casefold()
        return next(
            (e for e in self if wanted in (e.name.casefold(), e.title.casefold(), e.file.casefold())), None
        )

    def find(self, name: str) -> ModelEntry:
        """Return the entry of this name. Raises ModelNotFound, which names the nearest ones."""
        if entry := self.get(name):
            return entry
        names = [entry.name for entry in self]
        near = difflib.get_close_matches(name.casefold(), names, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else f"It knows {', '.join(names)}."
        raise ModelNotFound(
            f"The catalogue has no model {name!r}. {hint} Any other is named hf:OWNER/REPOSITORY/FILE.gguf, "
            f"or by the path of its file."
        )


@cache
def load_catalogue() -> Catalogue:
    """Return the catalogue that comes with Pathcoach."""
    text = files("bot.models").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return read_catalogue(text)


def read_catalogue(text: str) -> Catalogue:
    """Return what a catalogue in YAML says. Raises SettingsError where it is no catalogue."""
    try:
        return Catalogue(tuple(ModelEntry.model_validate(written) for written in yaml.safe_load(text)))
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        raise SettingsError(f"The catalogue of models is wrong: {error}. Correct it.") from None


def _first_twice(keys: list[str]) -> str:
    return next(key for key in keys if keys.count(key) > 1)
