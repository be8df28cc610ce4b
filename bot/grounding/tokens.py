"""Text to tokens: contractions undone, amounts and phrases as one, each with its use and its meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.grounding.lexicon import Lexicon
from bot.language import stem
from bot.measures.amounts import Amount
from bot.measures.numbers import Piece, is_label, with_amounts

_PIECE = re.compile(
    r"[$€£]?\d+(?:,\d{3})*(?:\.\d+)?(?:%|[A-Za-z]+)?|[^\W\d_]\w*(?:'\w+)*(?:\+\+|#)?|\.\w+|[^\w\s]"
)
_SILENT = frozenset("/-–—\"“”‘’()*'")
_CONTRACTED = (
    (re.compile(r"\b(?:can't|cannot)\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"'ll\b", re.IGNORECASE), " will"),
    (re.compile(r"'re\b", re.IGNORECASE), " are"),
    (re.compile(r"'ve\b", re.IGNORECASE), " have"),
    (re.compile(r"\b(it|that|there|what|here)'s\b", re.IGNORECASE), r"\1 is"),
    (re.compile(r"(?<=\w)'s\b|(?<=s)'(?=\s)"), ""),
    (re.compile(r"(?<=\d)\s*[-–]\s*(?=[$€£]?\d)"), " to "),
    (re.compile(r"([$€£])\s+(?=\d)"), r"\1"),
)
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, phrase, amount or punctuation mark.

    `use` is the class of a function word, "" for a word with a meaning of its own. `concepts`: what it may
    mean. `opposed`: it means the opposite of its concepts ("unavailable").
    """

    text: str
    use: str = ""
    concepts: frozenset[str] = frozenset()
    amount: Amount | None = None
    is_verb: bool = False
    opposed: bool = False

    @property
    def low(self) -> str:
        """In lower case."""
        return self.text.lower()

    @property
    def is_content(self) -> bool:
        """Whether it says something that the evidence has to hold."""
        return bool(self.amount or self.concepts)

    @property
    def is_label(self) -> bool:
        """Whether it is the number of a phase, a step or the like."""
        return is_label(self.low)

    @property
    def is_timed(self) -> bool:
        """Whether it is an amount of time."""
        return self.amount is not None and self.amount.dimension == "time"

    @property
    def is_rate(self) -> bool:
        """Whether it says per what: "a year" behind an amount, "annual"."""
        return any(concept.startswith("=per ") for concept in self.concepts)

    @property
    def is_name(self) -> bool:
        """Whether it is written as no ordinary word is: NVIDIA, LinkedIn, C++."""
        return any(char.isupper() for char in self.text[1:]) or not self.text.isalpha()


def tokenise(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a text, punctuation included."""
    text = text.replace("’", "'").replace("‘", "'")
    for pattern, plain in _CONTRACTED:
        text = pattern.sub(plain, text)
    for pattern, now in lexicon.rewrites:
        text = pattern.sub(partial(_rewritten, now), text)
    pieces = [piece for piece in _PIECE.findall(text) if piece not in _SILENT]
    return list(_tokens(with_amounts(pieces), lexicon))


def _rewritten(now: str, found: re.Match[str]) -> str:
    """Return what a phrase is read as; one with a capital inside a sentence is a name and stays."""
    is_name = found.group()[:1].isupper() and found.start() > 0
    return found.group() if is_name else found.expand(now)


def _tokens(pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Token]:
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.amount is not None:
            before = pieces[at - 1] if at else None
            yield _amount(piece, before)
            at += 1
            continue
        size = _phrase(pieces, at, lexicon)
        if size:
            yield _content(" ".join(each.text for each in pieces[at : at + size]), lexicon)
            at += size
            continue
        yield _word(pieces, at, lexicon)
        at += 1


def _amount(piece: Piece, before: Piece | None) -> Token:
    """Return an amount; "a year" behind another amount, or behind "per", is a rate."""
    amount = piece.amount
    if amount is not None and amount.dimension == "time" and amount.low == amount.high == 1 and before:
        rated = before.amount is not None or before.low in ("per", "each", "every", "times", "once", "twice")
        if rated and piece.low.split()[0] in ("a", "an"):
            return _rate(piece.text, amount.unit)
    return Token(piece.text, "amount", amount=amount)


def _phrase(pieces: Sequence[Piece], at: int, lexicon: Lexicon) -> int:
    """Return how many pieces the longest phrase takes that is listed and begins here; 0 for none."""
    for size in range(min(lexicon.longest, len(pieces) - at), 1, -1):
        part = pieces[at : at + size]
        if all(piece.amount is None and piece.text[0].isalnum() for piece in part):
            phrase = tuple(_stem(piece.low, lexicon) for piece in part)
            if lexicon.concepts_of(phrase):
                return size
    return 0


def _word(pieces: Sequence[Piece], at: int, lexicon: Lexicon) -> Token:
    piece = pieces[at]
    low = piece.low
    if not low[0].isalnum() and low[0] != ".":
        return Token(piece.text, "mark")
    if low == "." or low in ("!", "?"):
        return Token(piece.text, "mark")
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if low in MONTHS and piece.text[0].isupper() and (at or (after and after.text.isdigit())):
        return Token(piece.text, "", frozenset((low,)))
    if low in ("per", "each", "every") and after and after.amount is None and after.low.isalpha():
        unit = after.low
        if unit in ("hour", "day", "week", "month", "year") and at:
            return Token(piece.text, "per")
    if (
        at
        and pieces[at - 1].low in ("per", "each", "every")
        and low in ("hour", "day", "week", "month", "year")
    ):
        return _rate(piece.text, low)
    use = lexicon.class_of(low)
    if (
        use
        and use != "category"
        and not (use == "light" and piece.text[0].isupper() and at and piece.text[1:] != low[1:])
    ):
        return Token(piece.text, use, _meant(use), is_verb=use in ("be", "have", "static"))
    content = _content(piece.text, lexicon)
    return replace(content, use=use, is_verb=False) if use == "category" else content


def _rate(text: str, unit: str) -> Token:
    return Token(text, "", frozenset((f"per {unit}", f"=per {unit}")))


def _meant(use: str) -> frozenset[str]:
    """Return what a function word says: quantifiers alone say something of their own."""
    return frozenset((use,)) if use.startswith("quantifier") else frozenset()


def _content(text: str, lexicon: Lexicon) -> Token:
    words = text.lower().split()
    if len(words) == 1 and words[0] in lexicon.opposites:
        base = lexicon.opposites[words[0]]
        phrase = tuple(_stem(word, lexicon) for word in base.split())
        return Token(text, "", lexicon.concepts_of(phrase) | {" ".join(phrase)}, opposed=True)
    phrase = tuple(_stem(word, lexicon) for word in words)
    concepts = lexicon.concepts_of(phrase) | {" ".join(phrase)}
    verb = words[0] in lexicon.verbs
    return Token(text, "", concepts, is_verb=verb)


def _stem(word: str, lexicon: Lexicon) -> str:
    return stem(lexicon.irregular.get(word, word))
