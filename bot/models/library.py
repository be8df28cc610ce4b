"""The model files that are here: where, how large, with which digest; and are they still as they were?

A file whose digest nobody published is recorded as it is found, and compared with that later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from bot.config import prepare_home
from bot.digests import file_digest, remember_digest, verify_digest
from bot.errors import ModelCorrupt, ModelNotFound, StorageError
from bot.files import storage_errors, write_atomically
from bot.models.catalogue import ModelEntry

_RECORDS = "models.json"
_VERIFIED = "verified.json"


class Origin(StrEnum):
    """Who said what a file's digest should be."""

    CATALOGUE = "catalogue"
    HUB = "hub"
    FOUND = "found"  # nobody: this is what it was when it was first used


@dataclass(frozen=True, slots=True)
class Installed:
    """A model file on this machine."""

    name: str
    path: Path
    bytes: int
    sha256: str
    origin: Origin
    source: str  # what to pull to have it again


class Library:
    """The records of one home."""

    def __init__(self, home: Path) -> None:
        """Nothing is read or written yet."""
        self._home = home
        self.folder = home / "models"
        self._records = self.folder / _RECORDS

    def __iter__(self) -> Iterator[Installed]:
        """Yield what is recorded, whether its file is still there or not."""
        yield from self._read()

    def get(self, name: str) -> Installed | None:
        """Return the record of this name, file name or path."""
        wanted = name.casefold()
        return next((each for each in self._read() if wanted in _names(each)), None)

    def at(self, path: Path) -> Installed | None:
        """Return the record of the file at `path`."""
        absolute = _absolute(path)
        return next((each for each in self._read() if each.path == absolute), None)

    def add(self, installed: Installed) -> None:
        """Record a file that has just been verified. Raises StorageError."""
        self.prepare()
        others = [each for each in self._read() if each.path != installed.path]
        written = [{**asdict(each), "path": str(each.path)} for each in (*others, installed)]
        with storage_errors(self.folder):
            write_atomically(self._records, json.dumps(written, indent=1).encode())
        remember_digest(installed.path, installed.sha256, cache=self._home / _VERIFIED)

    def record_found(self, path: Path, catalogue: Iterable[ModelEntry] = ()) -> Installed:
        """Record a file where it lies.

        What is recorded already, or bears a name of the catalogue, must be that: raises ModelCorrupt if not.
        """
        absolute = _absolute(path)
        if known := self.at(absolute):
            self.verify(known)
            return known
        digest, size = file_digest(absolute), absolute.stat().st_size
        found = Installed(absolute.stem, absolute, size, digest, Origin.FOUND, str(absolute))
        for entry in catalogue:
            if entry.sha256 == digest:
                found = replace(found, name=entry.name, origin=Origin.CATALOGUE, source=entry.name)
            elif entry.file == absolute.name:
                raise ModelCorrupt(
                    f"{absolute} bears the name of {entry.name}, but is not that file: its SHA-256 is "
                    f"{digest}. Run `pathcoach models pull {entry.name}`, or give it another name."
                )
        self.add(found)
        return found

    def check(self, path: Path) -> None:
        """Return if the file at `path` is what is recorded of it, or nothing is. Raises as `verify` does."""
        if installed := self.at(path):
            self.verify(installed)

    def verify(self, installed: Installed, *, afresh: bool = False) -> None:
        """Return if a file is what is recorded. Raises ModelNotFound or ModelCorrupt, which say what helps.

        A file that has not changed since it was last verified is not read again, unless `afresh`.
        """
        path, remedy = installed.path, f"Run `pathcoach models pull {installed.source}`."
        if installed.source == str(path):
            remedy = "Restore it, or run `pathcoach models use` with another model."
        if not path.is_file():
            raise ModelNotFound(f"The model file {path} is gone. {remedy}")
        size = path.stat().st_size
        if size != installed.bytes:
            raise ModelCorrupt(
                f"The model file {path} is damaged: it has {size} bytes, not {installed.bytes}. {remedy}"
            )
        cache = None if afresh else self._home / _VERIFIED
        verify_digest(path, installed.sha256, cache=cache, remedy=remedy)

    def prepare(self) -> None:
        """Create the folder. Raises StorageError."""
        prepare_home(self._home)
        with storage_errors(self.folder):
            self.folder.mkdir(mode=0o700, exist_ok=True)

    def _read(self) -> list[Installed]:
        try:
            written = json.loads(self._records.read_bytes())
            return [
                Installed(**{**each, "path": Path(each["path"]), "origin": Origin(each["origin"])})
                for each in written
            ]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StorageError(
                f"The list of models in {self._records} cannot be read ({type(error).__name__}). Delete that "
                f"file, and pull the models again."
            ) from None


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _names(installed: Installed) -> tuple[str, ...]:
    path = installed.path
    return installed.name.casefold(), path.name.casefold(), str(path).casefold()
