"""Sentences of an answer whose facts stand nowhere, by the coach's own check of grounding."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.composing import openings
from bot.domain import Fact
from bot.grounding import check
from bot.prompts import bundled_prompts

from ..cases import Expectation
from .outcome import Outcome, reached
from .sentences import sentences


def unsupported_claims(outcome: Outcome) -> list[str]:
    """Return the sentences of an answer that nothing supports.

    Support is a sentence of a cited chunk, or a fact that the reply's evidence declares: what code has
    counted, summed or put in other words is declared, so that this judges above all what a model wrote.
    What is said of the person rests on the store.
    """
    reply = outcome.reply
    if reached(reply) is not Expectation.ANSWER or reply.action != "answer" or reply.personal:
        return []
    facts = list(_evidence(outcome))
    declared = {_bare(fact.text) for fact in facts}
    return [
        said.whole
        for said in sentences(reply.text)
        if said.claims
        and _bare(said.whole) not in declared
        and not check(said.whole, facts, _openings()).supported
    ]


def _evidence(outcome: Outcome) -> Iterator[Fact]:
    yield from outcome.reply.trace.facts
    for chunk in outcome.cited.values():
        for said in sentences(chunk.text):
            for text in (said.text, *said.items):
                yield Fact(text, chunk.chunk_id, text)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


@cache
def _openings() -> list[tuple[str, ...]]:
    return openings(bundled_prompts())
