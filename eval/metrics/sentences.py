"""A reply cut into what it says: sentences, and lists with their lead, each with the chunks it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language import content_stems

from ..normalise import numbers

_MARK = re.compile(r"\s?\[(\d+)\]")
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")
_END = re.compile(r"(?<=[.!?])[\"'”)\]]*\s+(?=[\"'“(]*[A-Z0-9])")
_LEAST_WORDS = 3  # so many words that carry meaning make a claim, even without a figure


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence without its marks, or the lead of a list with its items; `cites` are citation numbers.

    `followed_by` are the numbers of the next mark in the same paragraph, where the sentence has none itself.
    """

    text: str
    cites: tuple[int, ...] = ()
    items: tuple[str, ...] = ()
    followed_by: tuple[int, ...] = ()

    @property
    def whole(self) -> str:
        """All that is said, as one statement."""
        return " ".join([self.text.rstrip(":"), *self.items]) + "." if self.items else self.text

    @property
    def claims(self) -> bool:
        """Whether it states anything of the documents' matter: a question does not, nor does a bare "No."."""
        if self.text.endswith("?"):
            return False
        return bool(numbers(self.whole)) or len({*content_stems(self.whole)}) >= _LEAST_WORDS


def sentences(text: str) -> list[Said]:
    """Return what `text` says, in order. Code blocks are left out: they are shown, not said."""
    prose = re.sub(r"```.*?(?:```|\Z)", "", text, flags=re.DOTALL)
    said: list[Said] = []
    for line in filter(str.strip, prose.splitlines()):
        item = _ITEM.match(line)
        if item and said:
            lead, (bare, cites) = said[-1], _unmarked(line[item.end() :])
            cites = tuple(dict.fromkeys((*lead.cites, *cites)))
            said[-1] = replace(lead, cites=cites, items=(*lead.items, bare))
        else:
            said += _followed(list(_cut(line)))
    return said


def _cut(line: str) -> Iterator[Said]:
    for sentence in _END.split(line.strip()):
        bare, cites = _unmarked(sentence)
        if any(map(str.isalnum, bare)):
            yield Said(bare, cites)


def _followed(line: list[Said]) -> list[Said]:
    """Let each sentence without a mark know the next one's."""
    following: tuple[int, ...] = ()
    for at in range(len(line) - 1, -1, -1):
        if line[at].cites:
            following = line[at].cites
        else:
            line[at] = replace(line[at], followed_by=following)
    return line


def _unmarked(text: str) -> tuple[str, tuple[int, ...]]:
    return _MARK.sub("", text).strip(), tuple(dict.fromkeys(int(number) for number in _MARK.findall(text)))
