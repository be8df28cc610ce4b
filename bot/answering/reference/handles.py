"""Names by which documents are known though a question says no title of theirs: places, firms, people.

A handle is always written with a capital and is no ordinary word; few documents hold it. Pure over the texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from bot.english import dictionary, ordinary_words
from bot.language import STOPWORDS, correct_spelling, words

_NAME = re.compile(r"(?<![\w'’-])[A-Z][^\W\d_]{3,}(?![\w-])")
# A capital that opens no sentence, or has another behind it: "Priya Castellan looks after …".
_NAME_INSIDE = re.compile(r"(?<=[\w,;] )[A-Z][^\W\d_]{3,}(?![\w-])|[A-Z][^\W\d_]{3,}(?= [A-Z])")
# An address is no word: "hello@larkfield.example".
_PLAIN = re.compile(r"(?<![\w'’./@-])[a-z][^\W\d_]{3,}(?![\w@/-]|\.\w)")
# How often a word is written (as symspellpy counts) that may be a name still; in a title it sooner is.
_RARE = 1_000_000
_RARE_IN_TITLE = 10_000_000
_FEW = 4  # documents at most that a handle stands for
# How often a noun is written that a title has alone and that means its document: "the reviewer".
_RARE_NOUN = 20_000_000
_SHORTEST_NOUN = 4  # letters
_POINTING = ("the", "this", "that", "your")
# Two or more words with capitals that only few documents have: "Bridge Loan", "Room C".
_PHRASE = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|\d+))+")


_Phrase = tuple[tuple[str, ...], tuple[str, ...]]  # its words, and the documents that have it


@dataclass(frozen=True, slots=True)
class Handle:
    """A name in a question: words `start` to `stop` of it, and the documents that it stands for.

    `titled`: it is in their titles; else their texts speak of it.
    """

    start: int
    stop: int
    document_ids: tuple[str, ...]
    titled: bool

    @property
    def is_asked_about(self) -> bool:
        """Whether it names something in a document and not the document: "Bridge Loan", "Ada Thornquist"."""
        return not self.titled and self.stop - self.start > 1


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
        known = {word for text in foreign for word in words(text)}
        for text in foreign:
            plain.update(word.lower() for word in [*_PLAIN.findall(text), *_NAME.findall(text)])
        self._documents = _chosen(holders, titled, plain)
        self._titled = frozenset(titled)
        self._nouns = _title_nouns(titles, known)
        self._phrases = _phrases(texts, known)
        self._found = lru_cache(maxsize=64)(self._find)

    def find(self, said: Sequence[str]) -> list[Handle]:
        """Return the names in the lower-case words of a question; words beside each other are one name.

        Where there are none, the noun by which one document is called: "the reviewer".
        """
        return list(self._found(tuple(said)))

    def _find(self, said: tuple[str, ...]) -> list[Handle]:
        named = self._named(said)
        titled = [each for each in named if each.titled]
        phrased = [each for each in self._phrased(said) if not any(_overlap(each, other) for other in titled)]
        apart = [each for each in named if not any(_overlap(each, other) for other in phrased)]
        return sorted([*apart, *phrased], key=lambda handle: handle.start) or self._called(said)

    def _called(self, said: Sequence[str]) -> list[Handle]:
        pointed = [at for at, word in enumerate(said) if at and said[at - 1] in _POINTING]
        return [
            Handle(at, at + 1, (self._nouns[said[at]],), False) for at in pointed if said[at] in self._nouns
        ]

    def _phrased(self, said: Sequence[str]) -> list[Handle]:
        return [
            Handle(at, at + len(phrase), documents, False)
            for at, word in enumerate(said)
            for phrase, documents in self._phrases.get(word, ())
            if tuple(said[at : at + len(phrase)]) == phrase
        ]

    def _named(self, said: Sequence[str]) -> list[Handle]:
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


def _overlap(one: Handle, other: Handle) -> bool:
    return one.start < other.stop and other.start < one.stop


def _title_nouns(titles: Mapping[str, str], known: Set[str]) -> dict[str, str]:
    """Return the documents by the nouns that only their titles have, neither common nor `known`."""
    holders: dict[str, set[str]] = defaultdict(set)
    for document_id, title in titles.items():
        for word in words(title):
            holders[word].add(document_id)
    return {
        word: next(iter(documents))
        for word, documents in holders.items()
        if len(documents) == 1
        and len(word) >= _SHORTEST_NOUN
        and word not in STOPWORDS
        and word not in known
        and not word.endswith("s")
        and dictionary().get(word, 0) < _RARE_NOUN
    }


def _phrases(texts: Mapping[str, str], known: Set[str]) -> dict[str, list[_Phrase]]:
    """Return each phrase in capitals with its document, by its first word; none of `known` words alone."""
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for document_id, text in texts.items():
        for phrase in set(_PHRASE.findall(text)):
            said = [re.sub(r"['’]s$", "", word) for word in words(phrase)]
            while said and said[0] in STOPWORDS:  # "The Bridge Loan"
                said = said[1:]
            holders[tuple(said)].add(document_id)
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase, documents in holders.items():
        if len(phrase) > 1 and len(documents) == 1 and not set(phrase) <= known | STOPWORDS:
            found[phrase[0]].append((phrase, tuple(documents)))
    return dict(found)
