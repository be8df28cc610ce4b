"""What sort of thing a question asks for (a day, a sum of money, a person), and whether a sentence has one.

Patterns stand in prompts/reference.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.language import has


def sorts_asked(question: str, sorts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the sorts of thing that a question asks for; none where it asks for a description.

    A sort may stand instead of another one: "by how many percent is one paid more" asks for no sum.
    """
    asked = [name for name, sort in sorts.items() if has(sort["asked"], question)]
    replaced = {sorts[name].get("instead_of") for name in asked}
    return [name for name in asked if name not in replaced]


def holds(sentence: str, sort: Mapping[str, str]) -> bool:
    """Whether a sentence has a thing of the sort; capitals count."""
    return _held(sort["held"]).search(sentence) is not None


@cache
def _held(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
