"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How much it matters."""

    OK = "ok"
    WARN = "warn"  # something does not work as it could, or will not
    FAIL = "fail"  # people get no answers


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `words` and `remedy` are whole sentences. What is ok needs no remedy."""

    name: str
    status: Status
    words: str
    remedy: str = ""
