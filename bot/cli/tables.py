"""Output for people: tables and paragraphs on a terminal; else rows with tabs and plain lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

_READS_WELL = 88  # characters a line


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print `rows` on standard output; a terminal also gets the names of the columns."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(map(_one_line, row)))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for position, column in enumerate(columns):
        table.add_column(
            column, overflow="fold", no_wrap=position == 0
        )  # the first names the row: it is copied
    for row in rows:
        table.add_row(*(Text(_one_line(cell)) for cell in row))
    Console().print(table)


def print_wrapped(text: str, *, style: str = "") -> None:
    """Print `text` on standard output; on a terminal in lines of a width that reads well."""
    if not sys.stdout.isatty():
        print(text)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console()
    console.print(Text(text, style=style), width=min(console.width, _READS_WELL))


def _one_line(cell: str) -> str:
    """Return `cell` without line breaks, and without what would steer a terminal."""
    return "".join(sign for sign in " ".join(cell.split()) if sign.isprintable())
