"""Finds the amounts in a sentence that is cut into pieces: numbers however written, units, ranges, bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.measures.amounts import Amount
from bot.measures.units import unit_named

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: float(n) for n, word in enumerate(_ONES)} | {
    word: 10.0 * n for n, word in enumerate(_TENS, start=2)
}
_MULTIPLES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
_SUFFIXES = {"k": 1e3, "m": 1e6, "bn": 1e9}
_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1, "thirds": 1 / 3}
_SHARES |= {"quarters": 0.25, "fifths": 0.2, "tenths": 0.1}
_NUMBER = re.compile(r"([$€£]?)(\d+(?:,\d{3})*(?:\.\d+)?)(%?|k|m|bn|[a-z]{1,3})", re.IGNORECASE)
_LABELS = frozenset(
    "phase step chapter level part module version question option stage unit tier lesson".split()
)
_MOST_PEOPLE = 20  # "three in 2024" is no share
_YEARS = range(1900, 2101)
_HEDGES = (
    ("about", "about"), ("around", "about"), ("roughly", "about"), ("approximately", "about"),
    ("some", "about"), ("close to", "about"), ("a little over", "over"), ("just over", "over"),
    ("slightly over", "over"), ("slightly more than", "over"), ("a little more than", "over"),
    ("just above", "over"), ("just under", "under"), ("a little under", "under"), ("nearly", "under"),
    ("almost", "under"), ("slightly less than", "under"), ("a little less than", "under"),
    ("just below", "under"),
)  # fmt: skip
_AT_LEAST = ("at least", "no less than", "not less than", "no fewer than", "a minimum of", "minimum")
_AT_MOST = ("at most", "up to", "no more than", "no longer than", "not more than", "a maximum of", "maximum")
_MORE = ("more than", "over", "above", "longer than")
_LESS = ("less than", "fewer than", "under", "below", "shorter than")
_BOUNDS = tuple(
    (tuple(phrase.split()), way, strict)
    for phrases, way, strict in (
        (_AT_LEAST, "least", False),
        (_AT_MOST, "most", False),
        (_MORE, "least", True),
        (_LESS, "most", True),
    )
    for phrase in phrases
)
_FIRST_WORDS = frozenset(
    {phrase.split()[0] for phrase, _ in _HEDGES} | {words[0] for words, _, _ in _BOUNDS}
    | {"between", "from", "a", "an", "half"} | _WORDS.keys() | _SHARES.keys()
)  # fmt: skip
_BEHIND = ((("or", "more"), "least"), (("or", "longer"), "least"), (("or", "less"), "most"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a punctuation mark or an amount, and where the word stood."""

    text: str
    amount: Amount | None = None

    @property
    def low(self) -> str:
        """In lower case."""
        return self.text.lower()


def is_label(low: str) -> bool:
    """Whether a word is such as "phase4", which stands for "phase 4"."""
    return low.rstrip("0123456789") in _LABELS and low[-1:].isdigit()


def with_amounts(texts: Sequence[str]) -> list[Piece]:
    """Return the pieces with every amount, its bounds and hedges included, as one piece."""
    lows = [text.lower() for text in texts]
    pieces: list[Piece] = []
    at = 0
    while at < len(texts):
        label = _label(texts, lows, at)
        found = None if label else _bounded(lows, at)
        if label:
            pieces.append(Piece(label))
            at += 2
        elif found:
            amount, end = found
            pieces.append(Piece(" ".join(texts[at:end]), amount))
            at = end
        else:
            pieces.append(Piece(texts[at]))
            at += 1
    return _units_shared(pieces)


def _label(texts: Sequence[str], lows: Sequence[str], at: int) -> str:
    """Return "phase4" for "phase 4": a number that tells things apart is no amount."""
    if lows[at] not in _LABELS or at + 1 >= len(texts):
        return ""
    number = _plain(lows[at + 1])
    return f"{lows[at]}{number:g}" if number is not None and number == int(number) else ""


def _bounded(lows: Sequence[str], at: int) -> tuple[Amount, int] | None:
    if lows[at] not in _FIRST_WORDS and not any(char.isdigit() for char in lows[at]):
        return None
    start, hedge, bound, strict = at, "", "", False
    for phrase, kind in _HEDGES:
        if _begins(lows, start, tuple(phrase.split())):
            hedge, start = kind, start + len(phrase.split())
            break
    else:
        for words, way, is_strict in _BOUNDS:
            if _begins(lows, start, words):
                bound, strict, start = way, is_strict, start + len(words)
                break
    opened = lows[start] if start < len(lows) and lows[start] in ("between", "from") else ""
    found = _range(lows, start + bool(opened), opened)
    if found is None or (opened and found[0].is_exact):
        return None
    amount, end = found
    if _begins(lows, end, ("or", "so")):
        hedge, end = "about", end + 2
    for words, way in _BEHIND:
        if _begins(lows, end, words):
            bound, end = way, end + len(words)
    low = -math.inf if bound == "most" else amount.low
    high = math.inf if bound == "least" else amount.high
    return Amount(low, high, amount.unit, hedge, strict), end


def _range(lows: Sequence[str], at: int, opened: str) -> tuple[Amount, int] | None:
    first = _single(lows, at)
    if first is None:
        return None
    amount, end = first
    joints = {"between": ("and",), "from": ("to", "up to"), "": ("to", "–", "-", "or")}[opened]
    if end < len(lows) and lows[end] in joints and (second := _single(lows, end + 1)):
        other, after = second
        unit = other.unit or amount.unit
        same = amount.unit in ("", unit)
        if same and other.low > amount.low and not _is_year(amount):
            return Amount(amount.low, other.high, unit), after
    if _is_year(amount):
        return None
    return amount, end


def _single(lows: Sequence[str], at: int) -> tuple[Amount, int] | None:
    """Read one number with its unit."""
    if at >= len(lows):
        return None
    word = lows[at]
    if word == "half" and lows[at + 1 : at + 2] in (["a"], ["an"]) and (unit := _unit(lows, at + 2)):
        return Amount(0.5, 0.5, unit), at + 3
    if _begins(lows, at, ("a", "couple", "of")) and (unit := _unit(lows, at + 3)):
        return Amount(2, 2, unit), at + 4
    if word in ("a", "an", "one") and (unit := _unit(lows, at + 1)) and unit != "times":
        return _with_half(1.0, unit, lows, at + 2)
    if share := _share(lows, at):
        return share
    read = _number(lows, at)
    if read is None:
        return None
    value, unit, end = read
    if not unit and end < len(lows) and (named := _unit(lows, end)):
        return _with_half(value, named, lows, end + 1)
    if _begins(lows, end, ("and", "a", "half")) and (named := _unit(lows, end + 3)):
        return Amount(value + 0.5, value + 0.5, named), end + 4
    return Amount(value, value, unit), end


def _with_half(value: float, unit: str, lows: Sequence[str], end: int) -> tuple[Amount, int]:
    if _begins(lows, end, ("and", "a", "half")):
        return Amount(value + 0.5, value + 0.5, unit), end + 3
    return Amount(value, value, unit), end


def _share(lows: Sequence[str], at: int) -> tuple[Amount, int] | None:
    """Read "half", "a quarter", "two thirds"."""
    count, start = 1.0, at
    if (among := _out_of(lows, at)) is not None:
        return among
    if lows[at] in ("a", "one"):
        start = at + 1
    elif lows[at] in _WORDS and at + 1 < len(lows) and lows[at + 1].endswith("s"):
        count, start = _WORDS[lows[at]], at + 1
    if start >= len(lows) or lows[start] not in _SHARES or (start == at and lows[at] != "half"):
        return None
    value = count * _SHARES[lows[start]]
    return Amount(value, value, "share"), start + 1


def _out_of(lows: Sequence[str], at: int) -> tuple[Amount, int] | None:
    """Read "one in five", "two out of three"."""
    joint = at + 1
    size = 2 if _begins(lows, joint, ("out", "of")) else 1 if _begins(lows, joint, ("in",)) else 0
    if not size or joint + size >= len(lows):
        return None
    part, whole = _plain(lows[at]), _plain(lows[joint + size])
    if part is None or whole is None or not 0 < part < whole <= _MOST_PEOPLE:
        return None
    return Amount(part / whole, part / whole, "share"), joint + size + 1


def _number(lows: Sequence[str], at: int) -> tuple[float, str, int] | None:
    """Return a number, the unit that is written onto it, and where it ends."""
    unit = ""
    found = _NUMBER.fullmatch(lows[at])
    if found:
        sign, digits, suffix = found.groups()
        value = float(digits.replace(",", ""))
        if suffix and suffix not in _SUFFIXES and not (unit := _unit([suffix], 0)):
            return None
        value *= _SUFFIXES.get(suffix, 1.0)
        unit = sign or unit
    elif lows[at] in _WORDS:
        value = _WORDS[lows[at]]
        if lows[at] == "one" and _begins(lows, at + 1, ("of",)):
            return None
        if lows[at] in _TENS and at + 1 < len(lows) and 0 < _WORDS.get(lows[at + 1], 0) < 10:
            value, at = value + _WORDS[lows[at + 1]], at + 1
    elif lows[at] == "a" and at + 1 < len(lows) and lows[at + 1] in _MULTIPLES:
        value = 1.0
    else:
        return None
    at += 1
    while at < len(lows) and lows[at] in _MULTIPLES:
        value, at = value * _MULTIPLES[lows[at]], at + 1
    return value, unit, at


def _unit(lows: Sequence[str], at: int) -> str:
    return unit_named(lows[at]) if at < len(lows) else ""


def _plain(word: str) -> float | None:
    return float(word) if word.isdigit() else _WORDS.get(word)


def _is_year(amount: Amount) -> bool:
    return not amount.unit and amount.is_exact and amount.low in _YEARS


def _begins(lows: Sequence[str], at: int, words: tuple[str, ...]) -> bool:
    return tuple(lows[at : at + len(words)]) == words


def _units_shared(pieces: list[Piece]) -> list[Piece]:
    """Give the numbers of "8, 6 and 4 weeks" the unit of the last one."""
    shared = list(pieces)
    for at in range(len(pieces) - 1, -1, -1):
        piece = shared[at]
        if piece.amount is None or piece.amount.unit:
            continue
        after = at + 1
        while after < len(shared) and shared[after].low in (",", "and", "or"):
            after += 1
        later = shared[after].amount if after < len(shared) and after > at + 1 else None
        if later is not None and later.unit:
            amount = piece.amount
            shared[at] = Piece(
                piece.text, Amount(amount.low, amount.high, later.unit, amount.hedge, amount.strict)
            )
    return shared
