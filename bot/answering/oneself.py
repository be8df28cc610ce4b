"""Clauses about oneself: "I'm a Java dev with 6 years of experience, where do I start?" asks where to start.

Not for what somebody knows already and wants left out: that is conditions.py's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.language import has, words

_FEWEST = 2  # words that must be left for a question that stands alone


def without_oneself(text: str, patterns: Mapping[str, str]) -> str:
    """Return `text` without the clauses in which a person says who they are, where the rest stands alone."""
    clause = rf"(?:(?:{patterns['clause']})\b[^,;.:?!–—]*?)"
    joining, asking = patterns["joining"], patterns["asking"]
    ending = rf"\s*(?:[,;.:–—]+\s*(?:(?:{joining})\b,?\s*)?|\s(?:{joining})\s(?=(?:{asking})\b))"
    opening = rf"(?:(?:{patterns['greeting']})[,!.]*\s+)*"
    left = text
    while match := re.match(rf"(?i){opening}(?:{clause})(?:{ending})", left):
        left = left[match.end() :]
    left = re.sub(rf"(?i)[,.;–—]?\s+(?:as|being) (?:{patterns['role']})\s*(?=[?.!]*$)", "", left)
    left = re.sub(rf"(?i)\s+(?:{patterns['like_me']})\s*(?=[?.!]*$)", "", left)
    alone = len(words(left)) >= _FEWEST and has(asking, left) and not has(patterns["leaning"], left)
    return left if alone else text
