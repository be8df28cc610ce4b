"""Shows Markdown that arrives bit by bit, without ever redrawing what stands on the screen.

Text is wrapped greedily, so a sentence more never moves what was wrapped before: only what is new is printed.
A terminal that was resized, a screen reader and a scrollback all keep what they have.
"""

from __future__ import annotations

import re

from rich.console import Console
from rich.markdown import Markdown
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

WIDEST = 88  # cells; longer lines are hard to read
_INNER_BREAK = re.compile(r"(?<=\S)\n(?=\S)")


class Paragraph:
    """One paragraph that grows by sentences. Whoever uses it ends its last line."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = 0
        self._markdown = ""
        self._shown = ""

    def add(self, sentence: str) -> None:
        """Print one sentence behind those before."""
        width = reading_width(self._console)
        longer = f"{self._markdown} {sentence}".strip()
        lines = _lines(self._console, longer, width)
        if self._shown and (width != self._width or not _plain(lines).startswith(self._shown)):
            # The screen got another width, or the sentence gives what stands there another meaning.
            self._console.print()
            self._shown, longer = "", sentence
            lines = _lines(self._console, sentence, width)
        self._console.print(_after(lines, len(self._shown)), end="", soft_wrap=True)
        self._width, self._markdown, self._shown = width, longer, _plain(lines)


def print_block(console: Console, markdown: str) -> None:
    """Print Markdown that stands on its own: a list, a code block, several paragraphs."""
    for line in _lines(console, markdown, reading_width(console)):
        console.print(_joined([line]), soft_wrap=True)


def with_breaks(text: str) -> str:
    """Return `text` as Markdown in which every line break counts, as it does in what is said."""
    return _INNER_BREAK.sub("  \n", text)


def reading_width(console: Console) -> int:
    """Return how many cells a line may take."""
    return min(console.width, WIDEST)


def _lines(console: Console, markdown: str, width: int) -> list[list[Segment]]:
    """Return the lines as they are shown, without what fills them up at the end."""
    options = console.options.update(width=width)
    lines = console.render_lines(Markdown(markdown, code_theme="bw"), options, pad=False)
    shown = [_stripped([part for part in line if not part.control]) for line in lines]
    while shown and not shown[-1]:
        shown.pop()
    while shown and not shown[0]:
        shown.pop(0)
    return shown


def _stripped(line: list[Segment]) -> list[Segment]:
    """Return a line without the spaces at its end."""
    while line and not line[-1].text.rstrip():
        line = line[:-1]
    return [*line[:-1], Segment(line[-1].text.rstrip(), line[-1].style)] if line else []


def _plain(lines: list[list[Segment]]) -> str:
    return "\n".join("".join(part.text for part in line) for line in lines)


def _joined(lines: list[list[Segment]]) -> Text:
    text = Text("\n").join(
        Text.assemble(*((part.text, part.style or Style.null()) for part in line)) for line in lines
    )
    text.no_wrap = True
    return text


def _after(lines: list[list[Segment]], shown: int) -> Text:
    """Return what follows the first `shown` characters."""
    return _joined(lines)[shown:]
