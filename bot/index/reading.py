"""Reads the documents of all sources. What cannot be read is named, and its last good version kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain import Document
from bot.errors import DocumentError, DocumentErrors
from bot.index.catalogue import Catalogue, IndexedDocument
from bot.index.sources import documents_in
from bot.signs import in_one_line

Read = Callable[[Path], Document]


def read_documents(
    sources: Sequence[Path], read: Read, *, before: Catalogue
) -> tuple[Catalogue, list[DocumentError], list[str]]:
    """Return the documents of `sources`, the errors met and the documents' warnings.

    `before` is what the index holds now: a document that can no longer be read stays as it is there. Of two
    documents with one id the first in the order of the sources wins, and the other is an error.
    """
    shelf = _Shelf()
    unreadable: list[tuple[str, list[DocumentError]]] = []
    for path in _files(sources, shelf.errors):
        try:
            shelf.add(IndexedDocument(str(path), read(path)))
        except DocumentError as error:
            unreadable.append((str(path), _each(error)))
        except OSError as error:
            problem = f"The file cannot be read ({error.strerror or error})."
            unreadable.append(
                (str(path), [DocumentError(str(path), 0, problem, "Check that you may read it.")])
            )
    # After all readable documents: a file that was renamed must not lose its id to its own old version.
    earlier = {entry.path: entry for entry in before}
    for name, errors in unreadable:
        kept = name in earlier and shelf.keep(earlier[name])
        shelf.errors += [*errors[:-1], _noting_earlier(errors[-1])] if kept else errors
    catalogue = tuple(sorted(shelf.entries, key=lambda entry: entry.document.document_id))
    warnings = [
        in_one_line(f"{entry.path}: {text}") for entry in catalogue for text in entry.document.warnings
    ]
    return catalogue, shelf.errors, warnings


@dataclass
class _Shelf:
    """The documents taken so far. No document id and no chunk id stands twice."""

    entries: list[IndexedDocument] = field(default_factory=list)
    errors: list[DocumentError] = field(default_factory=list)
    _documents: dict[str, str] = field(default_factory=dict)  # document id → path
    _chunks: dict[str, str] = field(default_factory=dict)  # chunk id → path

    def add(self, entry: IndexedDocument) -> None:
        """Take a document. Raises DocumentError if one of its ids is taken."""
        document = entry.document
        if document.document_id in self._documents:
            other = self._documents[document.document_id]
            raise DocumentError(
                entry.path,
                0,
                f"Its id `{document.document_id}` is already that of {other}.",
                "Give one of the two another id, or remove one.",
            )
        ids: set[str] = set()
        for chunk in document.chunks:
            if chunk.chunk_id in ids or chunk.chunk_id in self._chunks:
                other = self._chunks.get(chunk.chunk_id, entry.path)
                raise DocumentError(
                    entry.path,
                    chunk.line,
                    f"The record `{chunk.chunk_id}` is already in {other}.",
                    "Give one of the two another heading or name.",
                )
            ids.add(chunk.chunk_id)
        self._documents[document.document_id] = entry.path
        self._chunks.update(dict.fromkeys(ids, entry.path))
        self.entries.append(entry)

    def keep(self, entry: IndexedDocument) -> bool:
        """Take a document that was indexed before, unless one of its ids is taken by now."""
        try:
            self.add(entry)
        except DocumentError:
            return False
        return True


def _files(sources: Iterable[Path], errors: list[DocumentError]) -> Iterable[Path]:
    """Yield each file once, however many sources hold it."""
    seen: set[Path] = set()
    for source in sources:
        try:
            for path in documents_in(source):
                if path.resolve() not in seen:
                    seen.add(path.resolve())
                    yield path
        except OSError as error:
            problem = f"The folder cannot be read ({error.strerror or error})."
            name = str(error.filename or source)
            errors.append(DocumentError(name, 0, problem, "Check that you may read it."))


def _each(error: DocumentError) -> list[DocumentError]:
    return error.errors if isinstance(error, DocumentErrors) else [error]


def _noting_earlier(error: DocumentError) -> DocumentError:
    remedy = f"{error.remedy} Until then the version that was indexed before stays in use.".strip()
    return DocumentError(error.path, error.line, error.problem, remedy)
