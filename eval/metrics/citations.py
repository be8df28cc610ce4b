"""Do citations hold what is said with them, and is all that is claimed cited?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import Chunk
from bot.language import content_stems

from ..cases import Expectation
from ..normalise import numbers
from .names import names
from .outcome import Outcome, reached
from .sentences import Said, sentences

_MOST_WORDS = 0.5  # the share of a sentence's words that its chunks hold together, where it says the same


def misquotes(outcome: Outcome) -> list[str]:
    """Return the quotes that do not stand verbatim in the chunk they are cited from."""
    return [
        citation.quote
        for citation in outcome.reply.citations
        if citation.chunk_id not in outcome.cited
        or citation.quote not in outcome.cited[citation.chunk_id].text
    ]


def is_uncited(outcome: Outcome) -> bool:
    """Is this an answer from the documents without a single citation?"""
    return reached(outcome.reply) is Expectation.ANSWER and not outcome.reply.citations


def citation_precision(outcome: Outcome) -> float | None:
    """Return the share of the marks that are right, of a reply from the documents; None where it has none.

    A mark is right if its chunk exists and holds a figure, a name or a third of the words of what is said
    with it, and if all chunks cited there hold together every figure and name, and half of the words. What
    the question said need not stand there. What code computed stands in no chunk: it is held where a declared
    fact that rests on one of them states it, and by each chunk that a declared fact quotes.
    """
    if outcome.reply.action not in ("answer", "abstain"):
        return None
    marks = [mark for said in sentences(outcome.reply.text) for mark in _marks(outcome, said)]
    return sum(marks) / len(marks) if marks else None


def citation_recall(outcome: Outcome) -> float | None:
    """Return the share of an answer's claims that are cited; None where it claims nothing.

    A mark stands for its sentence, and for those before it in the paragraph that have none, as far as its
    chunk holds them.
    """
    if reached(outcome.reply) is not Expectation.ANSWER or outcome.reply.action != "answer":
        return None
    claims = [_is_cited(outcome, said) for said in sentences(outcome.reply.text) if said.claims]
    return sum(claims) / len(claims) if claims else None


def _is_cited(outcome: Outcome, said: Said) -> bool:
    return bool(said.cites) or any(_marks(outcome, replace(said, cites=said.followed_by)))


def _marks(outcome: Outcome, said: Said) -> list[bool]:
    by_number = {citation.number: citation.chunk_id for citation in outcome.reply.citations}
    found = [outcome.cited.get(by_number.get(number, "")) for number in said.cites]
    chunks = [chunk for chunk in found if chunk]
    held = _is_stated(outcome, said, chunks)
    computed = not held and _is_stated(outcome, said, chunks, declared=True)
    return [
        chunk is not None and ((held and _helps(said, chunk)) or (computed and _is_quoted(outcome, chunk)))
        for chunk in found
    ]


def _is_stated(outcome: Outcome, said: Said, chunks: Sequence[Chunk], *, declared: bool = False) -> bool:
    """Do the chunks hold what is said, together, and, if so wished, with the facts that rest on them?"""
    ids = {chunk.chunk_id for chunk in chunks}
    facts = [fact.text for fact in outcome.reply.trace.facts if declared and fact.chunk_id in ids]
    texts = "\n".join([*map(_text, chunks), *outcome.titles, *facts])
    asked = "\n".join([outcome.case.question, *outcome.case.history])
    known, known_before = {*content_stems(texts)}, {*content_stems(asked)}
    named = {*content_stems(" ".join(names(said.whole)))}
    words = {*content_stems(said.whole)} - known_before - named
    return (
        numbers(said.whole) <= numbers(texts) | numbers(asked)
        and named <= known | known_before
        and len(words & known) >= _MOST_WORDS * len(words)
    )


def _is_quoted(outcome: Outcome, chunk: Chunk) -> bool:
    facts = outcome.reply.trace.facts
    return any(fact.chunk_id == chunk.chunk_id and fact.quote in chunk.text for fact in facts)


def _helps(said: Said, chunk: Chunk) -> bool:
    text = _text(chunk)
    stems, known = {*content_stems(said.whole)}, {*content_stems(text)}
    figures, named = numbers(said.whole), {*content_stems(" ".join(names(said.whole)))}
    return bool(figures & numbers(text) or named & known) or 3 * len(stems & known) >= len(stems)


def _text(chunk: Chunk) -> str:
    return f"{chunk.heading}\n{chunk.text}"
