"""Reads `.txt` files: the raw text of a career pathway page, or else a reference document."""

from __future__ import annotations

from pathlib import PurePath

from bot.domain import Document
from bot.pathways.blocks import one_line, plain_blocks
from bot.pathways.chunks import chunk_reference, slug
from bot.pathways.page import is_page, read_page


def read_text(text: str, *, name: str) -> Document:
    """Read plain text; `name` is its file name, for messages and for a reference document's id."""
    if is_page(text):
        return read_page(text, name=name)
    stem = one_line(PurePath(name).stem)
    document_id = slug(stem) or "document"
    blocks = plain_blocks(text)
    return Document(document_id, stem, chunk_reference(blocks, document_id=document_id, title=stem))
