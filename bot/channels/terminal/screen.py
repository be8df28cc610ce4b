"""What the conversation looks like: answers as they come, one dim line of sources, quiet notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.control import Control
from rich.segment import ControlType
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from bot.channels.terminal.paragraph import Paragraph, print_block, reading_width, with_breaks
from bot.channels.terminal.plain import sources_line
from bot.domain import Reply, ReplyEvent
from bot.prompts import Prompts

# Weight, not colour, tells things apart: that reads well on light and dark, and without colour.
_THEME = Theme(
    {
        "markdown.code": "bold",
        "markdown.h1": "bold",
        "markdown.h2": "bold",
        "markdown.h3": "bold",
        "markdown.item.bullet": "none",
        "markdown.item.number": "none",
        "markdown.link": "underline",
        "markdown.link_url": "underline",
        "markdown.block_quote": "none",
    },
)
_ERASE_LINE = Control((ControlType.CARRIAGE_RETURN,), (ControlType.ERASE_IN_LINE, 2))


class Screen:
    """Prints; reads nothing."""

    def __init__(self, prompts: Prompts, *, out: TextIO | None = None) -> None:
        self.prompts = prompts
        self._console = Console(file=out, theme=_THEME, highlight=False, markup=False, emoji=False)
        self._paragraph: Paragraph | None = None
        self._after_block = False
        self._noted = False

    def say(self, name: str, **values: object) -> None:
        """Print a fixed sentence."""
        self.tell(self.prompts.say(name, **values))

    def tell(self, markdown: str) -> None:
        """Print Markdown."""
        self.end_paragraph()
        print_block(self._console, markdown)

    def tell_lines(self, text: str) -> None:
        """Print Markdown in which line breaks count: what the coach says."""
        self.tell(with_breaks(text))

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Print rows in columns as wide as what stands in them."""
        self.end_paragraph()
        grid = Table.grid(padding=(0, 2, 0, 0))
        for row in rows:
            grid.add_row(*map(Text, row))
        self._console.print(grid, width=reading_width(self._console))

    def gap(self) -> None:
        """Print an empty line."""
        self.end_paragraph()
        self._console.print()

    def note(self, name: str) -> None:
        """Show what goes on before an answer begins; nothing where a line cannot be taken back."""
        begun = self._paragraph or self._after_block
        if begun or self._noted or not self._console.is_terminal or self._console.is_dumb_terminal:
            return
        self._console.print(Text(self.prompts.say(name), style="dim"), end="")
        self._noted = True

    def sentence(self, text: str) -> None:
        """Print the next part of an answer: behind the one before, or below it if it has lines of its own."""
        self.clear_note()
        if self._after_block or ("\n" in text and self._paragraph):
            self.gap()
        if "\n" in text:
            print_block(self._console, with_breaks(text))
            self._after_block = True
            return
        self._after_block = False
        self._paragraph = self._paragraph or Paragraph(self._console)
        self._paragraph.add(text)

    def sources(self, reply: Reply) -> None:
        """Print the sources in one dim line, cut where the screen ends; /sources shows them whole."""
        self.end_paragraph()
        if sources := sources_line(reply, self.prompts):
            self.gap()
            line = Text(sources, style="dim", no_wrap=True)
            line.truncate(self._console.width - 1, overflow="ellipsis")
            self._console.print(line)

    def answer(self, events: Iterable[ReplyEvent]) -> Reply:
        """Show a reply as it comes, and its sources; return it."""
        reply: Reply | None = None
        for event in events:
            if event.reply is None:
                self.sentence(event.text)
            else:
                reply = event.reply
                self.sources(reply)
        assert reply is not None  # the last event of a stream holds it
        return reply

    def end_paragraph(self) -> None:
        """End the line that an answer is on."""
        self.clear_note()
        self._after_block = False
        if self._paragraph:
            self._paragraph = None
            self._console.print()

    def clear_note(self) -> None:
        """Take the note back."""
        if self._noted:
            self._console.control(_ERASE_LINE)
            self._noted = False
