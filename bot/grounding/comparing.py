"""Comparisons that no fact states but two facts settle: which takes longer, which comes first.

Two facts are compared only where they say the same of two things: once their names and amounts are taken
away, the same words are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain import Fact
from bot.grounding.clauses import Clause, Term
from bot.measures.amounts import Amount

_MORE = frozenset("more longer higher greater larger bigger expensive slower".split())
_LESS = frozenset("less fewer shorter lower smaller cheaper quicker faster sooner".split())
# What such a word measures; a faster thing takes less time, but has the higher speed.
_TIMES = frozenset("longer shorter quicker faster sooner slower".split())
_MONEY = frozenset("expensive cheaper".split())
_PLACED = re.compile(r"(?:phase|step|stage|part|level|module|lesson)(\d+)")
_FILLERS = frozenset("than pay wage salary earn take time at much little a bit".split())


@dataclass(frozen=True, slots=True)
class Measured:
    """What one clause says of one thing: who, how much, and in which words."""

    fact: Fact
    thing: tuple[Term, ...]
    amount: Amount
    words: tuple[Term, ...]
    modal: str


def compare(claim: Clause, known: Sequence[tuple[Fact, Clause]]) -> tuple[Fact, ...]:
    """Return the facts that settle a claim such as "X takes longer than Y"; none where they do not."""
    at = next((i for i, term in enumerate(claim.terms) if _direction(term)), None)
    if at is None:
        return ()
    word = claim.terms[at]
    first = [t for i, t in enumerate(claim.terms[:at]) if not t.region and (i == 0 or not t.token.is_verb)]
    second = [t for t in claim.terms if t.region == "than"]
    if not first or not second or any(t.negated or t.token.amount for t in claim.terms):
        return ()
    for one, other in _pairs(known, first, second):
        same = _says_of_what(claim, one) and _adds_nothing(claim, at, one, other)
        if one.modal == claim.modal and same and _settles(word, one.amount, other.amount):
            return tuple(dict.fromkeys((one.fact, other.fact)))
    return ()


def order(claim: Clause, known: Sequence[tuple[Fact, Clause]]) -> tuple[Fact, ...]:
    """Return the facts that settle a claim such as "X comes before Y" of numbered phases."""
    region = next((t.region for t in claim.terms if t.region in ("before", "after")), "")
    if not region or claim.modal or any(t.negated for t in claim.terms):
        return ()
    outright = [t for t in claim.terms if not t.region and not _is_move(t) and t.token.low != "phase"]
    behind = [t for t in claim.terms if t.region == region and t.token.low != "phase"]
    placed = list(_placed(known))
    for fact, place, terms in placed:
        for other_fact, other_place, other_terms in placed:
            right = place < other_place if region == "before" else place > other_place
            if right and _all_in(outright, terms) and _all_in(behind, other_terms):
                return tuple(dict.fromkeys((fact, other_fact)))
    return ()


def _placed(known: Sequence[tuple[Fact, Clause]]) -> Iterator[tuple[Fact, int, Sequence[Term]]]:
    for fact, clause in known:
        for term in clause.terms[:1]:
            if found := _PLACED.fullmatch(term.token.low):
                yield fact, int(found[1]), clause.terms


def _is_move(term: Term) -> bool:
    return term.token.low in ("come", "comes", "follow", "follows", "go", "goes", "stand", "stands")


def _direction(term: Term) -> int:
    low = term.token.low
    return (low in _MORE) - (low in _LESS)


def _settles(word: Term, one: Amount, other: Amount) -> bool:
    """Whether the first amount lies to that side of the second, and is of what the word measures."""
    low = word.token.low
    if one.dimension != other.dimension:
        return False
    if low in _TIMES and one.dimension != "time":
        return False
    if low in _MONEY and one.unit not in "$€£":
        return False
    (least, most), (other_least, other_most) = one.in_base(), other.in_base()
    return least > other_most if _direction(word) > 0 else most < other_least


def _pairs(
    known: Sequence[tuple[Fact, Clause]], first: Sequence[Term], second: Sequence[Term]
) -> Iterator[tuple[Measured, Measured]]:
    for fact, clause in known:
        for other_fact, other_clause in known:
            if clause is other_clause:
                continue
            one = _measured(fact, clause, other_clause)
            other = _measured(other_fact, other_clause, clause)
            if one is None or other is None or not _same_words(one.words, other.words):
                continue
            if _names(one.thing, first, one.words) and _names(other.thing, second, one.words):
                yield one, other


def _measured(fact: Fact, clause: Clause, beside: Clause) -> Measured | None:
    """Split a clause into what it shares with `beside`, the amount, and the rest: the thing that it is of."""
    amounts = [term for term in clause.terms if term.token.amount]
    if len(amounts) != 1 or amounts[0].token.amount is None or clause.modal not in ("", "expected"):
        return None
    rest = [term for term in clause.terms if not term.token.amount]
    if any(term.negated or term.region or term.token.use.startswith("quantifier") for term in rest):
        return None
    others = [term.token.low for term in beside.terms]
    shared = tuple(term for term in rest if term.token.low in others)
    thing = tuple(term for term in rest if term.token.low not in others)
    return Measured(fact, thing, amounts[0].token.amount, shared, clause.modal)


def _same_words(one: Sequence[Term], other: Sequence[Term]) -> bool:
    return sorted(term.token.low for term in one) == sorted(term.token.low for term in other)


def _names(thing: Sequence[Term], said: Sequence[Term], words: Sequence[Term]) -> bool:
    """Whether what is said names the thing whole, and nothing beside it that both facts do not share."""
    return bool(thing) and _all_in(thing, said) and _all_in(said, [*thing, *words])


def _says_of_what(claim: Clause, measured: Measured) -> bool:
    """Whether the claim names what was measured, the median for one; that it is pay its verb may say."""
    needed = [
        term
        for term in measured.words
        if not (
            term.token.is_verb
            or term.token.is_rate
            or "=earn" in term.token.concepts
            or term.token.low.isdigit()
        )
    ]
    return not needed or _all_in(needed, claim.terms)


def _adds_nothing(claim: Clause, compared: int, one: Measured, other: Measured) -> bool:
    evidence = [*one.thing, *one.words, *other.thing, *other.words]
    return all(
        at == compared
        or term.token.low in _FILLERS
        or "=earn" in term.token.concepts
        or _all_in([term], evidence)
        for at, term in enumerate(claim.terms)
    )


def _all_in(terms: Sequence[Term], others: Sequence[Term]) -> bool:
    return bool(terms) and all(any(t.token.concepts & o.token.concepts for o in others) for t in terms)
