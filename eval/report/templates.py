"""The templates of the report, and how texts are made safe in each of its two forms."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import jinja2

_FOLDER = Path(__file__).parents[1] / "templates"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")
_VERDICTS = {True: "passed", False: "failed", None: "not measured"}


def templates() -> jinja2.Environment:
    """Return the environment: HTML is escaped by itself, Markdown by the filters `plain` and `fenced`."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": plain, "fenced": fenced, "slug": slug}
    environment.globals |= {"meanings": meanings(), "verdict_in_words": _VERDICTS}
    return environment


def meanings() -> dict[str, str]:
    """Return what each metric means, by name."""
    return tomllib.loads((_FOLDER / "metrics.toml").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """Return a text as one line of Markdown in which nothing is markup, in a table too."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def fenced(text: str) -> str:
    """Return a text as a block of code; its fence is longer than any in the text."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def slug(text: str) -> str:
    """Return a text as what a link within the page may name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
