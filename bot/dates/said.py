"""A text cut into the tokens that the readers of dates look at. Not for meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Generic, Literal, TypeVar

from bot.dates.words import NUMBER, normal

T = TypeVar("T")
Kind = Literal["iso", "numeric", "clock", "ordinal", "decimal", "number", "word", "mark", "other"]

_TOKEN = re.compile(
    r"""
      (?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))
    | (?P<numeric>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d.])
        | \d{1,2}/\d{1,2}(?![\d/])
        | \d{1,2}\.\d{1,2}\.(?!\d))
    | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d))
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)(?![^\W_]))
    | (?P<other>\d+(?:[./]\d+){2,})
    | (?P<decimal>\d+[.,]\d+)
    | (?P<number>\d+)
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND = 16  # empty words behind the last one; readers look back at most six from the first
_NOT_SPACE = re.compile(r"\S+")
_HYPHENATED = frozenset("mid end of week month quarter year".split())  # "end-of-month", "year-end"
_WHOLE_WORDS = {"2moro", "2morrow", "2day", "2nite", "2night", "b4", "tom0rrow", "w/e"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark. `word` is its normal form, "" for what is no word."""

    kind: Kind
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, and when. `alone`: the text is expected to be a date and little else.

    `words` are those of the tokens, with empty ones behind, so that readers may look beyond the end.
    """

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    now: datetime
    alone: bool = False

    @property
    def today(self) -> date:
        """The day on which it was said."""
        return self.now.date()

    def word(self, at: int) -> str:
        """Return the normal form of the word at `at`, "" where there is none."""
        return self.words[at] if at < len(self.words) else ""

    def kind(self, at: int) -> Kind | None:
        """Return the kind of the token at `at`, None where there is none."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else None

    def raw(self, at: int) -> str:
        """Return the token at `at` as it is written, "" where there is none."""
        if not 0 <= at < len(self.tokens):
            return ""
        token = self.tokens[at]
        return self.text[token.start : token.end]

    def glued(self, at: int) -> bool:
        """Tell whether nothing stands between the token at `at` and the one before."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def after(self, at: int, *words: str) -> int | None:
        """Return the place after `words`, if exactly they stand at `at`."""
        for offset, word in enumerate(words):
            if self.word(at + offset) != word and (word.isalpha() or self.raw(at + offset) != word):
                return None
        return at + len(words)

    def skip(self, at: int, words: Iterable[str]) -> int:
        """Return the place after one of `words` if one stands at `at`, else `at`."""
        return at + 1 if (self.word(at) or self.raw(at)) in words else at

    def at_another_time(self, now: datetime) -> Said:
        """Return the same words as said at `now`."""
        return replace(self, now=now)


class Phrases(Generic[T]):
    """Fixed phrases with what each of them means, found by their first word."""

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self._meanings = meanings

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], T]]]:
        phrases: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase in sorted(self._meanings, key=lambda phrase: -len(phrase.split())):
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, self._meanings[phrase]))
        return phrases

    def __iter__(self) -> Iterator[str]:
        return iter(self._meanings)

    def read(self, said: Said, at: int) -> tuple[T, int] | None:
        """Read the longest phrase at `at`."""
        for words, meaning in self._by_first_word.get(said.word(at), ()):
            if (end := said.after(at, *words)) is not None:
                return meaning, end
        return None


# Reads what stands at a place of the tokens, and returns it with the place after it.
Reader = Callable[[Said, int], tuple[T, int] | None]


def cut(text: str, now: datetime, *, alone: bool = False) -> Said:
    """Return `text` in tokens. What stands in addresses, links and file names is not looked into."""
    tokens: list[Token] = []
    for chunk in _NOT_SPACE.finditer(text):
        written = chunk.group()
        if written.lower().strip(".,;:!?") in _WHOLE_WORDS:
            bare = written.lower().rstrip(".,;:!?")
            tokens.append(Token("word", normal(bare), chunk.start(), chunk.start() + len(bare)))
        elif "://" in written or "@" in written[1:] or "\\" in written or written.startswith("www."):
            tokens.append(Token("other", "", chunk.start(), chunk.end()))
        else:
            _cut_chunk(text, chunk.start(), chunk.end(), tokens)
    words = (*(token.word for token in tokens), *[""] * _BEHIND)
    return Said(text, tuple(tokens), words, now, alone)


def longest(readers: Iterable[Reader[T]], said: Said, at: int) -> tuple[T, int] | None:
    """Return what the reader finds that reads furthest; the first of those that read equally far."""
    best: tuple[T, int] | None = None
    for read in readers:
        found = read(said, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


def number(said: Said, at: int) -> tuple[int, int] | None:
    """Read a whole number of up to three digits, or in words: "12", "two", "twenty-five"."""
    if said.kind(at) == "number":
        written = said.raw(at)
        return (int(written), at + 1) if len(written) <= 3 else None
    value = NUMBER.get(said.word(at))
    if value is None:
        return None
    then = said.skip(at + 1, "-")
    more = NUMBER.get(said.word(then), 10)
    if value >= 20 and more < 10:
        return value + more, then + 1
    return value, at + 1


def _cut_chunk(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup if found.lastgroup != "sep" else "numeric"
        assert kind is not None
        begins = found.start()
        before = text[begins - 1] if begins > start else ""
        if found.group() == "-" and before and tokens and tokens[-1].word in _HYPHENATED:
            continue
        if kind not in ("word", "mark") and (before.isalpha() or before == "_"):
            # "v2", "mp3", "x_1" are names; "18h30" is a time.
            timed = tokens[-1].word == "h" if kind == "number" else kind == "clock" and tokens[-1].word == "t"
            kind = kind if timed else "other"
        word = normal(found.group()) if kind == "word" else ""
        tokens.append(Token(kind, word, begins, found.end()))  # type: ignore[arg-type]
