"""The check: word for word, else claim by claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.domain import Fact
from bot.grounding.adding_up import add_up
from bot.grounding.clauses import BOUND, Clause, breaks_off, joined, read_clauses
from bot.grounding.comparing import compare, order
from bot.grounding.entailment import Outcome, entails
from bot.grounding.verbatim import Openings, read_off
from bot.grounding.verdict import Verdict

__all__ = ["Openings", "check"]

_MOST_CLAUSES = 6  # of one fact, that are looked at together


def check(sentence: str, facts: Sequence[Fact], openings: Openings = ()) -> Verdict:
    """Hold a sentence against the evidence."""
    verdict = read_off(sentence, facts, openings)
    if verdict.supported or not sentence.rstrip().endswith((".", "!")):
        return verdict
    if breaks_off(sentence):
        return Verdict(False, reason="breaks off")
    claims = read_clauses(sentence)
    if not claims:
        return verdict
    whole = _follows_from(joined(claims), facts)
    if whole.supported:
        return whole
    if len(claims) == 1 or any(claim.link in BOUND for claim in claims):
        return whole
    used: dict[Fact, None] = {}
    for before, claim in zip((None, *claims), claims, strict=False):
        if before and claim.link == "but" and _say_alike(before, claim):
            return Verdict(False, reason="sets against each other what goes together")
        found = _follows_from(claim, facts)
        if not found.supported:
            return found
        used |= dict.fromkeys(found.facts)
    return Verdict(True, tuple(used))


def _say_alike(one: Clause, other: Clause) -> bool:
    """Whether two clauses begin alike, so that no "but" belongs between them."""
    begun = [
        [(t.token.concepts, t.negated) for t in clause.terms[: len(clause.subject) + 1]]
        for clause in (one, other)
    ]
    return one.modal == other.modal and begun[0] == begun[1]


def _follows_from(claim: Clause, facts: Sequence[Fact]) -> Verdict:
    best = Outcome(False, "has no support in the evidence", -1)
    for fact in facts:
        for known in _known(fact.text):
            outcome = entails(known, claim)
            if outcome.follows:
                return Verdict(True, (fact,))
            if outcome.shared > best.shared:
                best = outcome
    evidence = [(fact, clause) for fact in facts for clause in read_clauses(fact.text)]
    for settle in (compare, order, add_up):
        if used := settle(claim, evidence):
            return Verdict(True, used)
    if alone := _item_by_item(claim, facts):
        return alone
    return Verdict(False, reason=best.reason)


def _item_by_item(claim: Clause, facts: Sequence[Fact]) -> Verdict | None:
    """Hold each item of the claim's first list on its own: each may rest on another fact."""
    if not claim.lists or claim.lists[0] != "and":
        return None
    items = sorted({term.item[1] for term in claim.terms if term.item and term.item[0] == 0})
    used: list[tuple[Fact, Clause]] = []
    for index in items:
        kept = [t for t in claim.terms if t.item is None or t.item[0] != 0 or t.item[1] == index]
        terms = tuple(replace(t, item=None) if t.item and t.item[0] == 0 else t for t in kept)
        alone = replace(claim, terms=terms, lists=("", *claim.lists[1:]))
        found = next(((f, k) for f in facts for k in _known(f.text) if entails(k, alone).follows), None)
        if found is None:
            return None
        used.append(found)
    several = len({id(known) for _, known in used}) > 1
    return Verdict(True, tuple(dict.fromkeys(fact for fact, _ in used))) if several else None


@lru_cache(maxsize=4096)
def _known(text: str) -> tuple[Clause, ...]:
    """Return what a fact says: each of its clauses alone, and neighbours together."""
    return tuple(_runs(read_clauses(text)[:_MOST_CLAUSES]))


def _runs(clauses: Sequence[Clause]) -> Iterator[Clause]:
    for size in range(len(clauses), 0, -1):
        for start in range(len(clauses) - size + 1):
            if size > 1 or clauses[start].link != "aside":
                yield joined(clauses[start : start + size])
