"""Is a sentence the evidence itself: word for word, shortened or joined? The quickest way to be supported.

Read off the facts from left to right: a whole fact, perhaps without an illustrating tail ("such as …"),
perhaps opened by another of its openings ("You may also miss"), perhaps joined to the next fact. Nothing
is added, swapped or left out in the middle. Not for other words for the same: see entailment.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain import Fact
from bot.grounding.verdict import Verdict

# Punctuation that ends or separates clauses counts as a word; quotation marks and brackets count too.
_TOKEN = re.compile(r"[$€£]?\d+(?:[.,]\d+)*%?|\w+(?:['’]\w+)*(?:\+\+|#)?|[^\w\s]")
_STOPS = (".", "!")
# A tail that begins so only illustrates or explains; without it the rest is as true as before.
_TAILS = (
    "such as",
    "for example",
    "for instance",
    "including",
    "above all",
    "especially",
    "so that",
    "because",
)
# A tail with one of these may limit what stands before it, so it stays.
_LIMITS = frozenset(
    {"but", "if", "unless", "except", "only", "not", "no", "never", "none", "nothing", "although", "though"}
    | {"however", "until", "without", "when", "while", "whereas", "hardly", "cannot", "instead", "provided"}
    | {"yet", "or", "nor", "neither"}
)
_AND = (
    (",", "and"),
    ("and",),
    (",", "and", "also"),
    ("and", "also"),
    (",", "as", "well", "as"),
    ("as", "well", "as"),
)
_BUT = ((",", "but"), ("but",))

Openings = Sequence[Sequence[str]]
"""Groups of openings that say the same: (("You may miss", "You may also miss"), …)."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A way to say a fact: its tokens, where they may end, and the group of its opening."""

    fact: Fact
    opening: tuple[str, ...]
    body: tuple[str, ...]
    ends: tuple[int, ...]  # lengths of `body` that stand on their own, longest first
    group: int | None


def read_off(sentence: str, facts: Sequence[Fact], openings: Openings = ()) -> Verdict:
    """Hold a sentence against the evidence, word for word."""
    tokens = _tokens(sentence)
    if not any(token[0].isalnum() for token in tokens):
        return Verdict(False, reason="says nothing")
    if tokens[-1] not in _STOPS:
        return Verdict(False, reason="is no finished statement")
    ways = [way for fact in facts for way in _ways(fact, openings)]
    used = _read(tokens[:-1], ways, before=None)
    if used is None:
        return Verdict(False, reason=_strays(tokens[:-1], ways))
    return Verdict(True, tuple(dict.fromkeys(used)))


def _read(tokens: tuple[str, ...], ways: Sequence[_Said], *, before: _Said | None) -> list[Fact] | None:
    """Return the facts that the tokens say one after the other; None if they say anything else."""
    for way in ways:
        for rest in _after(tokens, way, before=before):
            if not rest:
                return [way.fact]
            for joint in (*_AND, *_BUT):
                if rest[: len(joint)] != joint:
                    continue
                following = [w for w in ways if w.fact != way.fact and _may_follow(w, way, but=joint in _BUT)]
                if (others := _read(rest[len(joint) :], following, before=way)) is not None:
                    return [way.fact, *others]
    return None


def _after(tokens: tuple[str, ...], way: _Said, *, before: _Said | None) -> Iterator[tuple[str, ...]]:
    """Yield what is left of the tokens where they begin with `way`, its longest form first."""
    shares_opening = before is not None and way.group is not None and way.group == before.group
    for opening in (way.opening, ()) if shares_opening else (way.opening,):
        for end in way.ends:
            said = (*opening, *way.body[:end])
            if _equal(tokens[: len(said)], said):
                yield tokens[len(said) :]


def _may_follow(way: _Said, before: _Said, *, but: bool) -> bool:
    """Anything may follow "and", only a fact of another opening "but": you may miss …, but you will love …"""
    return not but or (way.group is not None and before.group is not None and way.group != before.group)


def _equal(tokens: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Compare exactly, but for the capital that begins a sentence."""
    if len(tokens) != len(said) or not said:
        return tokens == said
    first = tokens[0] == said[0] or (tokens[0][1:] == said[0][1:] and tokens[0].lower() == said[0].lower())
    return first and tokens[1:] == said[1:]


def _ways(fact: Fact, openings: Openings) -> Iterator[_Said]:
    tokens = _tokens(fact.text)
    tokens = tokens[:-1] if tokens and tokens[-1] in _STOPS else tokens
    if not tokens:
        return
    for number, group in enumerate(openings):
        variants = [_tokens(opening) for opening in group]
        own = next((v for v in variants if tokens[: len(v)] == v), None)
        if own is not None:
            body = tokens[len(own) :]
            for variant in (own, *(v for v in variants if v != own)):
                yield _Said(fact, variant, body, _ends(body), number)
            return
    yield _Said(fact, (), tokens, _ends(tokens), None)


def _ends(body: tuple[str, ...]) -> tuple[int, ...]:
    """Return where a fact may end: at its end, or before a tail that only illustrates."""
    if {".", ";", "("} & set(body):  # a cut could leave a stump
        return (len(body),)
    cuts = [
        at
        for at in range(3, len(body) - 2)
        if body[at] == "," and " ".join(body[at + 1 :]).startswith(_TAILS) and not _LIMITS & set(body[at:])
    ]
    return (len(body), *reversed(cuts))


def _strays(tokens: tuple[str, ...], ways: Sequence[_Said]) -> str:
    """Say where the sentence leaves the fact that it follows longest."""
    reach = 0
    for way in ways:
        said = (*way.opening, *way.body)
        while reach < min(len(tokens), len(said)) and _equal(tokens[: reach + 1], said[: reach + 1]):
            reach += 1
    if not reach:
        return "has no support in the evidence"
    left = " ".join(tokens[reach : reach + 4])
    return f"leaves the evidence at “{left}”" if left else "breaks off"


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token.replace("’", "'") for token in _TOKEN.findall(text.strip()))
