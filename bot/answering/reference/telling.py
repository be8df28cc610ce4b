"""What a reference document lists, said in sentences with its title as the subject; two figures compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.finding import Statement
from bot.answering.reference.listed import ListedFact
from bot.answering.reference.wishes import OTHER, Wishes
from bot.domain import Fact
from bot.english import dictionary, ordinary_words
from bot.language import has, join
from bot.prompts import Prompts

_GROWING = frozenset({"outlook", "change"})
_NEEDED = frozenset({"education", "experience", "training"})
_POINTS_ELSEWHERE = re.compile(r"See [A-Z]")


def subject_of(title: str) -> str:
    """Return a title as it stands inside a sentence: a first word that is no name loses its capital.

    It is one where it is no English word, or where the next has a capital, too: "Lantern Works newsletter".
    """
    named = re.match(r"[A-Z][a-z]+(?:[-/][a-z]+)*,? [A-Z][a-z]", title)
    first = re.match(r"[A-Z][a-z]+(?=(?:[-/][a-z]+)*(?:,? |,?$))", title)
    if named or first is None:
        return title
    word = first[0].lower()
    if word not in dictionary() and word not in ordinary_words():
        return title
    return title[0].lower() + title[1:]


def tell(fact: ListedFact, title: str, wishes: Wishes, prompts: Prompts) -> Statement:
    """Return one fact as a sentence."""
    kind = wishes.kind_of(fact)
    text = prompts.say(
        f"fact_{_form(kind, fact)}",
        key=fact.key,
        subject=subject_of(title),
        Subject=title,
        value=_value(kind, fact),
        when=_when(fact, prompts),
    )
    return Statement(text, (evidence(fact, text),))


def evidence(fact: ListedFact, text: str) -> Fact:
    """Return the fact as evidence: said in words of its own, quoted as its line stands."""
    return Fact(text, fact.chunk.chunk_id, fact.line)


def compare(
    pair: Sequence[tuple[str, ListedFact]], question: str, prompts: Prompts, *, others: Sequence[Statement]
) -> Statement | None:
    """Return which of two titles has the higher figure, or the lower; None where their units differ."""
    (title, fact), (other_title, other) = pair
    if fact.number is None or other.number is None or fact.unit != other.unit:
        return None
    less = has(prompts.reference["wants_less"], question)
    if fact.number == other.number:
        name = "same"
    else:
        name = "less" if less else "more"
        if (fact.number < other.number) != less:
            title, fact, other_title, other = other_title, other, title, fact
    text = prompts.say(
        f"compared_{name}",
        Subject=title,
        other=subject_of(other_title),
        key=fact.key,
        value=fact.first_figure,
        other_value=other.first_figure,
    )
    return Statement(text, tuple(each for statement in others for each in statement.rests_on))


def subjects(titles: Sequence[str]) -> str:
    """Return titles in a row, as they stand inside a sentence."""
    return join([subject_of(title) for title in titles])


def _form(kind: str, fact: ListedFact) -> str:
    """Return which sentence says a fact."""
    if _POINTS_ELSEWHERE.match(fact.value):
        return "elsewhere"
    if fact.value.endswith("."):
        return "quoted"
    if kind in _NEEDED and fact.value.lower() == "none":
        return "none"
    if kind in _GROWING and (fact.number or 0) > 0:
        return f"{kind}_up"
    return kind if kind != OTHER else "other"


def _value(kind: str, fact: ListedFact) -> str:
    if kind not in _NEEDED or _POINTS_ELSEWHERE.match(fact.value):
        return fact.said
    value = fact.said[0].lower() + fact.said[1:]
    if kind != "education" or re.match(r"(?:no|some|none)\b", value):
        return value
    return f"{'an' if value[0] in 'aeiou' else 'a'} {value}"


def _when(fact: ListedFact, prompts: Prompts) -> str:
    if not fact.years:
        return ""
    if len(fact.years) == 1:
        return prompts.say("when_in", year=fact.years[0])
    return prompts.say("when_from", first=fact.years[0], last=fact.years[1])
