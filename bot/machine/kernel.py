"""Reading the small files in which the kernel tells about itself."""

from __future__ import annotations

from pathlib import Path


def read_text(path: Path) -> str:
    """Return what a file says, its NULs as spaces; "" where there is none that can be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").replace("\0", " ").strip()
    except OSError:
        return ""


def read_number(path: Path) -> int | None:
    """Return the number that stands alone in a file; None where there is none."""
    text = read_text(path)
    return int(text) if text.removeprefix("-").isdecimal() else None
