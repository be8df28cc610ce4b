"""Does one clause follow from another? Word by word aligned, with nothing added, dropped or turned round.

Words may differ where the lexicon holds them to mean the same, and may stand in another order where that
changes nothing. What is dropped has to be an item of a list or an illustration. It errs on the safe side:
what it cannot follow is not supported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding.clauses import Clause, Term
from bot.grounding.tokens import MONTHS
from bot.measures.amounts import Amount, follows

_NEUTRAL = ("", "neutral")
_ONE_DATE = 2  # a month and a year
_ORDERED = frozenset("from to by instead without than".split())
# Said so surely (right) may be said of what is known so surely (left).
_WEAKER: dict[str, frozenset[str]] = {
    "": frozenset(("", "may", "can")),
    "do": frozenset(("do", "should", "can", "may")),
    "must": frozenset(("must",)),
    "should": frozenset(("should", "do")),
    "may": frozenset(("may", "can")),
    "can": frozenset(("can", "may")),
    "will": frozenset(("will",)),
    "would": frozenset(("would",)),
    "expected": frozenset(("expected",)),
}
_QUANTIFIERS: dict[str, frozenset[str]] = {
    "quantifier:all": frozenset(("quantifier:all",)),
    "quantifier:most": frozenset(("quantifier:most", "quantifier:many", "quantifier:some")),
    "quantifier:many": frozenset(("quantifier:many", "quantifier:some")),
    "quantifier:usually": frozenset(("quantifier:usually", "quantifier:often")),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a clause follows, how far it got, and where it does not."""

    follows: bool
    reason: str = ""
    shared: int = 0


def entails(known: Clause, said: Clause) -> Outcome:
    """Whether who believes `known` believes `said`."""
    pairs, stray = _align(known.terms, said.terms)
    shared = len(pairs)
    if stray:
        return Outcome(False, stray, shared)
    if not shared:
        return Outcome(False, "has no support in the evidence")
    if said.modal not in _allowed(known):
        return Outcome(False, f"says “{said.modal or 'so it is'}”, which the evidence does not", shared)
    if said.other_modals != known.other_modals:
        return Outcome(False, "says it more or less surely than the evidence", shared)
    if said.negations != known.negations:
        return Outcome(False, "denies more or less than the evidence", shared)
    if known.is_past and said.is_present and not said.is_past and not known.is_present:
        return Outcome(False, "says that it is so, where it was so", shared)
    if left := _left_out(known, said, pairs):
        return Outcome(False, f"leaves out “{left.token.text}”", shared)
    if mixed := _mixed(known, said, pairs):
        return Outcome(False, f"takes “{mixed}” for another", shared)
    if torn := _torn(known, said, pairs):
        return Outcome(False, f"puts “{torn.token.text}” where the evidence does not", shared)
    if turned := _turned(known, said, pairs):
        return Outcome(False, f"turns round “{turned.token.text}”", shared)
    return Outcome(True, shared=shared)


def _allowed(known: Clause) -> frozenset[str]:
    if known.negations:
        return frozenset((known.modal,))
    if known.modal:
        return _WEAKER[known.modal]
    return _WEAKER[""] if known.is_past else _WEAKER[""] | {"will"}


def _align(known: Sequence[Term], said: Sequence[Term]) -> tuple[dict[int, int], str]:
    """Return which known term each said one is, by their places; or what is said that is not known."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    last = -1
    for at, term in enumerate(said):
        places = [k for k, other in enumerate(known) if k not in used and _matches(term, other)]
        if not places:
            return pairs, _stray(term, known)
        place = next((k for k in places if k > last), places[0])
        pairs[at] = last = place
        used.add(place)
    return pairs, ""


def _matches(said: Term, known: Term) -> bool:
    return (
        _means(said, known)
        and said.negated == known.negated
        and said.region == known.region
        and _may_stand(said, known)
    )


def _means(said: Term, known: Term) -> bool:
    if said.token.amount is not None:
        return known.token.amount is not None and follows(said.token.amount, known.token.amount)
    if said.token.use.startswith("quantifier"):
        return known.token.use in said.token.concepts or said.token.use in _QUANTIFIERS.get(
            known.token.use, frozenset()
        )
    if not said.token.concepts & known.token.concepts:
        return False
    names = said.token.is_name or known.token.is_name
    same = said.token.low == known.token.low
    return said.token.text == known.token.text if names and same else True


def _may_stand(said: Term, known: Term) -> bool:
    """Whether a term may change its preposition so: "from" and "to" may not be taken for each other."""
    if said.marker == known.marker:
        return True
    return not {said.marker, known.marker} & (_ORDERED - {"by"})


def _stray(term: Term, known: Sequence[Term]) -> str:
    same = [other for other in known if _means(term, other)]
    if not same:
        return f"says “{term.token.text}”, which the evidence does not"
    if all(other.negated != term.negated for other in same):
        return f"turns “{term.token.text}” into its opposite"
    return f"puts “{term.token.text}” where the evidence does not"


def _left_out(known: Clause, said: Clause, pairs: dict[int, int]) -> Term | None:
    """Return the first known term that may not be left out and is."""
    covered = set(pairs.values())
    told = {known.terms[k].item for k in covered if known.terms[k].item}
    complete = said.is_copular and not said.is_partial
    for k, term in enumerate(known.terms):
        if k in covered or _may_be_left_out(term, known, told, complete=complete):
            continue
        return term
    return None


def _is_date(term: Term) -> bool:
    """Whether a term is part of "in May 2024"."""
    low = term.token.low
    return (
        term.marker == "neutral" and not term.negated and (low in MONTHS or (low.isdigit() and len(low) == 4))
    )


def _may_be_left_out(term: Term, known: Clause, told: set[tuple[int, int] | None], *, complete: bool) -> bool:
    if term.token.use == "category":
        return True
    if term.token.amount is not None and term.token.amount == Amount(1, 1):
        return True  # "one reading" is "a reading"
    if term.token.amount is not None or term.token.use.startswith("quantifier"):
        return False
    if term.in_tail:
        return True
    if "=per year" in term.token.concepts or "=earn" in term.token.concepts:
        # An amount of money says of itself that it is pay; that it is a year's goes without saying.
        return any(other.token.amount and other.token.amount.unit in "$€£" for other in known.terms)
    if _is_date(term) and sum(_is_date(other) for other in known.terms) <= _ONE_DATE:
        return True
    if term.item is None or complete:
        return False
    number, index = term.item
    siblings = any(item and item[0] == number and item[1] != index for item in told)
    whole = term.item not in told
    alternatives = known.lists[number] == "or" and known.modal not in ("can", "may")
    return siblings and whole and not alternatives


def _mixed(known: Clause, said: Clause, pairs: dict[int, int]) -> str:
    """Return what is wrong with a list: "and" said for "or", or an item made of two."""
    made_of: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for at, k in pairs.items():
        item, given = said.terms[at].item, known.terms[k].item
        kind = known.lists[given[0]] if given else ""
        if item and said.lists[item[0]] != kind and "or" in (kind, said.lists[item[0]]):
            return said.lists[item[0]]
        if item and known.lists and not said.terms[at].token.is_verb:
            given = given or (-1, 0)  # no item there
            made_of.setdefault(item, set()).add(given)
    for item, sources in made_of.items():
        siblings = {one for other, ones in made_of.items() if other[0] == item[0] for one in ones}
        if len(sources) > 1 or ((-1, 0) in sources and len(siblings) > 1):
            return "one item of the list"
    return ""


def _torn(known: Clause, said: Clause, pairs: dict[int, int]) -> Term | None:
    """Return a term that is said in one breath with what the evidence keeps apart: a name of two names."""
    for at in range(1, len(said.terms)):
        one, two = said.terms[at - 1], said.terms[at]
        if one.token.is_rate or two.token.is_rate:
            continue
        if (
            two.joint
            or one.marker != two.marker
            or one.token.is_verb
            or two.token.is_verb
            or not {at - 1, at} <= pairs.keys()
        ):
            continue
        if _are_apart(known.terms, pairs[at - 1], pairs[at]):
            return two
    return None


def _are_apart(terms: Sequence[Term], one: int, two: int) -> bool:
    """Whether more than words of their own stand between two terms; "jobs for cooks" are "cook jobs"."""
    first, last = sorted((one, two))
    between = terms[first + 1 : last + 1]
    if one > two and all(term.joint != "," and term.marker == "neutral" for term in between):
        return False
    return any(term.joint for term in between) or any(term.token.is_verb for term in between[:-1])


def _turned(known: Clause, said: Clause, pairs: dict[int, int]) -> Term | None:
    """Return a term that stands on another side of a second than in the evidence, where that matters."""
    ranks_known, ranks_said = _ranks(known), _ranks(said)
    order = sorted(pairs, key=ranks_said.__getitem__)
    for number, first in enumerate(order):
        for second in order[number + 1 :]:
            if ranks_known[pairs[first]] < ranks_known[pairs[second]]:
                continue
            one = (said.terms[first], known.terms[pairs[first]])
            two = (said.terms[second], known.terms[pairs[second]])
            if not _may_turn(one, two, said, known):
                return said.terms[first]
    return None


_Aligned = tuple[Term, Term]  # as said, as known


def _may_turn(one: _Aligned, two: _Aligned, said: Clause, known: Clause) -> bool:
    """Whether two terms may change places: in a list, or where prepositions keep who does what apart."""
    if _in_same_list(one[1], two[1]):
        return _in_same_list(one[0], two[0]) or one[0].item is None or two[0].item is None
    if one[1].region != two[1].region:
        # "Y if X" is "if X, Y"; with two conditions it may be the other one's.
        return len({term.region for term in known.terms} - {""}) == 1
    amounts = sum(term.token.amount is not None for term in known.terms)
    if known.verbs > 1 or amounts > 1 or not (known.has_verb and said.has_verb):
        return False
    if one[0].token.is_rate or two[0].token.is_rate:
        return True
    as_said = (_role(one[0], said), _role(two[0], said))
    as_known = (_role(one[1], known), _role(two[1], known))
    if as_said == as_known:
        kept = all(given.preposition == now.preposition for now, given in (one, two))
        return as_known[0] != as_known[1] or (as_known[0] == "neutral" and known.is_plain and kept)
    if not (known.is_static and said.is_static) or _ORDERED & {*as_said, *as_known}:
        return False
    if as_said != as_known[::-1]:
        return known.is_plain
    # "A is B" is "B is A", unless it is "all A are B", or "A is the B of C".
    quantified = any(term.token.use.startswith("quantifier") for term in known.terms)
    return known.is_copular and set(as_known) == {"subject", ""} and not quantified


def _role(term: Term, clause: Clause) -> str:
    """Return a term's preposition, or whether it is the subject."""
    return term.marker or ("subject" if any(term is each for each in clause.subject) else "")


def _in_same_list(one: Term, two: Term) -> bool:
    return (
        one.item is not None and two.item is not None and one.item[0] == two.item[0] and one.item != two.item
    )


def _ranks(clause: Clause) -> list[int]:
    """Return the place of each term as if the clause were active: "written by X" has X in front."""
    places = list(range(len(clause.terms)))
    agents = [at for at, term in enumerate(clause.terms) if term.marker == "by"]
    if not agents:
        return places
    subject = [at for at in range(len(clause.subject)) if at < agents[0]]
    rest = [at for at in places if at not in agents and at not in subject]
    verb = next((at for at, place in enumerate(rest) if clause.terms[place].token.is_verb), len(rest) - 1)
    order = [*agents, *rest[: verb + 1], *subject, *rest[verb + 1 :]]
    ranks = [0] * len(places)
    for rank, at in enumerate(order):
        ranks[at] = rank
    return ranks
