"""Which document a question describes without naming it: "the soup evening", "the people with the kiln".

What only the document's text has tells which it is: words that neither a pathway nor the questions about one
use. Not for names (handles.py, titles.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise

from bot.domain import Chunk
from bot.index.reader import Index
from bot.language import STOPWORDS, stems

_LOOKED_AT = 12  # chunks
_KEPT = 2048  # chunks whose stems are held in memory
_LEAST_SHARE = 0.5  # of what the words weigh, which the document that is meant must hold
_TITLE = 2.0  # what a word counts that stands in the title
_AHEAD = 1.2  # times what the next document holds


def near(question: str, index: Index, document_ids: Sequence[str]) -> list[str]:
    """Return the documents that a search for a question finds, nearest first."""
    found = index.search(question, k=_LOOKED_AT, pathway_ids=list(document_ids))
    return list(dict.fromkeys(passage.chunk.pathway_id for passage in found))


def described(strange: Sequence[str], index: Index, found: Sequence[str]) -> str | None:
    """Return the document that holds most of the `strange` words of a question; None where none stands out.

    Each word weighs by how few of the documents that a search finds hold it.
    """
    wanted = {stem for word in strange for stem in stems(word)}
    if not wanted:
        return None
    held = {each: _held(each, wanted, index) for each in found}
    spread = Counter(word for words in held.values() for word in words)
    weight = {word: math.log(1 + len(held) / max(1, spread[word])) for word in wanted}
    titled = {each: set(stems(index.documents[each].title)) for each in held}
    scores = {
        each: math.fsum(weight[word] * (_TITLE if word in titled[each] else 1) for word in words)
        for each, words in held.items()
    }
    first, second = [*sorted(scores, key=lambda each: -scores[each]), None, None][:2]
    if first is None or not scores[first]:
        return None
    enough = scores[first] >= _LEAST_SHARE * math.fsum(weight.values())
    ahead = second is None or scores[first] >= _AHEAD * scores[second]
    return first if enough and ahead else None


def called_so(strange: Sequence[str], title: str) -> bool:
    """Whether one of the `strange` words of a question stands in a title: "the hackerspace"."""
    return not set(stems(title)).isdisjoint(stem for word in strange for stem in stems(word))


def speaking_as(question: str, strange: Sequence[str], index: Index, found: Sequence[str]) -> str | None:
    """Return the one document of those found that has a `strange` word beside the same: "computing shelf"."""
    wanted = {stem for word in strange for stem in stems(word)}
    pairs = {p for p in pairwise(stems(question)) if wanted & set(p) and not set(p) & STOPWORDS}
    if not pairs:
        return None
    held = [
        each
        for each in found
        if any(not pairs.isdisjoint(pairwise(_stems(chunk))) for chunk in index.chunks_of(each))
    ]
    return held[0] if len(held) == 1 else None


def holders(strange: Sequence[str], index: Index, found: Sequence[str]) -> list[str]:
    """Return those of the documents found that hold all of the `strange` words of a question."""
    wanted = {stem for word in strange for stem in stems(word)}
    if not wanted:
        return []
    return [each for each in found if _held(each, wanted, index) == wanted]


@lru_cache(maxsize=_KEPT)
def _stems(chunk: Chunk) -> list[str]:
    return stems(f"{chunk.heading} {chunk.text}")


def _held(document_id: str, wanted: Set[str], index: Index) -> Set[str]:
    return wanted & {stem for chunk in index.chunks_of(document_id) for stem in _stems(chunk)}
