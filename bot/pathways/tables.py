"""The rows of tables as lines that can be read, and quoted, alone: "Raspberry Pi: deposit 20 crowns."."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it.token import Token

ROW = "row"  # the type of the token that stands for a row


def with_rows(tokens: Iterable[Token], rendered: Callable[[Token], str]) -> Iterator[Token]:
    """Yield the tokens of a document with one token a row in the place of a table's; its head is in each.

    `rendered` returns what a reader sees of the cell that an inline token holds.
    """
    head: list[str] | None = None
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "table_open":
            head, line = None, token.map
        elif token.type == "tr_open":
            cells, line = [], token.map
        elif cells is not None and token.type == "inline":
            cells.append(rendered(token))
        elif token.type == "tr_close" and cells is not None:
            if head is not None and any(cells):
                yield Token(ROW, "", 0, content=row_as_line(head, cells), map=line)
            head, cells = head or cells, None
        elif cells is None and not token.type.startswith(("table_", "thead_", "tbody_")):
            yield token


def row_as_line(head: Sequence[str], cells: Sequence[str]) -> str:
    """Return a row in one line: its first cell, and each other one behind the head of its column."""
    first, *others = zip(head, cells, strict=False)
    told = [f"{_inside(column)} {cell}".strip() for column, cell in others if cell]
    name = f"{first[0]} {first[1]}".strip() if first[1][:1].isdigit() else first[1]
    return f"{': '.join(filter(None, [name, ', '.join(told)]))}."


def _inside(column: str) -> str:
    """Return the head of a column as it stands inside a sentence."""
    return column[:1].lower() + column[1:] if column[1:2].islower() or len(column) == 1 else column
