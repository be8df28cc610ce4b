"""What Slack refuses, and what a person's hands can't do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Refused(Exception):
    """An answer with `ok: false`: Slack's name of the error, and what else the answer holds."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more: Mapping[str, Any] = more


class CannotDo(AssertionError):
    """A test asks for what a person could not do in Slack: no such button, not their channel."""


def invalid(error: str, problems: Sequence[str]) -> Refused:
    """Return a refusal that lists what is wrong, as Slack lists it."""
    return Refused(
        error,
        errors=list(problems),
        response_metadata={"messages": [f"[ERROR] {problem}" for problem in problems]},
    )
