"""A long text in parts that each fit into one message: nothing is lost but whitespace at the cuts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CUTS = (  # the best place first
    re.compile(r"\n[ \t]*\n\s*?(?=[ \t]*\S)"),  # paragraphs
    re.compile(r"\n(?=[ \t]*(?:[-*•]|\d{1,3}[.)])[ \t])"),  # list items
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])[ \t]+"),  # sentences
    re.compile(r"\s+"),
)
_FENCE = re.compile(r"[ \t]*(?P<mark>`{3,8}|~{3,8})(?P<info>[^`\n]*)")
_LONGEST_INFO = 40
_LONGEST_MARK = 9  # with its newline
_ENTITY = re.compile(r"&\w{0,4}$")
SHORTEST = 64  # the smallest limit that holds a fence and something in it


def split_markdown(text: str, limit: int) -> list[str]:
    """Return the parts of a text, each of at most `limit` characters, cut at paragraphs where possible.

    A paragraph that is too long is cut between list items, else lines, sentences, words. A fence that is cut
    is closed, and opened anew in the next part. Raises ValueError for a limit below SHORTEST.
    """
    if limit < SHORTEST:
        raise ValueError(f"nothing sensible fits into {limit} characters")
    room = limit - _LONGEST_MARK
    parts: list[str] = []
    part = ""
    for gap, piece in _pieces(text, room):
        if part and len(part) + len(gap) + len(piece) <= room:
            part += gap + piece
        else:
            parts.append(part)
            part = piece
    parts.append(part)
    return [_closed(part.strip()) for part in parts if part.strip()]


def _pieces(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield the smallest pieces that must stay whole, each with the gap that parts it from the one before."""
    prose: list[str] = []
    lines = iter(text.split("\n"))
    for line in lines:
        opened = _FENCE.fullmatch(line)
        if opened is None:
            prose.append(line)
            continue
        yield from _cut("\n".join(prose), "\n", room, 0)
        prose = []
        yield from _fence(opened, lines, room)
    yield from _cut("\n".join(prose), "\n", room, 0)


def _cut(text: str, gap: str, room: int, level: int) -> Iterator[tuple[str, str]]:
    if len(text) <= room:
        yield gap, text
    elif level == len(_CUTS):
        yield from _hard(text, gap, room)
    else:
        begin = 0
        for found in _CUTS[level].finditer(text):
            yield from _cut(text[begin : found.start()], gap, room, level + 1)
            gap, begin = found.group(), found.end()
        yield from _cut(text[begin:], gap, room, level + 1)


def _hard(text: str, gap: str, room: int) -> Iterator[tuple[str, str]]:
    """Cut what has no better place, but not inside an entity."""
    while text:
        end = room
        if len(text) > room and (entity := _ENTITY.search(text, max(0, room - 5), room)):
            end = entity.start()
        yield gap, text[:end]
        gap, text = "", text[end:]


def _fence(opened: re.Match[str], lines: Iterator[str], room: int) -> Iterator[tuple[str, str]]:
    """Yield a fence, as several where it is too long; one that never ends is closed."""
    mark, opening, closing = opened["mark"], opened.group(), opened["mark"]
    body: list[str] = []
    if len(opened["info"]) > _LONGEST_INFO:
        opening, body = mark, [opened["info"]]
    for line in lines:
        if _closes(line, mark):
            closing = line
            break
        body.append(line)
    whole = "\n".join([opening, *body, closing])
    if len(whole) <= room:
        yield "\n", whole
        return
    opening, closing, inner = opening.strip(), closing.strip()[:8], ""
    inside = room - len(opening) - len(closing) - 2
    pieces = (piece for line in body for piece in _hard(line or " ", "\n", inside))
    for gap, piece in pieces:
        if inner and len(inner) + len(gap) + len(piece) > inside:
            yield "\n", f"{opening}\n{inner}\n{closing}"
            opening, inner = mark, ""
        inner = f"{inner}{gap}{piece}" if inner else piece
    yield "\n", f"{opening}\n{inner}\n{closing}"


def _closes(line: str, mark: str) -> bool:
    stripped = line.strip()
    return stripped.startswith(mark) and not stripped.strip(mark[0]) and len(stripped) <= _LONGEST_MARK - 1


def _closed(part: str) -> str:
    """Close a fence that a cut has made of what was none."""
    mark = ""
    for line in part.split("\n"):
        if mark:
            mark = "" if _closes(line, mark) else mark
        elif opened := _FENCE.fullmatch(line):
            mark = opened["mark"]
    return f"{part}\n{mark}" if mark else part
