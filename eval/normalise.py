"""One form for the many ways to write the same thing, so that a case can say what it needs once."""

from __future__ import annotations

import re
from functools import lru_cache

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_VALUES = {word: value for value, word in enumerate(_ONES)} | _TENS
_TEN = "|".join(_TENS)
_ONE = "|".join(_ONES)
_NUMBER_WORD = re.compile(
    rf"\b(?:(?P<ten>{_TEN})(?:[- ](?P<unit>{'|'.join(_ONES[1:10])}))?|(?P<one>{_ONE}))\b"
)

_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "*": None, "`": None}
)
_MARKER = re.compile(r"\s?\[\d+(?:\s?[,-]\s?\d+)*\]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SHORT_RANGE = re.compile(r"(?<![\d.])(\d{1,3})(?= ?(?:-|to|and) ?\$?\d{1,3}k\b)")
_SHORT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?:k| ?thousand| ?grand)\b")
_PERCENT = re.compile(r"(?<=\d)\s*(?:%|per ?cent\b)")
_WORD_HYPHEN = re.compile(r"(?<=[a-z0-9])-(?=[a-z])")
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)](?=\s)", re.MULTILINE)
_NUMBER = re.compile(r"(?<![a-z0-9.])\d+(?:\.\d+)?")
_PRONOUN_ONE = re.compile(r"(?<![\w-])one\b")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Return `text` lower-cased, on one line, with one spelling for quotes, dashes and numbers.

    "Ten weeks" is "10 weeks", "$120k" is "$120000", "30 per cent" is "30%"; citation markers are gone.
    """
    text = text.lower().translate(_TYPOGRAPHY)
    text = " ".join(_MARKER.sub("", text).split())
    text = _THOUSANDS.sub("", _NUMBER_WORD.sub(_digits, text))
    text = _SHORT.sub(_expand, _SHORT_RANGE.sub(r"\1k", text))
    return _PERCENT.sub("%", text)


def mentions(text: str, spelling: str) -> bool:
    """Is `spelling` in `text`?

    A spelling stands at the start of a word and may be inflected ("10 week" is in "10 weeks" and "10-week",
    not in "110 weeks"); a number in it stands alone. `re:` starts an expression, which is searched for in the
    normalised text.
    """
    if spelling.startswith("re:"):
        return re.search(spelling[3:], normalise(text), re.IGNORECASE) is not None
    return _pattern(spelling).search(_loose(text)) is not None


def numbers(text: str) -> set[str]:
    """Return the figures that `text` states, without list numbering and citation markers.

    "One" is left out: it is a pronoun more often than a figure.
    """
    text = _PRONOUN_ONE.sub("", _LIST_NUMBER.sub("", text.lower()))
    return {_least(figure) for figure in _NUMBER.findall(normalise(text))}


@lru_cache(maxsize=8192)
def _pattern(spelling: str) -> re.Pattern[str]:
    sought = _loose(spelling)
    left = r"(?<![a-z0-9])(?<!\d[.,])" if sought[:1].isalnum() else ""
    right = r"(?!\d)(?![.,]\d)" if sought[-1:].isdigit() else ""
    return re.compile(left + re.escape(sought) + right)


@lru_cache(maxsize=8192)
def _loose(text: str) -> str:
    """`normalise`, without dollar signs and with words hyphenated or not alike."""
    return _WORD_HYPHEN.sub(" ", normalise(text)).replace("$", "")


def _digits(match: re.Match[str]) -> str:
    word = match["one"] or match["ten"]
    return str(_VALUES[word] + (_VALUES[match["unit"]] if match["unit"] else 0))


def _expand(match: re.Match[str]) -> str:
    return _least(str(float(match[1]) * 1000))


def _least(figure: str) -> str:
    return figure.rstrip("0").rstrip(".") if "." in figure else figure.lstrip("0") or "0"
