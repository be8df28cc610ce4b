"""The sentences of a few known documents that answer a question, with those that are told beside them.

How a sentence is ranked and judged is prose.py's; which documents are meant is addressing.py's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from bot.answering.reference.addressing import Asked
from bot.answering.reference.prose import ITEM, Line, Prose, Ranked
from bot.domain import Chunk
from bot.index.reader import Index
from bot.language import content_stems
from bot.pathways.grammar import split_sentences
from bot.prompts import Prompts

_BEHIND = 0.12  # how far the second sentence may be behind the first
_BEST = 2  # sentences for each question
_MOST = 4  # sentences of one document
_WHOLE = 16  # chunks of documents that are read from end to end
_SEARCHED = 8  # chunks of longer ones
_TELLING = 2  # words that are left of a question


class Seeking:
    """Finds sentences. Made once per generation of the index; threads may share it."""

    def __init__(
        self, index: Index, titles: Mapping[str, str], prompts: Prompts, *, cache: Path | None
    ) -> None:
        """`titles` are those of the documents, by id."""
        self._index = index
        self._titles = titles
        self._goes_on = re.compile(prompts.reference["goes_on"])
        self.prose = Prose(prompts, index.embedder, cache=cache)

    def told(
        self, group: tuple[str, ...], whole: Asked, parts: Sequence[Asked], *, beside_another: bool = False
    ) -> list[Ranked]:
        """Return the sentences of a group of documents that answer, none where none does.

        `beside_another`: another document answers the same question, so that this one likely does.
        """
        chunks = self._chunks(whole.text, group)
        found: list[Ranked] = []
        asked = [part for part in parts if any(set(own) & set(group) for own in part.groups)]
        for part in dict.fromkeys([*asked, whole]):
            if part == whole and found:
                break
            ranked = self._surest(part.text, group, chunks)
            if ranked and self.prose.answers(ranked[0], beside_another=beside_another):
                found += best_of(ranked)
        return list({each.line.text: each for each in found}.values())[:_MOST]

    def nearest(self, text: str, group: Sequence[str]) -> list[Line]:
        """Return what is near enough to a question to be told with a warning, none where nothing is."""
        ranked = self.ranked(text, group)
        if not ranked or not self.prose.is_near(ranked[0]):
            return []
        return self.with_neighbours([each.line for each in best_of(ranked)])

    def ranked(self, text: str, group: Sequence[str]) -> list[Ranked]:
        """Return sentences of a group of documents, the likeliest answer to a question about it first."""
        return self._surest(text, group, self._chunks(text, group))

    def with_neighbours(self, lines: Sequence[Line]) -> list[Line]:
        """Return the sentences each with the one that it refers to and the one that goes on with it."""
        told: list[Line] = []
        for line in lines:
            texts = self.prose.lines_of(line.chunk)
            at = texts.index(line)
            first = at - 1 if at and self._goes_on.match(line.text) else at
            last = at + 1 if at + 1 < len(texts) and self._goes_on.match(texts[at + 1].text) else at
            told += texts[first : last + 1]
        return list(dict.fromkeys(told))

    def holds(self, group: Sequence[str], nouns: str, question: str) -> bool:
        """Whether documents speak of what a question calls by these nouns (a pattern): "the last stage"."""
        said = {found.lower() for found in re.findall(rf"\b(?:{nouns})\b", question, re.IGNORECASE)}
        texts = " ".join(chunk.text.lower() for each in group for chunk in self._index.chunks_of(each))
        return all(re.search(rf"\b{re.escape(noun)}", texts) for noun in said)

    def items_of(self, line: Line) -> list[Line]:
        """Return the entries of the list that a sentence opens: "Send these papers:"; else nothing."""
        if not line.text.endswith(":"):
            return []
        texts = self.prose.lines_of(line.chunk)
        behind = texts[texts.index(line) + 1 :]
        rows = line.chunk.text.splitlines()
        return list(
            takewhile(
                lambda each: any(ITEM.sub("", row) == each.text for row in rows if ITEM.match(row)), behind
            )
        )

    def _chunks(self, question: str, group: Sequence[str]) -> list[Chunk]:
        """Return the chunks of a group of documents; of long ones, those nearest to the question."""
        chunks = [chunk for each in group for chunk in self._index.chunks_of(each)]
        if len(chunks) <= _WHOLE:
            return chunks
        return [found.chunk for found in self._index.search(question, k=_SEARCHED, pathway_ids=group)]

    def _surest(self, text: str, group: Sequence[str], chunks: Sequence[Chunk]) -> list[Ranked]:
        """Rank the sentences for a question; where none is sure, for its last sentence alone."""
        ranked = self._ranked(text, group, chunks)
        last = split_sentences(text)[-1:]
        if (ranked and self.prose.answers(ranked[0])) or last in ([], [text]):
            return ranked
        return max(ranked, self._ranked(last[0], group, chunks), key=self.prose.surety)

    def _ranked(self, text: str, group: Sequence[str], chunks: Sequence[Chunk]) -> list[Ranked]:
        """Rank the sentences for a question without the words of the titles, if others are left that tell.

        A title's words are nearest to what a document says of itself, which is hardly what is asked for. How
        surely a sentence answers is judged with and without them: as it is surer.
        """
        titled = {stem for each in group for stem in content_stems(self._titles[each])}
        bare = " ".join(word for word in text.split() if not set(content_stems(word)) & titled)
        rankings = [self.prose.rank(way, chunks) for way in dict.fromkeys([bare, text])]
        if len(set(content_stems(bare))) < _TELLING:
            return max(rankings, key=self.prose.surety)
        others = {each.line: each for each in rankings[-1]}
        both = [
            (each, replace(others.get(each.line, each), score=each.score, lead=each.lead))
            for each in rankings[0]
        ]
        return [max(ways, key=self.prose.probability) for ways in both]


def best_of(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return of ranked sentences those that are told together: the first, and the next if little behind."""
    return [each for each in ranked[:_BEST] if each.score >= ranked[0].score - _BEHIND]
