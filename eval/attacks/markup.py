"""The skeleton of what is shown: without its words, so that two can be compared. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from .observed import Shown

_LOADING = frozenset(
    "script iframe img object embed svg style link meta base form video audio source math input".split()
)
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "srcset", "xlink:href", "data"})
_HARMLESS = re.compile(r"(?:https?:|mailto:|#|[\w./-]*$)", re.IGNORECASE)
# How a line begins, the stars of one that is set in bold, and where it ends.
_MARKS = re.compile(r"^[ \t]*(?:```|>|&gt;|[•-] |#{1,6} )|(?<=^\*)[^\n]*\*|\n", re.MULTILINE)


def slack_texts(shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield every text in which Slack reads marks, with its kind: text, mrkdwn or markdown.

    In plain text Slack reads none, so that it cannot notify anybody.
    """
    for post in shown.posts:
        yield "text", post.text
        yield from _marked(list(post.blocks))
    for view in shown.views:
        yield from _marked(view["blocks"])


def layout(shown: Shown) -> list[str]:
    """Return the types of all blocks in order, each with the marks and line ends of its texts."""
    blocks = [block for post in shown.posts for block in post.blocks]
    blocks += [block for view in shown.views for block in view["blocks"]]
    return [
        f"{block['type']}: {' '.join(map(_marks, (text for _, text in _marked(block))))}" for block in blocks
    ]


def calendar_lines(calendar: str) -> list[str]:
    """Return the name of each line, and the value of those that begin or end something."""
    unfolded = re.sub(r"\r?\n[ \t]", "", calendar)
    found = []
    for line in re.split(r"\r\n|[\r\n\u2028\u2029\x85]", unfolded):
        name = line.partition(":")[0]
        if line:
            found.append(line if name in ("BEGIN", "END") else re.split(r"[;:]", name)[0])
    return found


def risky_elements(page: str) -> list[str]:
    """Return the elements of a page that load something, and the attributes that run something."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    return parser.found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LOADING:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or (name in _ADDRESSES and not _HARMLESS.match(value or "")):
                self.found.append(f"<{tag} {name}>")


def _marks(text: str) -> str:
    """Return the marks of a text without its words; each star of a line in bold counts."""
    return "".join(re.sub(r"[^*]", "", mark) or repr(mark) for mark in _MARKS.findall(text))


def _marked(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, list | tuple):
        for each in node:
            yield from _marked(each)
    elif isinstance(node, Mapping):
        if node.get("type") in ("mrkdwn", "markdown") and isinstance(node.get("text"), str):
            yield node["type"], node["text"]
        for value in node.values():
            if not isinstance(value, str):
                yield from _marked(value)
