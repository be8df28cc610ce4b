"""Which documents a question names by their titles: whole, by one of several names, or by a part of one.

Of a title it takes the longest run of words that is all in it and holds a word for what it is about. What
stands around the run can make it another thing: a "dog trainer" is no trainer of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.answering.reference.titles import Title, is_person, read_title, singular
from bot.language import STOPWORDS, stem, words

_JOINTS = frozenset({"and", "or", "of", "the"})


@dataclass(frozen=True, slots=True)
class Naming:
    """What a question names: words `start` to `stop` of it, and the documents that may be meant, best first.

    `exact`: it is a whole name of them. `bounded`: no word beside it makes it another thing.
    """

    start: int
    stop: int
    document_ids: tuple[str, ...]
    exact: bool
    bounded: bool = True


class Titles:
    """The titles of all documents, to find their names in questions. Pure; threads may share it."""

    def __init__(self, documents: Mapping[str, str], usual: Set[str], plain: Set[str] = frozenset()) -> None:
        """`documents` are titles by id; `usual` the words that questions about any of them use.

        `plain` are those of them that say of which kind something is, without making it another thing.
        """
        self._titles = [read_title(document_id, text) for document_id, text in documents.items()]
        self._usual = usual
        self._plain = plain
        self._by_word = _holders(self._titles, lambda word: word)
        self._by_stem = _holders(self._titles, stem)
        spelt = {word for title in self._titles for word in title.spelt}
        self.vocabulary = frozenset([*spelt, *map(singular, spelt)])

    def find(self, said: Sequence[str]) -> list[Naming]:
        """Return what the lower-case words of a question name, in their order."""
        plain = [singular(word) for word in said]
        return self._find(said, plain, self._by_word, lambda word: word) or self._find(
            said, [stem(word) for word in plain], self._by_stem, stem
        )

    def joined(self, said: Sequence[str]) -> list[str]:
        """Return the words with those in one that titles write in one: "fire fighter" gives "firefighter"."""
        made: list[str] = []
        at = 0
        while at < len(said):
            pair = "".join(said[at : at + 2])
            if at + 1 < len(said) and singular(pair) in self._by_word and said[at] not in STOPWORDS:
                made.append(pair)
                at += 2
            else:
                made.append(said[at])
                at += 1
        return made

    def _find(
        self,
        said: Sequence[str],
        folded: Sequence[str],
        holders: Mapping[str, frozenset[int]],
        fold: Callable[[str], str],
    ) -> list[Naming]:
        found: list[Naming] = []
        at = 0
        while at < len(said):
            run = self._run(said, folded, at, holders, fold)
            if run is None:
                at += 1
                continue
            found.append(run)
            at = run.stop
        return found

    def _run(
        self,
        said: Sequence[str],
        folded: Sequence[str],
        start: int,
        holders: Mapping[str, frozenset[int]],
        fold: Callable[[str], str],
    ) -> Naming | None:
        """Return the longest run from `start` that names something."""
        among: frozenset[int] | None = None
        best: Naming | None = None
        for stop in range(start + 1, len(said) + 1):
            word = folded[stop - 1]
            if said[stop - 1] in _JOINTS and among:
                continue
            held = holders.get(word, frozenset())
            among = held if among is None else among & held
            if not among or said[stop - 1] in STOPWORDS:
                break
            run = [w for w in folded[start:stop] if w not in _JOINTS]
            if naming := self._naming(said, start, stop, run, among, fold):
                best = naming
        if best is None:
            return None
        return Naming(best.start, best.stop, best.document_ids, best.exact, self._is_bounded(said, best))

    def _naming(
        self,
        said: Sequence[str],
        start: int,
        stop: int,
        run: Sequence[str],
        among: Iterable[int],
        fold: Callable[[str], str],
    ) -> Naming | None:
        key = tuple(sorted(set(run)))
        titles = [self._titles[number] for number in sorted(among)]
        titles = [title for title in titles if {fold(head) for head in title.heads} & set(run)]
        exact = [title for title in titles if key in {_folded(name, fold) for name in title.names}]
        whole = [title for title in exact if key == _folded(title.tokens, fold)]
        chosen = whole or exact or titles
        if len(run) == 1 and fold is stem:
            return None  # to install is no installer
        words_said = [word for word in said[start:stop] if word not in _JOINTS]
        if not chosen or not self._is_name(words_said, exact=bool(exact)):
            return None
        chosen = sorted(chosen, key=lambda title: len(title.tokens))
        return Naming(start, stop, tuple(t.document_id for t in chosen), bool(exact))

    def _is_name(self, run: Sequence[str], *, exact: bool) -> bool:
        """Whether a run is enough to name something; "jobs" and "job training" are in too many questions."""
        if len(run) == 1:
            return (exact or is_person(run[0])) and self.is_telling(run[0])
        return exact or any(is_person(word) or self.is_telling(word) for word in run)

    def _is_bounded(self, said: Sequence[str], naming: Naming) -> bool:
        """Whether the words beside a name leave it what it is: not "dog trainer", not "nurse educator"."""
        before = said[naming.start - 1] if naming.start else ""
        after = said[naming.stop] if naming.stop < len(said) else ""
        if naming.exact and naming.stop - naming.start > 1 and not is_person(said[naming.stop - 1]):
            return True  # "the federal minimum wage"
        if after and self.is_telling(after) and is_person(after):
            return False
        whole = naming.exact or naming.stop - naming.start > 1
        if after and not whole and self.is_telling(after):
            return False
        if not before or before in STOPWORDS or before in self._plain:
            return True
        # Of a word that only ends a title, even a usual one may say which it is: "education coordinator".
        return whole and not self.is_telling(before)

    def is_telling(self, word: str) -> bool:
        """Whether a word is none of those that questions about any document use."""
        return (
            word not in STOPWORDS
            and not word.endswith("ly")
            and word not in self._usual
            and singular(word) not in self._usual
        )


def usual_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of texts, in the plural and the singular."""
    said = [word for text in texts for word in words(text)]
    return frozenset([*said, *map(singular, said)])


def _folded(name: Iterable[str], fold: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(sorted({fold(word) for word in name}))


def _holders(titles: Sequence[Title], fold: Callable[[str], str]) -> Mapping[str, frozenset[int]]:
    holders: dict[str, set[int]] = defaultdict(set)
    for number, title in enumerate(titles):
        for word in title.tokens:
            holders[fold(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in holders.items()}
