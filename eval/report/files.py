"""Writes the report into a folder."""

from __future__ import annotations

from pathlib import Path

from bot.errors import CoachError

from .html import as_html
from .markdown import as_markdown
from .page import Page


def write_report(folder: Path, page: Page) -> None:
    """Write report.html and report.md into `folder`, which is made if there is none. Raises CoachError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.html").write_text(as_html(page), encoding="utf-8")
        (folder / "report.md").write_text(as_markdown(page), encoding="utf-8")
    except OSError as error:
        raise CoachError(f"The report cannot be written to {folder} ({error.strerror}).") from None
