"""The questions of a half: names and facts of its pages, put into its phrasings. The same for good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..lines import Half
from .choosing import chance
from .facts import Fact, spellings
from .handbook import Occupation, half_of
from .names import Name, NameBook, Naming
from .phrasings import STYLES, Phrasing
from .words import with_slip

COUNTS: Mapping[Naming, int] = {
    Naming.TITLE: 150,
    Naming.SINGULAR: 150,
    Naming.COMMON: 150,
    Naming.MISSPELT: 150,
    Naming.SYNONYM: 60,
    Naming.TRAP: 100,
}
COVERED = (Naming.TITLE, Naming.SINGULAR, Naming.COMMON, Naming.MISSPELT)


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one occupation. `document_id` is None for a trap, and `spelt` is empty.

    One of `spelt` states the fact (see normalise.mentions); `name` is the occupation as the question has it.
    """

    question_id: str
    half: Half
    naming: Naming
    fact: Fact
    style: str
    name: str
    text: str
    document_id: str | None = None
    spelt: tuple[str, ...] = ()


def make_questions(
    half: Half, occupations: Sequence[Occupation], names: NameBook, phrasings: Sequence[Phrasing]
) -> list[Question]:
    """Return the questions of a half, kind by kind; all names have a turn before one has another."""
    pages = {page.document_id: page for page in occupations}
    made = []
    for naming, count in COUNTS.items():
        own = [name for name in names.names(naming) if _is_in(half, name)]
        asked = _asked(half, naming, own, pages, phrasings)
        chosen = [question for question, _ in zip(asked, range(count), strict=False)]
        made += [replace(each, question_id=f"{half}-{naming}-{at + 1}") for at, each in enumerate(chosen)]
    return made


def _is_in(half: Half, name: Name) -> bool:
    return half_of(name.of or f"{name.singular}") is half


def _asked(
    half: Half,
    naming: Naming,
    names: Sequence[Name],
    pages: Mapping[str, Occupation],
    phrasings: Sequence[Phrasing],
) -> Iterator[Question]:
    """Yield questions, turn by turn of all names; facts and styles take turns, too."""
    facts, seen, number = list(Fact), set[str](), 0
    for turn in range(len(facts)):
        for place, name in enumerate(names):
            page = pages.get(name.of or "")
            fact = facts[(place + turn) % len(facts)]
            if page and (fact not in page.facts or fact in name.without):
                continue
            question = _put(half, naming, name, fact, STYLES[number % len(STYLES)], phrasings)
            if question is None or question.text in seen:
                continue
            seen.add(question.text)
            number += 1
            yield replace(question, spelt=spellings(fact, page.values[fact])) if page else question


def _put(
    half: Half, naming: Naming, name: Name, fact: Fact, style: str, phrasings: Sequence[Phrasing]
) -> Question | None:
    """Put a name into a phrasing of a fact, of this style where the name has the form for one."""
    source = chance(f"{half} {naming} {name.singular} {name.plural} {fact}")
    fitting = [each for each in phrasings if each.fact is fact and each.fits(name)]
    if not fitting:
        return None
    phrasing = source.choice([each for each in fitting if each.style == style] or fitting)
    said = name.plural if "{plural}" in phrasing.text else name.singular
    assert said is not None  # it fits
    if naming is Naming.MISSPELT:
        said = with_slip(said, source=source)
        if said is None:
            return None
    text = phrasing.said(said)
    return Question("", half, naming, fact, phrasing.style, said, text, name.of)
