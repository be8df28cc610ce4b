"""What is wrong with a reply, in words."""

from __future__ import annotations

from ..metrics import (
    Outcome,
    citation_precision,
    citation_recall,
    faults,
    misquotes,
    unsupported_claims,
    unsupported_names,
    unsupported_numbers,
)


def complaints(outcome: Outcome) -> list[str]:
    """Return all that is wrong; nothing where the reply is clean."""
    return [
        *faults(outcome),
        *(f"states {figure} without support" for figure in unsupported_numbers(outcome)),
        *(f"names {name} without support" for name in unsupported_names(outcome)),
        *(f"claims without support: {sentence}" for sentence in unsupported_claims(outcome)),
        *(f"misquotes {quote!r}" for quote in misquotes(outcome)),
        *_complaints_about_marks(outcome),
    ]


def _complaints_about_marks(outcome: Outcome) -> list[str]:
    found = []
    if (precision := citation_precision(outcome)) is not None and precision < 1:
        found.append(f"cites what does not hold the sentence: {precision:.0%} of the marks are right")
    if (recall := citation_recall(outcome)) is not None and recall < 1:
        found.append(f"leaves claims uncited: {recall:.0%} of them are cited")
    return found
