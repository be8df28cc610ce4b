"""Signs that nobody sees and that steer: a terminal, or in which order a line is read.

Documents and people may write them; what is kept of it has none. Not for markup: a channel escapes its own.
"""

from __future__ import annotations

import re

# Control signs but tab and line end; then marks that embed, override or isolate a direction.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def without_steering(text: str) -> str:
    """Return `text` without such signs; line ends and tabs stay."""
    return _STEERING.sub("", text)


def escaped_in_json(text: str) -> str:
    """Return JSON in which such signs are written as escapes: it says the same, and can be printed."""
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def in_one_line(text: str) -> str:
    """Return `text` without such signs, and every run of white space as one space."""
    return " ".join(without_steering(" ".join(text.split())).split())
