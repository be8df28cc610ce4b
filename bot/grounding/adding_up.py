"""Sums that no fact states but one fact settles: "30 weeks in total" of phases that take 8, 12 and 10."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import Fact
from bot.grounding.clauses import Clause, Term
from bot.measures.amounts import Amount, follows

_TOTALS = frozenset("altogether total sum combined".split())


def add_up(claim: Clause, known: Sequence[tuple[Fact, Clause]]) -> tuple[Fact, ...]:
    """Return the fact whose amounts add up to the claim's; none where no fact's do, or it says more."""
    total = next((term for term in claim.terms if term.token.low in _TOTALS), None)
    amounts = [term.token.amount for term in claim.terms if term.token.amount]
    sums = [amount for amount in amounts if amount.unit]
    if total is None or len(sums) != 1 or claim.modal not in ("", "will"):
        return ()
    rest = [term for term in claim.terms if term is not total and not term.token.amount]
    counts = [amount for amount in amounts if not amount.unit]
    for fact, clause in known:
        if _adds_up(sums[0], counts, clause) and not clause.modal and _all_known(rest, clause.terms):
            return (fact,)
    return ()


def _adds_up(total: Amount, counts: Sequence[Amount], clause: Clause) -> bool:
    parts = [term.token.amount for term in clause.terms if term.token.amount and term.token.amount.unit]
    if len(parts) < 2 or len({part.unit for part in parts}) > 1 or not clause.is_plain:
        return False
    number = Amount(len(parts), len(parts))
    value = Amount(sum(part.low for part in parts), sum(part.high for part in parts), parts[0].unit)
    return follows(total, value) and all(follows(count, number) for count in counts)


def _all_known(said: Sequence[Term], known: Sequence[Term]) -> bool:
    """Whether both name the same things: a sum of some is no sum of all."""
    things = [term for term in known if not term.token.amount]
    return _cover(said, things) and _cover(things, said)


def _cover(terms: Sequence[Term], others: Sequence[Term]) -> bool:
    return all(
        any(t.token.concepts & o.token.concepts and t.negated == o.negated for o in others) for t in terms
    )
