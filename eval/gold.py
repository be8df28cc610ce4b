"""Which chunks hold the answer to a case, so that retrieval can be measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain import Chunk

from .cases import Case, Expectation
from .normalise import mentions

_MOST_CHUNKS = 3  # a fact that stands in more of them than that tells nothing of where to look


def gold_chunks(case: Case, chunks: Sequence[Chunk]) -> frozenset[str]:
    """Return the ids of the gold chunks; none where retrieval cannot be measured.

    They are those that the case names. Where it names none they are taken from what the reply needs: every
    chunk that holds a needed fact in any of its spellings, if one to three of all chunks do. A fact that is
    counted or summed by code stands nowhere, and "important" in many places: such facts have no gold. A
    question that goes on with a conversation is no query by itself, and has none either.
    """
    if case.gold or case.history or case.expects is not Expectation.ANSWER:
        return frozenset(case.gold)
    found: set[str] = set()
    for need in case.needs:
        holding = _holding([spelling for spelling in need if not spelling.startswith("re:")], chunks)
        if len(holding) <= _MOST_CHUNKS:
            found |= holding
    return frozenset(found)


def _holding(spellings: Iterable[str], chunks: Iterable[Chunk]) -> set[str]:
    wanted = list(spellings)
    return {chunk.chunk_id for chunk in chunks if any(mentions(chunk.text, one) for one in wanted)}
