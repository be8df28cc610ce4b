"""Abbreviations that the documents explain: "Real-Time Operating Systems (RTOS)". Pure over the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_EXPLAINED = re.compile(r"((?:[A-Z][\w/]*[ -]){2,6})\(([A-Z]{2,6})s?\)")


def abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Return what each abbreviation stands for, by its lower case; the initials of its words make it."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _EXPLAINED.finditer(text):
            said, short = match[1].strip(), match[2]
            starts = [place.start() for place in re.finditer(r"(?<![^ -])[A-Z]", said)][-len(short) :]
            if "".join(said[at] for at in starts) == short:
                found.setdefault(short.lower(), said[starts[0] :])
    return found


def spelt_out(question: str, known: Mapping[str, str]) -> str:
    """Return a question with what its abbreviations stand for behind them."""
    return " ".join(
        f"{word} {known[bare]}" if (bare := word.strip("?!.,:;()'\"").lower()) in known else word
        for word in question.split()
    )
