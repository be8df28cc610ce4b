"""Tokens to clauses: what is said of what, how surely, under which condition; each clause can stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.grounding.lexicon import bundled_lexicon
from bot.grounding.splitting import VERBS, Part, split
from bot.grounding.tokens import Token, tokenise

_JOINTS = frozenset((",", "and", "or"))
_STATIC = frozenset(("=earn",))
_NEUTRAL = "neutral"
REASONS = ("cause", "so")  # links that say why
BOUND = (*REASONS, "aside")  # links of clauses that say nothing of their own: "…, which is Y"
_LEADING_ON = ("joint", "article", "marker", "contrast", "region", "modal", "negator")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, phrase or amount that the evidence has to hold, and the place it has in its clause."""

    token: Token
    negated: bool = False
    marker: str = ""  # the preposition that it stands behind: "from", "to", "by", "neutral"
    preposition: str = ""  # that of the marker, as it is written
    region: str = ""  # "" for what is said outright, else "if", "when", "before", "than", "cause" …
    item: tuple[int, int] | None = None  # which list it is in, and which of its items
    in_tail: bool = False  # in an illustration: "such as …"
    joint: str = ""  # what stands before it: "", "gap" (function words), "," or "and", "or"


@dataclass(frozen=True, slots=True)
class Clause:
    """One claim."""

    terms: tuple[Term, ...]
    modal: str = ""
    other_modals: tuple[str, ...] = ()  # of its subordinate clauses, and any after the first
    negations: int = 0
    link: str = ""  # how it hangs on what stands before: "and", "but", "cause" …
    has_verb: bool = False
    is_copular: bool = False  # its verb is "be"
    is_static: bool = False  # nobody does anything to anything: its verbs say what is, is had or is earned
    is_past: bool = False
    is_present: bool = False
    is_partial: bool = False  # says that it names only some
    subject: tuple[Term, ...] = ()
    verbs: int = 0
    lists: tuple[str, ...] = field(default=())  # "and" or "or", by the number of the list
    is_plain: bool = True  # every "and" and "or" in it joins the items of a list


@lru_cache(maxsize=4096)
def read_clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text, each with the subject that it shares with the one before."""
    clauses: list[Clause] = []
    for part in split(_tokens(text)):
        clause = _clause(part)
        if part.inherits and clauses:
            before = clauses[-1]
            subject = tuple(term for term in before.subject if not term.region)
            own = tuple(_renumbered(term, len(before.lists)) for term in clause.terms)
            its_subject = own[: len(clause.subject)]
            clause = replace(
                clause,
                terms=(*subject, *own),
                subject=(*subject, *its_subject),
                lists=(*before.lists, *clause.lists),
            )
            if clause.modal in ("", "do"):
                clause = replace(clause, modal=before.modal)
        if clause.terms:
            clauses.append(clause)
    return tuple(clauses)


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokenise(text, bundled_lexicon()))


def _renumbered(term: Term, lists: int) -> Term:
    """Return the term with the number of its list raised, where that many stand before it."""
    return replace(term, item=(term.item[0] + lists, term.item[1])) if term.item else term


def breaks_off(text: str) -> bool:
    """Whether the last word of a text leads on to another: "…, and."."""
    tokens = [token for token in _tokens(text) if token.use != "mark"]
    return bool(tokens) and tokens[-1].use.partition(":")[0] in _LEADING_ON


def joined(clauses: Sequence[Clause]) -> Clause:
    """Return neighbouring clauses as one, for a sentence that says them in one."""
    first = clauses[0]
    if len(clauses) == 1:
        return first
    terms: list[Term] = list(first.terms)
    numbered = len(first.lists)
    for clause in clauses[1:]:
        shared = len(clause.subject) if clause.terms[: len(clause.subject)] == first.subject else 0
        for term in clause.terms[shared:]:
            region = term.region or (clause.link if clause.link in REASONS else "")
            terms.append(replace(_renumbered(term, numbered), region=region))
        numbered += len(clause.lists)
    return replace(
        first,
        terms=tuple(terms),
        other_modals=tuple(sorted((*_all_modals(clauses[1:]), *first.other_modals))),
        negations=sum(clause.negations for clause in clauses),
        verbs=sum(clause.verbs for clause in clauses),
        is_copular=all(clause.is_copular for clause in clauses),
        is_static=all(clause.is_static for clause in clauses),
        is_past=any(clause.is_past for clause in clauses),
        is_present=any(clause.is_present for clause in clauses),
        is_plain=all(clause.is_plain for clause in clauses),
        lists=tuple(kind for clause in clauses for kind in clause.lists),
    )


def _all_modals(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        yield from clause.other_modals
        if clause.modal not in ("", "do"):
            yield clause.modal


def _clause(part: Part) -> Clause:
    tokens = part.tokens
    terms = _terms(part)
    terms, lists = _with_lists(terms)
    verb_at = part.verb_at
    before = sum(token.is_content and token.use != "light" for token in tokens[:verb_at])
    subject = tuple(terms[:before]) if part.finite else ()
    lows = {token.low for token in tokens}
    verbs = [at for at in part.finite if tokens[at].use.partition(":")[0] not in ("modal", "do")]
    modal, other_modals = _modals(tokens, imperative=part.is_imperative)
    return Clause(
        tuple(terms),
        modal,
        other_modals,
        sum(token.use == "negator" or token.opposed for token in tokens) + (part.link == "not"),
        part.link,
        part.has_verb,
        bool(verbs) and all(tokens[at].use == "be" for at in verbs),
        bool(part.finite) and all(tokens[at].use in VERBS or _STATIC & tokens[at].concepts for at in verbs),
        bool(lows & {"was", "were", "had", "did"}),
        bool(lows & {"is", "are", "has", "have", "does", "do"}),
        any(token.use in ("partial", "tail") for token in tokens),
        subject,
        len(verbs),
        lists,
        sum(token.use == "joint" for token in tokens) == len(lists),
    )


def _modals(tokens: Sequence[Token], *, imperative: bool) -> tuple[str, tuple[str, ...]]:
    """Return how surely the clause is said, and the modal verbs of what hangs on it, sorted."""
    main, others = "", []
    aside = False
    for token in tokens:
        aside = (aside or token.use.startswith("region")) and token.text != ","
        kind, _, value = token.use.partition(":")
        if kind == "modal" and (aside or main):
            others.append(value)
        elif kind == "modal":
            main = value
    return main or ("do" if imperative else ""), tuple(sorted(others))


def _terms(part: Part) -> list[Term]:
    """Return the terms with their markers, regions and negations, and what stands before each."""
    terms: list[Term] = []
    tokens, negated = part.tokens, part.link == "not"
    marker = preposition = region = joint = ""
    tail = verb_seen = False
    for at, token in enumerate(tokens):
        if at in part.finite:
            if not verb_seen and terms and region in ("before", "after", "since"):
                region = ""
            marker, verb_seen = "", True
        if token.use in ("article", "pronoun") and at and tokens[at - 1].is_content:
            marker = ""  # "in 1998 the academy …"
        if at and tokens[at - 1].is_timed and token.is_content:
            marker = ""  # "within 2 weeks Ada …"
        if token.use in VERBS or (token.is_verb and marker == "to"):
            marker = ""  # "to build" goes nowhere
        if token.amount and marker == "by":
            marker = _NEUTRAL  # "by 30 percent" is nobody's deed
        if token.is_content:
            denied = negated and not (marker == _NEUTRAL and terms and not _is_denied_here(tokens, at))
            flipped = denied != token.opposed
            terms.append(
                Term(token, flipped, marker, preposition if marker else "", region, None, tail, joint)
            )
            joint = ""
            if token.is_verb:
                marker = ""
            continue
        if token.text == "," and at and tokens[at - 1].is_label:
            joint = "gap"  # "in phase 3, Sensors": the name goes with the number
            continue
        preposition = token.low if token.use.startswith("marker") else preposition
        marker, region, negated, tail = _after(token, (marker, region, negated, tail))
        joint = _joint(joint, token)
    return terms


def _is_denied_here(tokens: Sequence[Token], at: int) -> bool:
    """Whether the negation stands right before the preposition: "not in Oregon"."""
    while at and not tokens[at - 1].use.startswith("marker"):
        at -= 1
    return at > 1 and tokens[at - 2].use == "negator"


_State = tuple[str, str, bool, bool]


def _after(token: Token, state: _State) -> _State:
    """Return marker, region, negation and whether it is an illustration, behind a function word."""
    marker, region, negated, tail = state
    kind, _, value = token.use.partition(":")
    if kind == "negator":
        negated = True
    elif kind == "marker":
        marker = value
    elif kind == "region":
        marker, region = "", value
    elif kind == "tail":
        marker, tail = "", True
    elif token.text == ",":
        marker, region = "", ""
    return marker, region, negated, tail


def _joint(before: str, token: Token) -> str:
    if token.low in ("and", "or") and before in ("", ",", "gap"):
        return token.low if before != "gap" else "gap"
    if token.text == ",":
        return before or ","
    if token.use == "article" and before:
        return before
    return "gap"


def _with_lists(terms: list[Term]) -> tuple[list[Term], tuple[str, ...]]:
    """Number the items of lists: "a", "b" and "c d" of "a, b and c d"."""
    found: list[str] = []
    numbered = list(terms)
    at = 1
    while at < len(terms):
        if terms[at].joint not in _JOINTS:
            at += 1
            continue
        joints = [at]
        after = at + 1
        while terms[joints[-1]].joint == "," and after < len(terms):
            if terms[after].joint in _JOINTS:
                joints.append(after)
            after += 1
        kind = terms[joints[-1]].joint
        if kind in ("and", "or"):
            _number_items(numbered, joints, len(found))
            found.append(kind)
        at = joints[-1] + 1
    return numbered, tuple(found)


def _number_items(terms: list[Term], joints: Sequence[int], number: int) -> None:
    verbs = (
        terms[joints[0] - 1].token.is_verb and terms[joints[-1]].token.is_verb
    )  # "install and repair roofs"
    first = joints[0] - 1
    while first > 0 and not terms[first].joint and _same_chunk(terms[first - 1], terms[first]):
        first -= 1
    last = joints[-1] + 1
    while (
        last < len(terms)
        and not terms[last].joint
        and (not verbs or _same_chunk(terms[last - 1], terms[last]))
    ):
        last += 1
    for index, (start, end) in enumerate(zip((first, *joints), (*joints, last), strict=True)):
        for at in range(start, end):
            terms[at] = replace(terms[at], item=(number, index))


def _same_chunk(one: Term, other: Term) -> bool:
    verb = one.token.is_verb != other.token.is_verb
    return not verb and one.region == other.region and one.in_tail == other.in_tail
