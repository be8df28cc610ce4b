"""Names by which documents are known though a question says no title of theirs: places, firms, people.

A handle is always written with a capital and is no ordinary word; few documents hold it. Pure over the texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.english import dictionary, ordinary_words
from bot.language import correct_spelling

_NAME = re.compile(r"(?<![\w'’-])[A-Z][^\W\d_]{3,}(?![\w-])")
# A capital that opens no sentence, or has another behind it: "Priya Castellan looks after …".
_NAME_INSIDE = re.compile(r"(?<=[\w,;] )[A-Z][^\W\d_]{3,}(?![\w-])|[A-Z][^\W\d_]{3,}(?= [A-Z])")
# An address is no word: "hello@larkfield.example".
_PLAIN = re.compile(r"(?<![\w'’./@-])[a-z][^\W\d_]{3,}(?![\w@/-]|\.\w)")
# How often a word is written (as symspellpy counts) that may be a name still; in a title it sooner is.
_RARE = 1_000_000
_RARE_IN_TITLE = 10_000_000
_FEW = 4  # documents at most that a handle stands for


@dataclass(frozen=True, slots=True)
class Handle:
    """A name in a question: words `start` to `stop` of it, and the documents that it stands for.

    `titled`: it is in their titles; else their texts speak of it.
    """

    start: int
    stop: int
    document_ids: tuple[str, ...]
    titled: bool


class Handles:
    """The names of all documents. Threads may share it."""

    def __init__(
        self, texts: Mapping[str, str], titles: Mapping[str, str], *, foreign: Iterable[str]
    ) -> None:
        """`texts` and `titles` are by document id; what stands in the `foreign` texts is no handle."""
        plain: set[str] = set()
        holders: dict[str, set[str]] = defaultdict(set)
        titled: dict[str, set[str]] = defaultdict(set)
        for document_id, text in texts.items():
            plain.update(_PLAIN.findall(text))
            for word in set(_NAME_INSIDE.findall(text)):
                holders[word.lower()].add(document_id)
            for word in _NAME.findall(titles[document_id]):
                holders[word.lower()].add(document_id)
                titled[word.lower()].add(document_id)
        for text in foreign:
            plain.update(word.lower() for word in [*_PLAIN.findall(text), *_NAME.findall(text)])
        self._documents = _chosen(holders, titled, plain)
        self._titled = frozenset(titled)

    def find(self, said: Sequence[str]) -> list[Handle]:
        """Return the names in the lower-case words of a question; words beside each other are one name."""
        found: list[Handle] = []
        for at, word in enumerate(said):
            name = self._mended(word)
            documents = self._documents.get(name)
            if documents is None:
                continue
            titled = name in self._titled
            before = found[-1] if found and found[-1].stop == at else None
            both = [each for each in before.document_ids if each in documents] if before else []
            if before and both:
                found[-1] = Handle(before.start, at + 1, tuple(both), before.titled or titled)
            else:
                found.append(Handle(at, at + 1, documents, titled))
        return found

    def _mended(self, word: str) -> str:
        bare = re.sub(r"['’]s?$", "", word)
        for name in (bare, bare.removesuffix("s")):  # "harbourlights" for "Harbourlight's"
            if name in self._documents:
                return name
        near = [each for each in self._documents if each[0] == bare[:1]]
        return correct_spelling(bare, vocabulary=near, known=dictionary())


def _chosen(
    holders: Mapping[str, Set[str]], titled: Mapping[str, Set[str]], plain: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the documents of each handle: those that it is in the title of, where it is in any."""
    chosen: dict[str, tuple[str, ...]] = {}
    for word, documents in holders.items():
        in_titles = titled.get(word, frozenset())
        rare = dictionary().get(word, 0) < (_RARE_IN_TITLE if in_titles else _RARE)
        meant = in_titles or documents
        unusual = word not in ordinary_words() or not dictionary().get(word, 0)
        if rare and (in_titles or unusual) and word not in plain and len(meant) <= _FEW:
            chosen[word] = tuple(sorted(meant))
    return chosen
