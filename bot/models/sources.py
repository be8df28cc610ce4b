"""What a person asks for: a name of the catalogue, a file of the hub, or a file that is here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.errors import ModelNotFound
from bot.models.catalogue import Catalogue, ModelEntry

_HUB = "hf:"
_SUFFIX = ".gguf"


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository; what it must be is known where the catalogue has it."""

    repository: str
    file: str
    entry: ModelEntry | None = None

    @property
    def name(self) -> str:
        """What it is called here."""
        return self.entry.name if self.entry else Path(self.file).stem

    @property
    def source(self) -> str:
        """What one writes to ask for it."""
        return self.entry.name if self.entry else f"{_HUB}{self.repository}/{self.file}"


@dataclass(frozen=True, slots=True)
class Remote:
    """A file as the hub describes it. Large files are known there by their digest; of others that is None."""

    repository: str
    file: str
    url: str  # where its bytes are: may be another server's, and valid for an hour only
    bytes: int | None
    sha256: str | None


def read_source(text: str, catalogue: Catalogue) -> HubFile | ModelEntry | Path:
    """Return what is meant: a file of the hub, the entry that comes with Pathcoach, or a path.

    Raises ModelNotFound for what is none of these.
    """
    if text.startswith(_HUB):
        return _hub_file(text, catalogue)
    path = Path(text).expanduser()
    entry = catalogue.get(text)
    if path.is_file() and (entry is None or path.suffix.casefold() == _SUFFIX):
        return path
    if entry is None and ("/" in text or path.suffix.casefold() == _SUFFIX):
        raise ModelNotFound(
            f"There is no model file at {path}. A file of the hub is named hf:OWNER/REPOSITORY/FILE.gguf."
        )
    entry = entry or catalogue.find(text)
    return entry if entry.repository is None else HubFile(entry.repository, entry.file, entry)


def _hub_file(text: str, catalogue: Catalogue) -> HubFile:
    owner, _, rest = text.removeprefix(_HUB).strip("/").partition("/")
    name, _, file = rest.partition("/")
    if not (owner and name and file.casefold().endswith(_SUFFIX)) or ".." in file.split("/"):
        raise ModelNotFound(f"{text} names no model of the hub. Write hf:OWNER/REPOSITORY/FILE.gguf.")
    repository, entry = f"{owner}/{name}", catalogue.get(file)
    return HubFile(repository, file, entry if entry and entry.repository == repository else None)
