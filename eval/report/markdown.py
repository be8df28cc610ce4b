"""The report as Markdown: the figures and failed cases of the page, without its plots."""

from __future__ import annotations

from .page import Page
from .templates import templates


def as_markdown(page: Page) -> str:
    """Return the report; texts of questions, replies and documents stand in fences, where nothing acts."""
    return templates().get_template("report.md.j2").render(page=page)
