"""Facts that a document lists as "- Key: value", read from its chunks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain import Chunk

_LINE = re.compile(r"- (?P<key>[A-Z0-9][^:.?!|\n]{1,60}): (?P<value>\S[^\n]*)")
_YEAR = r"(?:19|20)\d\d"
# "2024 Median Pay", "Number of Jobs, 2024", "Job Outlook, 2024–34"
_DATED = re.compile(
    rf"^(?P<year>{_YEAR}) (?P<rest>.+)$|^(?P<before>.+), (?P<first>{_YEAR})(?:[–-](?P<last>\d\d|{_YEAR}))?$"
)
_NUMBER = re.compile(r"[-−]?[$€£]?\d[\d,]*(?:\.\d+)?")
_TWO_RATES = re.compile(r"^(\S+ per \w+) (\S+ per \w+)$")


@dataclass(frozen=True, slots=True)
class ListedFact:
    """One "- Key: value" line. `key` is without its year or years, as inside a sentence."""

    key: str
    value: str
    years: tuple[str, ...]
    line: str  # verbatim
    chunk: Chunk

    @property
    def number(self) -> float | None:
        """The first number of the value, signed; None where it has none."""
        found = _NUMBER.search(self.value)
        if found is None:
            return None
        return float(re.sub(r"[^\d.-]", "", found.group().replace("−", "-")))

    @property
    def unit(self) -> str:
        """What stands around the first number: figures compare only where it is equal."""
        found = _NUMBER.search(self.value)
        if found is None:
            return ""
        rest = self.value[found.end() :]
        signs = "".join(re.findall(r"[$€£]", found.group()))
        return signs + (re.match(r"%?(?: per \w+)?", rest) or [""])[0]

    @property
    def said(self) -> str:
        """The value as it stands inside a sentence: "$81,680 per year ($39.27 per hour)"."""
        two = _TWO_RATES.fullmatch(self.value)
        if two:
            return f"{two[1]} ({two[2]})"
        return re.sub(r"\(([A-Z])(?=[a-z])", lambda match: f"({match[1].lower()}", self.value)

    @property
    def first_figure(self) -> str:
        """The value up to what follows its first number and unit."""
        two = _TWO_RATES.fullmatch(self.value)
        return two[1] if two else self.value.partition(" (")[0]


def listed_facts(chunks: Iterable[Chunk]) -> list[ListedFact]:
    """Return the facts that the chunks list, in order; of equal keys the first."""
    found: dict[str, ListedFact] = {}
    for chunk in chunks:
        for fact in _of(chunk):
            found.setdefault(fact.key, fact)
    return list(found.values())


def _of(chunk: Chunk) -> Iterator[ListedFact]:
    for line in chunk.text.splitlines():
        if match := _LINE.fullmatch(line):
            key, years = _undated(match["key"].strip())
            yield ListedFact(_inside(key), match["value"].strip(), years, line, chunk)


def _undated(key: str) -> tuple[str, tuple[str, ...]]:
    dated = _DATED.match(key)
    if dated is None:
        return key, ()
    if dated["year"]:
        return dated["rest"], (dated["year"],)
    first, last = dated["first"], dated["last"]
    if last is None:
        return dated["before"], (first,)
    return dated["before"], (first, last if len(last) == 4 else f"{first[:2]}{last}")


def _inside(key: str) -> str:
    """Return a key as it stands inside a sentence; what is written in capitals stays so."""
    return re.sub(r"[^\W\d_]+", lambda match: match[0] if match[0][1:].isupper() else match[0].lower(), key)
