"""What people may call the occupation of a page, and occupations that no page is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .choosing import chance
from .facts import FIGURES, Fact
from .handbook import Occupation, OtherTitle
from .words import is_short, parts, plural, singular

_NAME = re.compile(r"[a-z][a-z-]+(?: [a-z][a-z-]+){0,2}")
_BREAK = re.compile(r"[^a-z -]+")  # between what may be one name in a text
_LONGEST = 3  # words of a name
_OF_PAGE = 3  # common names that are taken of one page at most
_ELSEWHERE = 2  # other pages that may mention a common name in passing


class Naming(StrEnum):
    """How a question calls what it is about.

    TITLE: as the page is called. SINGULAR: one of the people in the title. COMMON: by another name, which
    stands in the page's text. MISSPELT: one of these with a slip. SYNONYM: by a name that O*NET knows and no
    page holds. TRAP: an occupation that no page is about.
    """

    TITLE = "title"
    SINGULAR = "singular"
    COMMON = "common"
    MISSPELT = "misspelt"
    SYNONYM = "synonym"
    TRAP = "trap"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the forms that people would use; None where there is no such form. A trap is `of` no page."""

    naming: Naming
    plural: str | None
    singular: str | None
    of: str | None = None
    without: frozenset[Fact] = frozenset()  # facts that the page gives of this name apart from its own


class NameBook:
    """All names that can be asked by, each of one page alone. Pure; nothing is read."""

    def __init__(self, occupations: Sequence[Occupation], titles: Sequence[OtherTitle]) -> None:
        self._occupations = occupations
        self._titles = titles

    def names(self, naming: Naming) -> list[Name]:
        """Return the names of a kind, in an order that is the same for good."""
        found = {
            Naming.TITLE: self._by_title,
            Naming.SINGULAR: self._by_part,
            Naming.COMMON: lambda: self._by_other_title(held=True),
            Naming.MISSPELT: lambda: [*self._by_title(), *self._by_part()],
            Naming.SYNONYM: lambda: self._by_other_title(held=False),
            Naming.TRAP: self._of_no_page,
        }[naming]()
        return sorted(found, key=lambda name: chance(f"{naming} {name.singular} {name.plural}").random())

    def _by_title(self) -> Iterator[Name]:
        for page in self._occupations:
            title = _lowered(page.title)
            one = singular(title) if len(parts(title)) == 1 and is_short(title) else None
            yield Name(Naming.TITLE, title, one, page.document_id)

    def _by_part(self) -> Iterator[Name]:
        for page in self._occupations:
            title = _lowered(page.title)
            named = parts(title)
            for part in named:
                one = singular(part)
                alone = len(named) == 1
                if (alone and not is_short(title)) or not self._is_of(one, page):
                    continue
                without = frozenset() if alone else _apart(page, one)
                yield Name(Naming.SINGULAR, None if alone else part, one, page.document_id, without)

    def _by_other_title(self, *, held: bool) -> Iterator[Name]:
        counts: dict[str, int] = defaultdict(int)
        for name, holders in self._pages_by_title.items():
            page = self._pages.get(next(iter(holders)) or "")
            if page is None or len(holders) > 1 or counts[page.document_id] >= _OF_PAGE:
                continue
            if singular(_lowered(page.title)) == name or not self._is_of(name, page):
                continue
            holding = self._holding(name)
            elsewhere = len(holding - {page.document_id})
            if (page.document_id in holding) is not held or elsewhere > (_ELSEWHERE if held else 0):
                continue
            counts[page.document_id] += 1
            naming = Naming.COMMON if held else Naming.SYNONYM
            yield Name(naming, None, name, page.document_id, _apart(page, name))

    def _of_no_page(self) -> Iterator[Name]:
        """Yield O*NET's own titles of what no page covers, and of the other names for that as many."""
        known = {singular(part) for page in self._occupations for part in parts(_lowered(page.title))}
        official = {singular(_lowered(title.text)) for title in self._titles if title.official}
        unknown = [
            name
            for name, holders in self._pages_by_title.items()
            if holders == {None} and " " in name and not known.intersection(_endings(name))
        ]
        strange = [name for name in unknown if not self._holding(name)]
        own = [name for name in strange if name in official]
        for name in [*own, *[name for name in strange if name not in official][: len(own)]]:
            yield Name(Naming.TRAP, plural(name), name)

    @cached_property
    def _pages(self) -> Mapping[str, Occupation]:
        return {page.document_id: page for page in self._occupations}

    @cached_property
    def _pages_by_title(self) -> Mapping[str, set[str | None]]:
        """O*NET's names in the singular, shuffled, with the pages that they are of; None: of no page."""
        by_code: dict[str, list[str]] = defaultdict(list)
        for page in self._occupations:
            for code in page.codes:
                by_code[code].append(page.document_id)
        found: dict[str, set[str | None]] = defaultdict(set)
        for title in self._titles:
            name = title.text.casefold()
            name = singular(name) if title.official else name
            if _NAME.fullmatch(name) and "all other" not in name:
                found[name].update(by_code.get(title.code) or [None])
        order = sorted(found, key=lambda name: chance(f"other {name}").random())
        return {name: found[name] for name in order}

    def _is_of(self, name: str, page: Occupation) -> bool:
        """Whether no other page has the name, nor a title in which all its words stand."""
        if self._pages_by_title.get(name, set()) - {page.document_id, None}:
            return False
        words = set(name.split())
        return not any(
            words <= title
            for document_id, title in self._title_words.items()
            if document_id != page.document_id
        )

    @cached_property
    def _title_words(self) -> Mapping[str, set[str]]:
        return {
            page.document_id: {
                form for word in re.findall(r"[a-z-]+", page.title.lower()) for form in (word, singular(word))
            }
            for page in self._occupations
        }

    def _holding(self, name: str) -> set[str]:
        """Return the pages whose text holds a name, in the singular or in the plural."""
        return self._holders.get(name, set()) | self._holders.get(plural(name), set())

    @cached_property
    def _holders(self) -> Mapping[str, set[str]]:
        """The pages that hold each of O*NET's names in either form; one pass, for there are many names."""
        wanted = {form for name in self._pages_by_title for form in (name, plural(name))}
        found: dict[str, set[str]] = defaultdict(set)
        for page in self._occupations:
            for words in map(str.split, _BREAK.split(page.text)):
                for length in range(1, _LONGEST + 1):
                    runs = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
                    for run in wanted.intersection(runs):
                        found[run].add(page.document_id)
        return found


def _apart(page: Occupation, name: str) -> frozenset[Fact]:
    """Return the figures that the page may give of a name alone, so that its own would be the wrong ones."""
    title = page.title.casefold()
    forms = re.compile(rf"(?<![\w-])(?:{re.escape(name)}|{re.escape(plural(name))})(?![\w-])")
    own = any(
        forms.search(line) and re.search(r"\d", line) and title not in line for line in page.text.splitlines()
    )
    return FIGURES if own else frozenset()


def _endings(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[at:]) for at in range(len(words))]


def _lowered(title: str) -> str:
    """Return a title in lower case, but for what is written in capitals."""
    return " ".join(word if _in_capitals(word) else word.lower() for word in title.split(" "))


def _in_capitals(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1
