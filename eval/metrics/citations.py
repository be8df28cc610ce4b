"""Do citations hold what is said with them, and is all that is claimed cited?"""

from __future__ import annotations

from collections.abc import Sequence

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
    """Return the share of a reply's marks that are right; None where it has none.

    A mark is right if its chunk exists and holds a figure, a name or a third of the words of what is said
    with it, and if all chunks cited there hold together every figure and name, and half of the words. What
    the question said need not stand there. A figure that code computed stands in no chunk: it is held where
    a declared fact that rests on one of them states it.
    """
    marks = [mark for said in sentences(outcome.reply.text) for mark in _marks(outcome, said)]
    return sum(marks) / len(marks) if marks else None


def citation_recall(outcome: Outcome) -> float | None:
    """Return the share of an answer's claims that are cited; None where it claims nothing."""
    if reached(outcome.reply) is not Expectation.ANSWER or outcome.reply.action != "answer":
        return None
    claims = [bool(said.cites) for said in sentences(outcome.reply.text) if said.claims]
    return sum(claims) / len(claims) if claims else None


def _marks(outcome: Outcome, said: Said) -> list[bool]:
    by_number = {citation.number: citation.chunk_id for citation in outcome.reply.citations}
    found = [outcome.cited.get(by_number.get(number, "")) for number in said.cites]
    together = _hold(outcome, said, [chunk for chunk in found if chunk])
    return [chunk is not None and together and _helps(said, chunk) for chunk in found]


def _hold(outcome: Outcome, said: Said, chunks: Sequence[Chunk]) -> bool:
    ids = {chunk.chunk_id for chunk in chunks}
    declared = "\n".join(fact.text for fact in outcome.reply.trace.facts if fact.chunk_id in ids)
    texts = "\n".join([*map(_text, chunks), *outcome.titles])
    asked = "\n".join([outcome.case.question, *outcome.case.history])
    figures = numbers(said.whole) - numbers(asked)
    named = {stem for name in names(said.whole) for stem in content_stems(name)}
    stems = {*content_stems(said.whole)} - {*content_stems(asked)} - named
    known = {*content_stems(texts)}
    return (
        figures <= numbers(f"{texts}\n{declared}")
        and named <= known | {*content_stems(asked)}
        and len(stems & (known | {*content_stems(declared)})) >= _MOST_WORDS * len(stems)
    )


def _helps(said: Said, chunk: Chunk) -> bool:
    text = _text(chunk)
    stems, known = {*content_stems(said.whole)}, {*content_stems(text)}
    figures, named = numbers(said.whole), {*content_stems(" ".join(names(said.whole)))}
    return bool(figures & numbers(text) or named & known) or 3 * len(stems & known) >= len(stems)


def _text(chunk: Chunk) -> str:
    return f"{chunk.heading}\n{chunk.text}"
