"""The documents of a generation as they are kept in `documents.json`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.domain import Chunk, Document


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document, and the file that it was read from."""

    path: str
    document: Document


Catalogue = tuple[IndexedDocument, ...]

_FILE = "documents.json"


def encode_catalogue(catalogue: Catalogue) -> bytes:
    """Return the content of `documents.json`; equal catalogues give equal bytes."""
    return _adapter().dump_json(catalogue)


def write_catalogue(generation: Path, content: bytes) -> None:
    """Write what `encode_catalogue` returned. Raises OSError."""
    (generation / _FILE).write_bytes(content)


def read_catalogue(generation: Path) -> Catalogue:
    """Return the documents of a generation. Raises FileNotFoundError, or ValueError if they are damaged."""
    try:
        return _adapter().validate_json((generation / _FILE).read_bytes())
    except ValidationError as error:
        raise ValueError(f"{generation / _FILE} is damaged") from error


def chunks_of(catalogue: Iterable[IndexedDocument]) -> tuple[Chunk, ...]:
    """Return all chunks in order: row `n` of every array of a generation is about chunk `n`."""
    return tuple(chunk for entry in catalogue for chunk in entry.document.chunks)


def indexed_text(chunk: Chunk) -> str:
    """Return what is embedded, and whose words are indexed, for `chunk`."""
    return f"{chunk.heading}\n{chunk.text}"


@cache
def _adapter() -> TypeAdapter[Catalogue]:
    return TypeAdapter(Catalogue)
