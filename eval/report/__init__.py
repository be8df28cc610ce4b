"""What a run found: as tables, and as a page in HTML and Markdown."""

from .tables import (
    as_json,
    figure,
    indented,
    print_failures,
    print_outcomes,
    print_summaries,
    print_table,
    print_verdicts,
)

__all__ = [
    "as_json",
    "figure",
    "indented",
    "print_failures",
    "print_outcomes",
    "print_summaries",
    "print_table",
    "print_verdicts",
]
