"""The raw text of a career pathway page as lines and parts. What the parts say is read elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.pathways.blocks import one_line

FACTS = ("difficulty", "timeline", "salary change", "demand")
HEADINGS = (
    *FACTS,
    "overview",
    "your transferable skills",
    "skills you'll need to learn",
    "your learning roadmap",
    "reality check",
    "what you'll love",
    "what you might miss",
    "biggest challenges",
    "start your journey now",
    "this week",
    "this month",
    "next 90 days",
    "frequently asked questions",
    "ready to start your transition?",
)
_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u200b": None, "\ufeff": None}
)
_BULLET = re.compile(r"[•‣▪●*·–-]\s+|[•‣▪●]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: its number in the file, and its text without extra spaces."""

    number: int
    text: str


@dataclass(slots=True)
class Part:
    """A heading of the page and the lines below it, without the blank ones."""

    line: int
    lines: list[Line] = field(default_factory=list)

    def prose(self) -> str:
        """Return the lines as paragraphs."""
        return "\n\n".join(line.text for line in self.lines)


def split_page(text: str) -> tuple[list[Line], dict[str, Part]]:
    """Return the lines above the first heading, and a part for each heading; each counts once, in order."""
    head: list[Line] = []
    parts: dict[str, Part] = {}
    reached = -1
    for number, raw in enumerate(re.split(r"\r\n?|\n", text), start=1):
        line = one_line(raw.translate(_STRAIGHT))
        if not line:
            continue
        heading, value = _heading(line)
        if heading and HEADINGS.index(heading) > reached:
            reached = HEADINGS.index(heading)
            parts[heading] = part = Part(number)
            if value:
                part.lines.append(Line(number, value))
        elif parts:
            next(reversed(parts.values())).lines.append(Line(number, line))
        else:
            head.append(Line(number, line))
    return head, parts


def expected_line(heading: str, parts: dict[str, Part]) -> int:
    """Return the line of the last heading before the place of a missing one."""
    earlier = HEADINGS[: HEADINGS.index(heading)]
    return max((parts[each].line for each in earlier if each in parts), default=1)


def line_of(parts: dict[str, Part], *headings: str) -> int:
    """Return the line of the first of these headings that the page has, else 0."""
    return next((parts[heading].line for heading in headings if heading in parts), 0)


def outside_resources(head: list[Line], parts: dict[str, Part]) -> list[Line]:
    """Return every line of the page but those that hold resources."""
    kept = list(head)
    for heading, part in parts.items():
        in_resources = False
        for line in part.lines:
            if heading == "your learning roadmap":
                in_resources = not line.text.isdecimal() and (in_resources or is_label(line, "resources"))
            if not in_resources:
                kept.append(line)
    return kept


def is_label(line: Line, label: str) -> bool:
    """Say whether `line` is the word `label` alone, such as "Tasks"."""
    return line.text.casefold().rstrip(":") == label


def items_of(part: Part | None) -> tuple[str, ...]:
    """Return a list's items; a line without a bullet goes on with the item above, if others have bullets."""
    lines = part.lines if part else []
    bulleted = any(_BULLET.match(line.text) for line in lines)
    items: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line.text)
        if bullet or not bulleted:
            items.append(line.text[bullet.end() if bullet else 0 :])
        elif items:
            items[-1] += f" {line.text}"
    return tuple(item for item in items if item)


def without_bullet(text: str) -> str:
    """Return `text` without the bullet that it may start with."""
    bullet = _BULLET.match(text)
    return text[bullet.end() :] if bullet else text


def _heading(line: str) -> tuple[str | None, str]:
    """Return the heading that `line` is, and the value that may run into it ("DifficultyModerate")."""
    plain = line.casefold().rstrip(":")
    if plain in HEADINGS:
        return plain, ""
    for fact in FACTS:
        if plain.startswith(fact) and re.match(r"[:+\dA-Z-]", line[len(fact) :]):
            return fact, line[len(fact) :].lstrip(": ")
    return None, ""
