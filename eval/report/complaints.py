"""What is wrong with a reply, in words."""

from __future__ import annotations

from ..metrics import Outcome, faults, misquotes, unsupported_numbers


def complaints(outcome: Outcome) -> list[str]:
    """Return all that is wrong; nothing where the reply is clean."""
    return [
        *faults(outcome),
        *(f"states {figure} without support" for figure in unsupported_numbers(outcome)),
        *(f"misquotes {quote!r}" for quote in misquotes(outcome)),
    ]
