"""A question to reference documents, read: what it names and asks for, whether it goes on with another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answering.reference.naming import Naming, Titles, usual_words
from bot.answering.reference.titles import is_person
from bot.answering.reference.wishes import Wishes, mask
from bot.domain import Focus
from bot.embedding import Embedder
from bot.english import dictionary
from bot.language import correct_spelling, has, words
from bot.prompts import Prompts

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
_AFTER = frozenset(
    {"earn", "earns", "make", "makes", "salary", "pay", "wage", "wages", "jobs", "get", "need", "outlook"}
)
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
    stranger: tuple[str, ...] = ()
    near: tuple[str, ...] = ()  # documents that a part of the stranger's name is in the title of
    wishes: tuple[str, ...] = ()
    followed: bool = False

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The words by which it names what it is about, known or not."""
        return (*self.words_named, self.stranger) if self.stranger else self.words_named

    @property
    def asks_of_person(self) -> bool:
        """Whether it asks for a fact that documents list, of somebody whom no title names."""
        return bool(self.stranger and self.wishes) and is_person(self.stranger[-1])


class Asking:
    """Reads questions to the documents of one generation of the index. Threads may share it."""

    def __init__(
        self, titles: Mapping[str, str], prompts: Prompts, embedder: Embedder, *, cache: Path | None
    ) -> None:
        self._prompts = prompts
        lexicon = prompts.reference
        examples = [
            re.sub(r"\bX\b", " ", text) for kind in lexicon["facts"].values() for text in kind["examples"]
        ]
        self.usual = usual_words([*examples, lexicon["plain_modifiers"], lexicon["people"]])
        self._titles = Titles(titles, self.usual)
        self.wishes = Wishes(prompts, embedder, cache=cache)

    def is_telling(self, word: str) -> bool:
        """Whether a lower-case word is none of those that questions about any document use."""
        return self._titles.is_telling(word)

    def read(self, question: str, focus: Focus | None) -> Ask:
        """Read a question; `focus` is what the conversation is about, if that is reference documents."""
        vocabulary = self._titles.vocabulary | self.usual
        text = correct_spelling(question, vocabulary=vocabulary, known=dictionary())
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
            near=near,
            wishes=tuple(self.wishes.of(mask(said, spans))),
        )
        return self._continued(ask, said, focus) if focus is not None else ask

    def _continued(self, ask: Ask, said: Sequence[str], focus: Focus) -> Ask:
        """Return the question with what a shorter one before it leaves open."""
        if ask.named and not ask.wishes and len(said) <= _SHORT:
            return replace(ask, wishes=tuple(focus.topic.split()))
        points = has(self._prompts.reference["points"], ask.text)
        if ask.named or ask.stranger or not (ask.wishes or points or len(said) <= _SHORT - 2):
            return ask
        return replace(ask, named=tuple((each,) for each in focus.record_ids), exact=True, followed=True)

    def _stranger(
        self, said: Sequence[str], unbounded: Sequence[Naming], named: Sequence[Naming]
    ) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
        """Return where a name stands that no title holds, and the documents that have a part of it."""
        for naming in unbounded:
            start, stop = naming.start, naming.stop
            while start and self._titles.is_telling(said[start - 1]) and stop - start < _LONGEST_NAME:
                start -= 1
            while stop < len(said) and self._titles.is_telling(said[stop]) and stop - start < _LONGEST_NAME:
                stop += 1
            if all(each.stop <= start or stop <= each.start for each in named):
                return (start, stop), naming.document_ids
        if named:
            return None, ()
        spans = [span for span in self._telling_runs(said) if _is_framed(said, *span)]
        people = [span for span in spans if is_person(said[span[1] - 1])]
        best = next(iter(people or spans), None)
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


def _is_framed(said: Sequence[str], start: int, stop: int) -> bool:
    """Whether the words around a name are those around what somebody works as."""
    before = said[start - 1] if start else ""
    after = said[stop] if stop < len(said) else ""
    return before in _BEFORE or after in _AFTER


def _merged(found: Sequence[Naming]) -> list[Naming]:
    """Return the names with those as one that mean the same documents."""
    merged: dict[tuple[str, ...], Naming] = {}
    for each in found:
        merged.setdefault(each.document_ids, each)
    return list(merged.values())
