"""From findings to text: sentences and lists, with citations whose quotes stand verbatim in the chunks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.answering.finding import Statement, enumerate_facts
from bot.answering.records import decapitalised
from bot.domain import Chunk, Citation, Fact
from bot.prompts import Prompts

_KINDS = ("love", "miss", "challenge")
_TURNS = ("item", "more", "third", "fourth")  # the sentences for the first, second … of a kind
_HELD = re.compile(r"You already have (?P<name>.+?): (?P<why>.+)", re.DOTALL)
_OF_A_PHASE = re.compile(
    r"A (?P<what>task|resource) of (?P<phase>phase \d+), (?P<name>.+?): (?P<item>.+)", re.DOTALL
)
_LISTED = 3  # so many of a kind are a list, where code does the talking


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it is said to a person: how it opens, and which part of the reality check it is of."""

    statement: Statement
    kind: str
    lead: str

    @property
    def text(self) -> str:
        """The sentence."""
        return self.statement.text


def speak(statements: Sequence[Statement], prompts: Prompts) -> list[Line]:
    """Return the statements as a person would say them in one breath: no label in front, no opening twice."""
    seen: Counter[str] = Counter()
    lines = []
    for statement in statements:
        kind, item = _kind(statement, prompts)
        text = statement.text
        if kind:
            text = prompts.say(f"{kind}_{_TURNS[min(seen[kind], len(_TURNS) - 1)]}", item=item)
            lead = text[: len(text) - len(item) - 1].strip()
            seen[kind] += 1
        else:
            text = _reworded(text, prompts)
            lead = " ".join(text.split()[:2])
        lines.append(Line(Statement(text, statement.rests_on, statement.items), kind, lead))
    return lines


def openings(prompts: Prompts) -> list[tuple[str, ...]]:
    """Return the groups of openings that say the same, for grounding."""
    return [tuple(prompts.say(f"{kind}_{turn}", item="").rstrip(" .") for turn in _TURNS) for kind in _KINDS]


def in_plain_words(statements: Sequence[Statement], prompts: Prompts) -> list[Statement]:
    """Return the statements as code says them: three or more of a kind as a list, others as sentences."""
    kinds = Counter(kind for kind in (_kind(statement, prompts)[0] for statement in statements) if kind)
    listed = {kind for kind, number in kinds.items() if number >= _LISTED}
    said: list[Statement] = []
    rest: list[Statement] = []
    for kind in dict.fromkeys(_kind(statement, prompts)[0] for statement in statements):
        of_kind = [statement for statement in statements if _kind(statement, prompts)[0] == kind]
        if kind in listed:
            facts = [fact for statement in of_kind for fact in statement.rests_on]
            said.append(
                enumerate_facts(prompts.say(f"{kind}_list"), facts, [_kind(s, prompts)[1] for s in of_kind])
            )
        else:
            rest += of_kind
    rest.sort(key=list(statements).index)
    return [*(line.statement for line in speak(rest, prompts)), *said]


def _kind(statement: Statement, prompts: Prompts) -> tuple[str, str]:
    """Return which part of the reality check a statement repeats, and the bare item; ("", "") for others."""
    if not statement.items:
        for kind in _KINDS:
            lead, end = prompts.say(f"{kind}_item", item="\0").split("\0")
            if statement.text.startswith(lead) and statement.text.endswith(end):
                return kind, statement.text[len(lead) : len(statement.text) - len(end)]
    return "", ""


def _reworded(text: str, prompts: Prompts) -> str:
    if held := _HELD.fullmatch(text):
        return prompts.say("held", **held.groupdict())
    if found := _OF_A_PHASE.fullmatch(text):
        named = found.groupdict()
        if named["what"] == "task":
            named["item"] = decapitalised(named["item"])
        return prompts.say(f"{named.pop('what')}_of_phase", **named)
    return text


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
    closing = text[-1:] if text[-1:] in ".!?:" else ""
    cited = f"{text[: len(text) - len(closing)]}{marks}{closing}"
    return f"{cited}\n{fence}{code}" if fence else cited


def join_paragraphs(parts: Iterable[str]) -> str:
    """Join sentences by spaces, and what has lines of its own, such as a list, by empty lines."""
    text = before = ""
    for part in parts:
        text += gap_between(before, part) + part
        before = part
    return text


def gap_between(before: str, part: str) -> str:
    """Return what stands between two parts of a reply; nothing before the first."""
    apart = "\n" in before or "\n" in part
    return ("\n\n" if apart else " ") if before else ""
