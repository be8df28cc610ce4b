"""English words: tokens, stems, near misses. Not for meaning: that is the embedding's and router's work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Letters and digits with the signs that names are written with: C++, C#, .NET, CI/CD (taken apart), 8-bit.
_WORD = re.compile(r"c\+\+|c#|\.net\b|[^\W_]+(?:['’][^\W_]+)?", re.IGNORECASE)

_CONTRACTED = re.compile(r"\b(are|is|does|did|was|were|have|has)nt\b", re.IGNORECASE)

STOPWORDS = frozenset(
    """a about above actually after again all also although always am an and any anyone anything are aren't as
    ask at be because been before being below best better between both but by can can't cannot could
    couldn't did didn't do does doesn't doing don't down during each either else enough especially etc even
    ever every everything exactly few fine for from further get gets getting give go going good got had has
    have having he her here hers him his how however i i'd i'll i'm i've if in instead into is isn't it it's
    its itself just kind know let let's like likely list lot lots made make makes many may maybe me mean
    might mine more most much must my myself name need needs never next no nor not now of off ok okay on
    once one ones only onto or other others our out over own per perhaps please possible probably put quite
    rather really right said same say see seem shall she should show since so some somebody someone
    something sort still such sure take takes tell than that that's the their them then there there's these
    they thing things think this those though through thus to together too toward try under until up upon us
    use used using usually very want wants was wasn't way ways we well were what what's whatever when where
    whether which while who whole whom whose why will with within without won't wondering would wouldn't yes
    yet you you're your yours yourself
    ain't hadn't hasn't haven't here's how'd how's mustn't needn't shouldn't that'll there'll weren't what'd
    what'll what're when's where's who'd who'll who's why's""".split()
)


def words(text: str) -> list[str]:
    """Return the lower-case words of `text`, in order; "C/C++" gives "c" and "c++"."""
    return [word.lower() for word in words_as_written(text)]


def words_as_written(text: str) -> list[str]:
    """Return the words of `text`, in order, with their capitals."""
    return [match.group().replace("’", "'") for match in _WORD.finditer(text)]


def stems(text: str) -> list[str]:
    """Return the stems of the words of `text`, in order, stop words included."""
    return [stem(word) for word in words(text)]


def content_stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning."""
    return [stem(word) for word in words(text) if word not in STOPWORDS]


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the English (Snowball) stem, spelling folded: "optimisation" equals "optimization"."""
    word = re.sub(r"'s$", "", word)
    if len(word) > 5:
        word = re.sub(r"is(e[sdr]?|ing|ation|ations)$", r"iz\1", word)
    return str(_stemmer().stemWord(word))


def correct_spelling(text: str, *, vocabulary: Collection[str], known: Collection[str]) -> str:
    """Return `text` with words that nobody knows replaced by the nearest one of `vocabulary`.

    A word in `known` (ordinary English) or `vocabulary` stays; so does one of fewer than five letters, and
    one with nothing near it.
    """
    candidates = [word for word in vocabulary if len(word) >= 4]

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if len(word) < 5 or lower in vocabulary or lower in known or not lower.isalpha():
            return word
        bare = re.sub(r"(?:s|ed|ing)$", "", lower)
        if bare != lower and (bare in known or bare in vocabulary):
            return word
        slips = 1 if len(word) < 8 else 2
        best = process.extractOne(lower, candidates, scorer=OSA.distance, score_cutoff=slips)
        return best[0] if best else word

    return _WORD.sub(mend, text)


def with_apostrophes(text: str) -> str:
    """Return `text` with the apostrophes that people leave out: "aren't" for "arent"."""
    return _CONTRACTED.sub(r"\1n't", text)


def has(pattern: str, text: str) -> bool:
    """Whether the whole-word pattern occurs in the lower-cased text."""
    return _compiled(pattern).search(text.lower()) is not None


def join(items: Iterable[str], *, last: str = "and") -> str:
    """Return "a, b and c"."""
    names = list(items)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{pattern})(?![\w])")


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")
