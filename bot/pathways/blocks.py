"""Markdown or plain text as a flat list of blocks: headings, list items, rows, paragraphs, with line numbers.

Blocks hold what a reader of the rendered page would see. Nothing here knows what a pathway is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.pathways.tables import ROW, with_rows
from bot.signs import in_one_line, without_steering

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that opens a block, and the words after it."""

    text: str
    url: str
    rest: str


@dataclass(frozen=True, slots=True)
class Block:
    """One heading (`level` 1 to 6), list item (its depth, from 1), paragraph, row or code (`level` 0)."""

    kind: Literal["heading", "item", "paragraph", "row", "code"]
    level: int
    text: str
    line: int
    link: Link | None = None


def markdown_blocks(text: str, *, first_line: int = 1, keeps_layout: bool = False) -> list[Block]:
    """Read CommonMark; `first_line` is the line of the document on which `text` starts.

    With `keeps_layout` a code block that stands on its own keeps its lines, in a fence, and each row of a
    table is a block; else both are paragraphs.
    """
    blocks: list[Block] = []
    depth = 0
    item_opens = False
    heading: int | None = None
    for token in _tokens(text, tables=keeps_layout):
        line = token.map[0] + first_line if token.map else 0
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            item_opens = True
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == ROW:
            blocks.append(Block("row", 0, one_line(token.content), line))
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            content, link = _content(token)
            if heading is not None:
                blocks.append(Block("heading", heading, content, line))
            elif not content:
                pass
            elif keeps_layout and not depth and token.type in ("fence", "code_block"):
                blocks.append(Block("code", 0, _fenced(token), line))
            elif not depth:
                blocks.append(Block("paragraph", 0, content, line))
            elif item_opens:
                blocks.append(Block("item", depth, content, line, link))
            elif blocks:
                blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {content}")
            item_opens = item_opens and not content
            heading = None
    return blocks


def _tokens(text: str, *, tables: bool) -> Iterable[Token]:
    reader = MarkdownIt("commonmark")
    if not tables:
        return reader.parse(text)
    return with_rows(reader.enable("table").parse(text), lambda cell: _content(cell)[0])


def plain_blocks(text: str) -> list[Block]:
    """Read plain text: paragraphs between blank lines."""
    blocks: list[Block] = []
    lines: list[str] = []
    for number, line in enumerate([*re.split(r"\r\n?|\n", text), ""], start=1):
        if line.strip():
            lines.append(line)
        elif lines:
            blocks.append(Block("paragraph", 0, one_line(" ".join(lines)), number - len(lines)))
            lines = []
    return blocks


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space, and without what steers a terminal."""
    return in_one_line(text)


def _fenced(token: Token) -> str:
    """Return code in a fence that nothing in it can end."""
    code = without_steering(token.content.rstrip())
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", code)), default=0))
    return f"{fence}{one_line(token.info)}\n{code}\n{fence}"


def _content(token: Token) -> tuple[str, Link | None]:
    if token.type != "inline":
        return one_line(_COMMENT.sub("", token.content)), None
    children = token.children or []
    text = one_line(_rendered(children))
    if not children or children[0].type != "link_open":
        return text, None
    end = next(at for at, child in enumerate(children) if child.type == "link_close")
    name, rest = _rendered(children[1:end]), _rendered(children[end + 1 :])
    return text, Link(one_line(name), str(children[0].attrs["href"]), one_line(rest))


def _rendered(children: list[Token]) -> str:
    """Join inline tokens as plain text; the address of a link follows its words in parentheses."""
    parts: list[str] = []
    links: list[tuple[int, str]] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "link_open":
            links.append((len(parts), str(child.attrs.get("href", ""))))
        elif child.type == "link_close" and links:
            start, url = links.pop()
            words = "".join(parts[start:])
            if url and words not in (url, url.removeprefix("mailto:")):
                parts.append(f" ({url})")
        elif child.type == "html_inline":
            parts.append(_COMMENT.sub("", child.content))
        else:  # text, code and the description of an image
            parts.append(child.content)
    return "".join(parts)
