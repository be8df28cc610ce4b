"""Reads a document from a file: the one place in this package that does I/O."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.domain import Document
from bot.errors import DocumentError
from bot.pathways.markdown import read_markdown
from bot.pathways.plain_text import read_text

LARGEST_BYTES = 5_000_000

READERS: dict[str, Callable[..., Document]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
}


def read_document(path: Path) -> Document:
    """Read the document at `path` by its suffix. Raises DocumentError."""
    reader = READERS.get(path.suffix.lower())
    if path.is_dir():
        raise DocumentError(str(path), 0, "This is a folder.", "Name the documents that are in it.")
    if reader is None:
        kinds = ", ".join(READERS)
        raise DocumentError(str(path), 0, "This kind of file cannot be read.", f"The kinds are {kinds}.")
    text = _text(path)
    if not text.strip():
        raise DocumentError(str(path), 0, "The file is empty.", "Write something in it, or remove it.")
    return reader(text, name=str(path))


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            problem = f"The file has {size / 1e6:.1f} MB; {LARGEST_BYTES / 1e6:.0f} MB is the most."
            raise DocumentError(str(path), 0, problem, "Split it into several documents.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(str(path), 0, "There is no such file.", "Check the path.") from None
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise DocumentError(
            str(path), 0, f"The file cannot be opened ({reason}).", "Check its permissions."
        ) from None
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise DocumentError(
            str(path),
            line,
            "This is a binary file, not text.",
            "Export the document as Markdown or plain text.",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02x}"
        raise DocumentError(
            str(path), line, f"The byte {byte} is not UTF-8 text.", "Save the file with the encoding UTF-8."
        ) from None
