"""Builds a new generation of the index from its sources, embedding only what changed."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.domain import Chunk
from bot.embedding import Embedder
from bot.errors import DocumentError
from bot.files import storage_errors
from bot.index import layout
from bot.index.catalogue import (
    Catalogue,
    chunks_of,
    encode_catalogue,
    indexed_text,
    read_catalogue,
    write_catalogue,
)
from bot.index.dense import DenseIndex
from bot.index.keywords import KeywordIndex
from bot.index.progress import BuildProgress
from bot.index.reading import Read, read_documents
from bot.index.vectors import VectorCache

_BATCH = 64


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What a build did with a document that was new, written differently, moved or `gone`; counts chunks."""

    path: str
    embedded: int
    unchanged: int
    removed: int
    gone: bool


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `documents` and `chunks` are now in the index; the rest counts chunks.

    `embedded`: vectors computed anew; `removed`: gone since the last build; `unchanged`: same id, same text.
    """

    generation: str
    documents: int
    chunks: int
    embedded: int
    removed: int
    unchanged: int
    changes: tuple[DocumentChange, ...] = ()
    errors: tuple[DocumentError, ...] = ()
    warnings: tuple[str, ...] = ()


def build_index(
    paths: Sequence[Path], *, home: Path, embedder: Embedder, read: Read, progress: BuildProgress
) -> BuildReport:
    """Make the index hold the documents of `paths` (files and folders), and nothing else.

    A document that cannot be read becomes an error in the report; the others are indexed. If nothing
    changed, the generation stays. Whatever happens, readers find the old index or the new one, complete.
    Raises StorageError, IndexBusy, ModelError.
    """
    folder = layout.index_folder(home)
    with layout.writing(folder, progress.notice), storage_errors(folder):
        layout.clean(folder)
        current, before = _current(folder)
        catalogue, errors, warnings = read_documents(paths, read, before=before)
        content = encode_catalogue(catalogue)
        missing: list[str] = []
        if not (current and _is_same(folder / current, content, embedder)):
            texts = [indexed_text(chunk) for chunk in chunks_of(catalogue)]
            with VectorCache(folder / "vectors.sqlite", embedder.digest) as cache:
                vectors = cache.find(texts)
                missing = [text for text in dict.fromkeys(texts) if text not in vectors]
                vectors |= _embed(missing, embedder, cache, progress)
                current = _write(folder, paths, catalogue, content, vectors, embedder)
                cache.keep_only(texts)
            layout.clean(folder)
        return _report(current, before, catalogue, missing, errors, warnings)


def _current(folder: Path) -> tuple[str | None, Catalogue]:
    """Return the current generation with its documents; nothing if another version of Pathcoach wrote it."""
    pointer = layout.read_pointer(folder)
    manifest = layout.read_manifest(folder / pointer.generation) if pointer else None
    if pointer is None or manifest is None or manifest.format != layout.FORMAT:
        return None, ()
    try:
        return pointer.generation, read_catalogue(folder / pointer.generation)
    except (FileNotFoundError, ValueError):
        return None, ()


def _is_same(generation: Path, content: bytes, embedder: Embedder) -> bool:
    manifest = layout.read_manifest(generation)
    return (
        manifest is not None
        and manifest.model_digest == embedder.digest
        and layout.is_complete(generation)
        and (generation / "documents.json").read_bytes() == content
    )


def _embed(
    texts: Sequence[str], embedder: Embedder, cache: VectorCache, progress: BuildProgress
) -> Mapping[str, NDArray[np.float32]]:
    if not texts:
        return {}
    vectors: dict[str, NDArray[np.float32]] = {}
    with progress.embedding(len(texts)) as advance:
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            computed = embedder.embed(batch)
            cache.add(batch, computed)
            vectors.update(zip(batch, computed, strict=True))
            advance(len(batch))
    return vectors


def _write(
    folder: Path,
    paths: Sequence[Path],
    catalogue: Catalogue,
    content: bytes,
    vectors: Mapping[str, NDArray[np.float32]],
    embedder: Embedder,
) -> str:
    """Write a generation and make it the current one; return its name."""
    chunks = chunks_of(catalogue)
    texts = [indexed_text(chunk) for chunk in chunks]
    rows = np.array([vectors[text] for text in texts], np.float32).reshape(len(texts), embedder.dimensions)
    with layout.new_generation(folder) as building:
        write_catalogue(building, content)
        np.save(building / "vectors.npy", rows)
        KeywordIndex.write(building / "bm25", texts)
        DenseIndex.write(building / "chroma", chunks, rows)
        manifest = layout.Manifest(
            format=layout.FORMAT,
            model=embedder.name,
            model_digest=embedder.digest,
            sources=tuple(map(str, paths)),
            created_at=datetime.now(UTC),
        )
        layout.write_manifest(building, manifest)
        return layout.publish(building)


def _report(
    generation: str,
    before: Catalogue,
    catalogue: Catalogue,
    embedded: Sequence[str],
    errors: Sequence[DocumentError],
    warnings: Sequence[str],
) -> BuildReport:
    old, new = _texts_by_id(chunks_of(before)), _texts_by_id(chunks_of(catalogue))
    return BuildReport(
        generation=generation,
        documents=len(catalogue),
        chunks=len(new),
        embedded=len(embedded),
        removed=len(old.keys() - new.keys()),
        unchanged=sum(old.get(chunk_id) == text for chunk_id, text in new.items()),
        changes=tuple(_changes(before, catalogue, set(embedded))),
        errors=tuple(errors),
        warnings=tuple(warnings),
    )


def _changes(before: Catalogue, catalogue: Catalogue, embedded: Set[str]) -> Iterator[DocumentChange]:
    """Yield what became of each document that is not as it was; a new name does not make it another one."""
    old, new = ({entry.document.document_id: entry for entry in entries} for entries in (before, catalogue))
    for document_id in sorted(old.keys() | new.keys()):
        was, is_now = old.get(document_id), new.get(document_id)
        if was == is_now:
            continue
        texts_before = _texts_by_id(was.document.chunks) if was else {}
        texts = _texts_by_id(is_now.document.chunks) if is_now else {}
        yield DocumentChange(
            path=(is_now or was).path,  # type: ignore[union-attr]  # it is in one of the two
            embedded=sum(text in embedded for text in texts.values()),
            unchanged=sum(texts_before.get(chunk_id) == text for chunk_id, text in texts.items()),
            removed=len(texts_before.keys() - texts.keys()),
            gone=is_now is None,
        )


def _texts_by_id(chunks: Sequence[Chunk]) -> dict[str, str]:
    return {chunk.chunk_id: indexed_text(chunk) for chunk in chunks}
