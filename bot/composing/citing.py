"""Citations: marks before the full stop, and quotes that stand verbatim in the chunks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.answering.finding import Statement
from bot.domain import Chunk, Citation, Fact

_CLOSING = re.compile(r"[.!?:]?[\"'”’)\]]*$")


class Citations:
    """Numbers the chunks that a reply rests on, in the order in which they are used."""

    def __init__(self, chunk_of: Callable[[str], Chunk]) -> None:
        self._chunk_of = chunk_of
        self._quotes: dict[str, list[str]] = {}

    def cite(self, facts: Iterable[Fact]) -> str:
        """Note the facts as used and return their marks: " [1][2]"; "" for none."""
        numbers: dict[int, None] = {}
        for fact in facts:
            quotes = self._quotes.setdefault(fact.chunk_id, [])
            if fact.quote not in quotes:
                quotes.append(fact.quote)
            numbers[list(self._quotes).index(fact.chunk_id) + 1] = None
        return " " + "".join(f"[{number}]" for number in numbers) if numbers else ""

    def all(self) -> tuple[Citation, ...]:
        """Return the citations, numbered from 1."""
        return tuple(
            self._citation(number, chunk_id) for number, chunk_id in enumerate(self._quotes, start=1)
        )

    def _citation(self, number: int, chunk_id: str) -> Citation:
        chunk = self._chunk_of(chunk_id)
        return Citation(
            number,
            chunk_id,
            chunk.pathway_id,
            chunk.section,
            chunk.heading,
            span(chunk.text, self._quotes[chunk_id]),
        )


def span(text: str, quotes: Iterable[str]) -> str:
    """Return the shortest part of `text` that holds every quote that stands in it."""
    found = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes if quote in text]
    if not found:
        return text.splitlines()[0]
    return text[min(start for start, _ in found) : max(end for _, end in found)]


def say(statement: Statement, citations: Citations) -> str:
    """Return a statement as text: a sentence with its marks, or a lead with its list below."""
    marks = citations.cite(statement.rests_on)
    if not statement.items:
        return with_marks(statement.text, marks)
    return "\n".join([f"{statement.text}{marks}:", *(f"- {item}" for item in statement.items)])


def with_marks(text: str, marks: str) -> str:
    """Return `text` with its citation marks before the closing full stop; before the code, if it has any."""
    text, fence, code = text.partition("\n```")
    place = _closes_at(text)
    cited = f"{text[:place]}{marks}{text[place:]}"
    return f"{cited}\n{fence}{code}" if fence else cited


def _closes_at(text: str) -> int:
    """Return where a sentence closes: its full stop, with the quotes and brackets around it."""
    closing = _CLOSING.search(text)
    return closing.start() if closing and closing.group()[:1] in tuple(".!?:") else len(text)
