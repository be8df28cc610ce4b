"""Parts of a reply, joined to one text."""

from __future__ import annotations

from collections.abc import Iterable


def join_paragraphs(parts: Iterable[str]) -> str:
    """Join sentences by spaces, and what has lines of its own, such as a list, by empty lines."""
    text = before = ""
    for part in parts:
        text += gap_between(before, part) + part
        before = part
    return text


def gap_between(before: str, part: str) -> str:
    """Return what stands between two parts of a reply; nothing before the first."""
    apart = "\n" in before or "\n" in part
    return ("\n\n" if apart else " ") if before else ""
