"""Spelling as in a chat: short forms are written out, misspelt words mended towards what the coach knows.

Not for names: what begins with a capital letter inside a sentence stays as it is, and so does every word of
ordinary English, however near it is to another one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.english import dictionary, ordinary_words
from bot.language import stem, words_as_written

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LINK = re.compile(r"\S*(?:://|www\.|@\w)\S*|`[^`]*`")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\n]\s*|[-–—*•]\s+)$")
_WITH = re.compile(r"(?<![\w/])w/(?!o\b)(?=\s?\w)(?:\s(?=\w))?", re.IGNORECASE)
_AFFIX = re.compile(r"^(?:un|re|mis|over|pre)|(?:ly|s|ed|ing|er|ers|ness)$")
_EVE = re.compile(r"(?<=day )eve\b")  # Christmas and New Year have theirs
_VOWELS = frozenset("aeiouy")
_FIRST = 0.7  # what a slip in the first letter costs beside
_DOUBLED, _ALIKE, _SWAPPED, _VOWEL = 0.35, 0.5, 0.6, 0.7  # what these slips cost; any other costs 1
_SOUND_ALIKE = frozenset(frozenset(pair) for pair in ("sz", "ck", "cs", "mn", "td", "bv"))
_SHORTEST = 4  # letters
_COMMON = 1_000_000  # times that a word is written, in the dictionary, from which people know it well
_OFTEN = 0.08  # what ten times as many examples with a word are worth, in slips
_MANY = 10  # examples with a word that is often meant
_SPLIT = 6  # letters from which two words may have run together
_PARTS = 60  # the words that examples have most often, which run together with others


class Speller:
    """Mends spelling. Made once; threads may share it."""

    def __init__(self, patterns: Mapping[str, Any], examples: Iterable[str]) -> None:
        """`patterns` is prompts/spelling.yaml, `examples` what people say to the coach."""
        self._short: dict[str, str] = {
            slip: right for right, slips in patterns["short"].items() for slip in str(slips).split()
        }
        self._before_a_word: dict[str, str] = {
            slip: right for right, slip in patterns["before_a_word"].items()
        }
        # "Need 2 numbers" counts things.
        follows = "|".join(patterns["to_follows"].split())
        self._to = re.compile(rf"\b(?:{follows}) 2(?= (?!\w+[^s]s\b)\w)", re.IGNORECASE)
        self._words = frozenset(patterns["words"].split())
        self._names = frozenset(patterns["names"].split())
        self._examples = tuple(examples)
        self._nearest = lru_cache(maxsize=4096)(self._find_nearest)

    def mend(self, text: str, *, names: frozenset[str] = frozenset()) -> str:
        """Return `text` mended; `names` are the words of the documents, which are never misspelt ones."""
        text = _EVE.sub("evening", text)
        text = self._to.sub(lambda match: f"{match.group()[:-1]}to", _WITH.sub("with ", text))
        links = [match.span() for match in _LINK.finditer(text)]

        def mended(match: re.Match[str]) -> str:
            if any(start <= match.start() < end for start, end in links):
                return match.group()
            return self._mended(match, names)

        return _TOKEN.sub(mended, text)

    def _mended(self, match: re.Match[str], names: frozenset[str]) -> str:
        word, lower = match.group(), match.group().lower().replace("’", "'")
        before, after = match.string[: match.start()], match.string[match.end() :]
        opens = bool(_SENTENCE_START.search(before))
        if short := self._short.get(lower):
            return short.capitalize() if word[0].isupper() and opens else short
        if (single := self._before_a_word.get(word)) and before.endswith(" ") and re.match(r" [a-z]", after):
            return single
        if not _LETTERS.fullmatch(lower) or not (word.islower() or (opens and word[1:].islower())):
            return word
        if len(lower) < _SHORTEST or lower in names or self._is_known(lower):
            return word
        right = self._nearest(lower, names)
        return (right.capitalize() if word[0].isupper() else right) if right else word

    def _is_known(self, lower: str) -> bool:
        bare = lower.removesuffix("'s")
        derived = _AFFIX.sub("", bare)
        forms = {bare, derived} if len(derived) > _SHORTEST else {bare}
        near_at_hand = (self._words, self._names, ordinary_words())
        # The dictionary takes 45 ms and 14 MB to load, and few messages need it.
        return any(forms & each for each in near_at_hand) or not forms.isdisjoint(dictionary())

    def _find_nearest(self, lower: str, names: frozenset[str]) -> str | None:
        """Return the word that is meant, two that have run together, or None."""
        cutoff = 1 if len(lower) <= 4 else 2 if len(lower) < 9 else 3
        near = process.extract(
            lower, [*self.vocabulary, *names], scorer=OSA.distance, score_cutoff=cutoff, limit=None
        )
        costs = {word: slips(lower, word) for word, _, _ in near if len(word) >= 3}
        likely = {
            word: cost - self._weight(word)
            for word, cost in costs.items()
            if cost <= _allowed(len(lower), often=self.vocabulary.get(word, 0) >= _MANY)
        }
        best = min(likely, key=lambda word: (likely[word], word), default=None)
        return best or self._in_two(lower)

    def _weight(self, word: str) -> float:
        """Return how many slips it is worth that a word is said often."""
        said, written = self.vocabulary.get(word, 1), dictionary().get(word, 1)
        return _OFTEN * (math.log10(1 + said) + math.log10(1 + written) / 3)

    def _in_two(self, lower: str) -> str | None:
        if len(lower) < _SPLIT:
            return None
        for at in range(2, len(lower) - 1):
            one, other = lower[:at], lower[at:]
            if one in self._joining and other in self.vocabulary and len(other) > 2:
                return f"{one} {other}"
        return None

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """The words that people say to the coach, in all their forms, and in how many examples."""
        written = dictionary()
        said = Counter(
            word for example in self._examples for word in words_as_written(example) if word.islower()
        )
        known = {
            word: count
            for word, count in said.items()
            if word.isalpha() and (count > 1 or written.get(word, 0) >= _COMMON) and self._is_known(word)
        }
        known |= {word: max(_MANY, said[word]) for word in self._words}
        stems = {stem(word) for word in known if len(word) > 3}
        forms = {word: 1 for word, count in written.items() if count >= _COMMON and stem(word) in stems}
        return {word: count for word, count in (forms | known).items() if word not in self._short}

    @cached_property
    def _joining(self) -> frozenset[str]:
        often = sorted(self.vocabulary, key=lambda word: -self.vocabulary[word])
        return frozenset(often[:_PARTS])


def slips(written: str, right: str) -> float:
    """Return how far `written` is from `right`: cheap are doubled letters, swapped ones and vowels."""
    costs = [[0.0] * (len(right) + 1) for _ in range(len(written) + 1)]
    for i in range(len(written) + 1):
        for j in range(len(right) + 1):
            if i or j:
                costs[i][j] = min(_ways(written, right, i, j, costs))
    first = 0.0 if written[:1] == right[:1] else _FIRST / 2 if written[:2] == right[1::-1] else _FIRST
    return costs[-1][-1] + first


def _ways(written: str, right: str, i: int, j: int, costs: list[list[float]]) -> Iterable[float]:
    """Yield what it costs to come to a place, by the last slip."""
    if i:
        yield costs[i - 1][j] + _single(written, i)
    if j:
        yield costs[i][j - 1] + _single(right, j)
    if i and j:
        one, other = written[i - 1], right[j - 1]
        yield costs[i - 1][j - 1] + (0.0 if one == other else _another(one, other))
    if i > 1 and j > 1 and written[i - 2 : i] == right[j - 2 : j][::-1]:
        yield costs[i - 2][j - 2] + _SWAPPED


def _another(one: str, other: str) -> float:
    """Return what it costs that one letter stands for another."""
    if {one, other} in _SOUND_ALIKE:
        return _ALIKE
    return _VOWEL if {one, other} <= _VOWELS else 1.0


def _single(word: str, end: int) -> float:
    """Return what it costs that the letter before `end` is there, or is not."""
    letter = word[end - 1]
    if letter in (word[end - 2 : end - 1], word[end : end + 1]):
        return _DOUBLED
    return _VOWEL if letter in _VOWELS else 1.0


def _allowed(length: int, *, often: bool) -> float:
    """Return how many slips a word of so many letters may have; more where it is `often` meant."""
    if length < 6:
        return 1.1 if often else 0.8 if length < 5 else 1.0
    return 1.8 if often and length < 8 else 1.4 if length < 8 else 2.0
