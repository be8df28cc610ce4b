"""Rows for people: a table on a terminal, else one row a line with tabs between, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence


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


def _one_line(cell: str) -> str:
    """Return `cell` without line breaks, and without what would steer a terminal."""
    return "".join(sign for sign in " ".join(cell.split()) if sign.isprintable())
