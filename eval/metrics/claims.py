"""Sentences of an answer whose facts stand nowhere, by the coach's own check of grounding."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.answering.finding import state
from bot.composing import openings, speak
from bot.domain import Fact
from bot.grounding import check
from bot.prompts import bundled_prompts

from ..cases import Expectation
from .outcome import Outcome, reached
from .sentences import sentences


def unsupported_claims(outcome: Outcome) -> list[str]:
    """Return the sentences of an answer that nothing supports.

    Support is a sentence of a cited chunk, or a fact that the reply's evidence declares: what code has
    counted, summed or put in other words is declared, so that this judges above all what a model wrote. Of a
    list that is not declared as a whole, each item has to stand there. What is said of the person rests on
    the store.
    """
    reply = outcome.reply
    if reached(reply) is not Expectation.ANSWER or reply.action != "answer" or reply.personal:
        return []
    facts = list(_evidence(outcome))
    known = [_bare(fact.text) for fact in facts]
    return [
        said.whole
        for said in sentences(reply.text)
        if said.claims
        and _bare(said.whole) not in known
        and not (said.items and all(any(_bare(item) in text for text in known) for item in said.items))
        and not check(said.whole, facts, _openings()).supported
    ]


def _evidence(outcome: Outcome) -> Iterator[Fact]:
    """Yield what supports: declared facts, also as code says them, and the sentences of cited chunks."""
    for fact in outcome.reply.trace.facts:
        spoken = [line.text for line in speak([state(fact)], bundled_prompts())]
        for text in dict.fromkeys([fact.text, *spoken]):
            yield from _cut(text, fact.chunk_id)
    for chunk in outcome.cited.values():
        yield from _cut(chunk.text, chunk.chunk_id)


def _cut(text: str, chunk_id: str) -> Iterator[Fact]:
    parts = [part for said in sentences(text) for part in (said.text, *said.items)]
    for part in dict.fromkeys([text, *parts]):
        yield Fact(part, chunk_id, part)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


@cache
def _openings() -> list[tuple[str, ...]]:
    return openings(bundled_prompts())
