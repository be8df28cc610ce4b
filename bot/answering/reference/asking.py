"""A question to reference documents, read: what it names and asks for, whether it goes on with another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.answering.reference.naming import Naming, Titles, usual_words
from bot.answering.reference.titles import is_person
from bot.answering.reference.wishes import Wishes, mask
from bot.domain import Focus
from bot.embedding import Embedder
from bot.english import dictionary
from bot.language import STOPWORDS, correct_spelling, has, words
from bot.pathways.grammar import split_sentences
from bot.prompts import Prompts
from bot.router import router_cache

_BEFORE = frozenset(
    {
        "a",
        "an",
        "as",
        "of",
        "for",
        "do",
        "does",
        "are",
        "is",
        "become",
        "being",
        "be",
        "the",
        "can",
        "did",
        "will",
    }
)
_OCCUPATION = frozenset({"a", "an", "as", "of", "for", "do", "does", "are"})
_AFTER = frozenset(
    {"earn", "earns", "make", "makes", "salary", "pay", "wage", "wages", "jobs", "get", "need", "outlook"}
)
_LETTERS = re.compile(r"[^\W\d_]{5,}")
_COMMON = 100_000  # how often a word is written that is no slip of another; as symspellpy counts
_SHORT = 6  # words of a message that goes on with what was spoken of
_LONGEST_NAME = 4  # words


@dataclass(frozen=True, slots=True)
class Ask:
    """What a question asks of reference documents.

    `named` are the documents that each name of it may mean, best first; `stranger` is what it seems to be
    about where no title names that; `followed` says that `named` was spoken of before.
    """

    question: str
    text: str  # spelling mended
    named: tuple[tuple[str, ...], ...] = ()
    words_named: tuple[tuple[str, ...], ...] = ()
    exact: bool = False
    framed: bool = False  # the stranger stands where somebody's occupation does
    stranger: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()  # the stranger with the usual words before it: "talk show host"
    near: tuple[str, ...] = ()  # documents that a part of the stranger's name is in the title of
    wishes: tuple[str, ...] = ()
    followed: bool = False
    before: tuple[str, ...] = ()  # documents that were spoken of, most recent first

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The words by which it names what it is about, known or not."""
        return (*self.words_named, self.stranger) if self.stranger else self.words_named

    @property
    def names_a_thing(self) -> bool:
        """Whether what no title names reads like a name: several words, or one where an occupation stands."""
        return self.framed or len(self.stranger) > 1

    @property
    def asks_of_person(self) -> bool:
        """Whether it asks for a fact that documents list, of somebody whom no title names.

        Several words name somebody wherever they stand ("the pleating machine operators"); one need not.
        """
        return bool(self.names_a_thing and self.wishes) and is_person(self.stranger[-1])


class Asking:
    """Reads questions to the documents of one generation of the index. Threads may share it."""

    def __init__(self, titles: Mapping[str, str], prompts: Prompts, embedder: Embedder) -> None:
        self._prompts = prompts
        lexicon = prompts.reference
        examples = [
            re.sub(r"\bX\b", " ", text) for kind in lexicon["facts"].values() for text in kind["examples"]
        ]
        self.usual = usual_words([*examples, lexicon["plain_modifiers"], lexicon["people"]])
        self._titles = Titles(titles, self.usual, frozenset(lexicon["plain_modifiers"].split()))
        self._known = _common_words() | self.usual | self._titles.vocabulary
        self.wishes = Wishes(prompts, embedder, cache=router_cache())

    def is_telling(self, word: str) -> bool:
        """Whether a lower-case word is none of those that questions about any document use."""
        return self._titles.is_telling(word)

    def read(self, question: str, focus: Focus | None) -> Ask:
        """Read a question; `focus` is what the conversation is about, if that is reference documents."""
        text = self._mended(question)
        said = self._titles.joined(words(text))
        found = _merged(self._titles.find(said))
        named = [each for each in found if each.bounded]
        stranger, near = self._stranger(said, [each for each in found if not each.bounded], named)
        spans = sorted([(each.start, each.stop) for each in named] + ([stranger] if stranger else []))
        ask = Ask(
            question,
            text,
            named=tuple(each.document_ids for each in named),
            words_named=tuple(tuple(said[each.start : each.stop]) for each in named),
            exact=all(each.exact for each in named),
            stranger=tuple(said[slice(*stranger)]) if stranger else (),
            whole=tuple(said[_before(said, stranger[0]) : stranger[1]]) if stranger else (),
            framed=bool(stranger and (not stranger[0] or said[stranger[0] - 1] in _OCCUPATION)),
            near=near,
            wishes=tuple(self._wishes(said, spans, text)),
        )
        return self._continued(ask, said, focus) if focus is not None else ask

    def _mended(self, question: str) -> str:
        """Return the question with its spelling mended; slips keep the first letter (a virologist stays one).

        Of two words that may be meant it is sooner one that is in many questions.
        """
        return _LETTERS.sub(lambda match: self._mended_word(match[0]), question)

    def _mended_word(self, word: str) -> str:
        for vocabulary in (self.usual, self._titles.vocabulary):
            near = [each for each in vocabulary if each[:1] == word[0].lower()]
            mended = correct_spelling(word, vocabulary=near, known=self._known)
            if mended != word:
                return mended
        return word

    def _wishes(self, said: Sequence[str], spans: Sequence[tuple[int, int]], text: str) -> list[str]:
        """Return what is asked for; the sentences of a message that ask count as much as all of it."""
        sentences = split_sentences(text)
        asking = [each for each in sentences if "?" in each] or sentences[-1:]
        names = [" ".join(said[start:stop]) for start, stop in spans]
        apart = [self._masked(each, names) for each in asking] if len(sentences) > 1 else []
        return self.wishes.of(mask(said, spans), apart)

    def _masked(self, sentence: str, names: Sequence[str]) -> str:
        """Return one sentence of a message with the names in it masked."""
        own = self._titles.joined(words(sentence))
        return mask(own, sorted(place for name in names if (place := _place(name.split(), own))))

    def _continued(self, ask: Ask, said: Sequence[str], focus: Focus) -> Ask:
        """Return the question with what a shorter one before it leaves open."""
        ask = replace(ask, before=focus.record_ids)
        if ask.named and not ask.wishes and len(said) <= _SHORT:
            return replace(ask, wishes=tuple(focus.topic.split()))
        points = has(self._prompts.reference["points"], ask.text)
        # "Where do they meet?" is about them, and no page is missing on "meet".
        strange = ask.stranger and (ask.wishes or ask.framed or not points)
        if ask.named or strange or not (ask.wishes or points or len(said) <= _SHORT - 2):
            return ask
        two = has(self._prompts.reference["points_at_two"], ask.text)
        meant = focus.record_ids[:2] if two and len(focus.listed) < 2 else focus.listed
        named = tuple((each,) for each in meant)
        return replace(ask, named=named, stranger=(), whole=(), exact=True, followed=True)

    def _stranger(
        self, said: Sequence[str], unbounded: Sequence[Naming], named: Sequence[Naming]
    ) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
        """Return where a name stands that no title holds, and the documents that have a part of it."""
        for naming in reversed(unbounded):
            start, stop = naming.start, naming.stop
            while start and said[start - 1] not in STOPWORDS and stop - start < _LONGEST_NAME:
                start -= 1
            while stop < len(said) and self._titles.is_telling(said[stop]) and stop - start < _LONGEST_NAME:
                stop += 1
            if all(each.stop <= start or stop <= each.start for each in named):
                return (start, stop), naming.document_ids
        if named:
            return None, ()
        runs = self._telling_runs(said)
        framed = [span for span in runs if _is_framed(said, *span)]
        people = [span for span in framed or runs if is_person(said[span[1] - 1])]
        best = next(reversed(people or framed or runs), None)
        return best, ()

    def _telling_runs(self, said: Sequence[str]) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for at, word in enumerate(said):
            if not word.isalpha() or not self._titles.is_telling(word):
                continue
            if runs and runs[-1][1] == at:
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
        return [(start, stop) for start, stop in runs if stop - start <= _LONGEST_NAME]


def _before(said: Sequence[str], start: int) -> int:
    """Return where the words begin that stand before a place without a stop word between."""
    while start and said[start - 1] not in STOPWORDS:
        start -= 1
    return start


def _is_framed(said: Sequence[str], start: int, stop: int) -> bool:
    """Whether the words around a name are those around what somebody works as."""
    before = said[start - 1] if start else ""
    after = said[stop] if stop < len(said) else ""
    return before in _BEFORE or after in _AFTER


def _place(name: Sequence[str], said: Sequence[str]) -> tuple[int, int] | None:
    """Return where a name stands in the words of a sentence."""
    size = len(name)
    return next(
        ((at, at + size) for at in range(len(said)) if list(said[at : at + size]) == list(name)), None
    )


@cache
def _common_words() -> frozenset[str]:
    """Return the words that are no slips; a rare one may be a slip of a common one: "wadge".

    Short ones are left out, for a slip may be one of them with an ending: "traning".
    """
    return frozenset(word for word, count in dictionary().items() if count >= _COMMON and len(word) > 4)


def _merged(found: Sequence[Naming]) -> list[Naming]:
    """Return the names with those as one that mean the same documents."""
    merged: dict[tuple[str, ...], Naming] = {}
    for each in found:
        merged.setdefault(each.document_ids, each)
    return list(merged.values())
