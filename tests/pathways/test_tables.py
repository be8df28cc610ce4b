"""Tables in reference documents: each row a line that says what its head says of it."""

from __future__ import annotations

import pytest

from bot.pathways.markdown import read_markdown
from bot.pathways.tables import row_as_line

LOANS = """\
# The tool shed

## Loans

| What | For how long | Deposit |
|---|---|---|
| Drill | 9 days | **4** crowns |
| [Lathe](https://shed.example/lathe) | never | |

Bring it back clean.
"""


def test_each_row_is_a_line_of_its_chunk_that_can_be_quoted_alone():
    chunk = read_markdown(LOANS, name="shed.md").chunks[-1]

    assert chunk.text.splitlines() == [
        "Drill: for how long 9 days, deposit 4 crowns.",
        "Lathe (https://shed.example/lathe): for how long never.",
        "Bring it back clean.",
    ]
    assert LOANS.splitlines()[chunk.line - 1].startswith("| Drill")


@pytest.mark.parametrize(
    ("head", "cells", "line"),
    [
        (["Week", "Topic"], ["1", "Bees"], "Week 1: topic Bees."),
        (["Site", "URL"], ["Shed", "shed.example"], "Shed: URL shed.example."),
        (["", "Open"], ["", "daily"], "open daily."),
        (["Tool"], ["Drill"], "Drill."),
    ],
)
def test_a_row_says_what_its_columns_are_called(head, cells, line):
    assert row_as_line(head, cells) == line


def test_a_pathway_has_no_tables(document):
    told = document.replace("A little: 5% to 10%.", "| A | B |\n|---|---|\n| a little | more |")

    assert any("| a little | more |" in chunk.text for chunk in read_markdown(told, name="a.md").chunks)
