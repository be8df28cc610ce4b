"""The patterns of telling, compiled: one by its name, at the start of a word or at a sign."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Patterns = Mapping[str, re.Pattern[str]]


def compiled(written: Mapping[str, str | Sequence[str]]) -> Patterns:
    """Return the patterns by name; of several that are written under one, any counts."""
    return {name: _compiled([each] if isinstance(each, str) else each) for name, each in written.items()}


def _compiled(alternatives: Sequence[str]) -> re.Pattern[str]:
    # A sign needs no space before it: "8h/week", "I know SQL, I have …".
    joined = "|".join(f"(?:{each})" for each in alternatives)
    return re.compile(rf"(?:(?<!\w)|(?=[^\w\s]))(?:{joined})", re.IGNORECASE)
