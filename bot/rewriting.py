"""Does a question that a model rewrote bring in what nobody said? Pure: no model is asked.

Not for judging whether it means the same: figures and names alone are held against the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from bot.english import ordinary_words
from bot.language import STOPWORDS, has, stem, stems, words_as_written

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*(?P<ordinal>(?:st|nd|rd|th)\b)?")
_SENTENCE_END = (".", "!", "?", ":")


def find_stray(
    rewritten: str,
    message: str,
    earlier: str,
    *,
    lexicon: Mapping[str, Any],
    names: Collection[str] = (),
) -> str:
    """Return the figure or name that `rewritten` says beyond `message` and `earlier`; "" where there is none.

    A figure of `message` that it leaves out is as bad. `names` are stems that are part of a name, however
    ordinary they look: "python". A new word is a name, too, if it has a capital inside a sentence or is no
    ordinary English.
    """
    conversation = f"{earlier} {message}"
    if new := _numbers(rewritten, lexicon) - _numbers(conversation, lexicon):
        return min(new)
    if lost := _figures(message) - _numbers(rewritten, lexicon):
        return min(lost)
    known = {*stems(conversation), *(stem(word) for word in STOPWORDS)}
    begins = True
    for piece in rewritten.split():
        for word in words_as_written(piece):
            if stem(word.lower()) in known or word[0].isdigit():
                continue
            if _is_name(word, names, begins=begins):
                return word
        begins = piece.endswith(_SENTENCE_END)
    return ""


def _is_name(word: str, names: Collection[str], *, begins: bool) -> bool:
    lower = word.lower()
    if stem(lower) in names or any(char.isupper() for char in (word[1:] if begins else word)):
        return True
    return len(lower) > 2 and not {lower, lower.rstrip("s"), stem(lower)} & ordinary_words()


def _figures(text: str) -> set[str]:
    """Return the figures of `text` as they are written in digits, without "2nd"."""
    return {found.group().replace(",", "") for found in _DIGITS.finditer(text) if not found["ordinal"]}


def _numbers(text: str, lexicon: Mapping[str, Any]) -> set[str]:
    """Return every number of `text`, however it is said: "2", "two", "2nd" and "second" are the same."""
    digits = {re.sub(r"\D+$", "", found.group()).replace(",", "") for found in _DIGITS.finditer(text)}
    said = {str(number) for word, number in lexicon["numbers"].items() if number > 1 and has(word, text)}
    placed = {
        str(place) for place, pattern in lexicon["ordinals"].items() if place > 1 and has(pattern, text)
    }
    return digits | said | placed
