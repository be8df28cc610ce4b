"""Answers in the sentences of documents that a question names by a handle: a place, a firm, a person.

Each question of a message is asked of each document that it names. What a document does not say is not
answered from another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answering.finding import Finding, Statement, state
from bot.answering.reference.handles import Handle, Handles
from bot.answering.reference.prose import Line, Prose, Ranked
from bot.answering.reference.telling import subject_of
from bot.answering.several import split_questions
from bot.domain import Chunk, Focus, Passage
from bot.index.reader import Index
from bot.language import content_stems, has, words
from bot.pathways.grammar import split_sentences
from bot.prompts import Prompts

_BEHIND = 0.12  # how far the second sentence may be behind the first
_BEST = 2  # sentences for each question
_MOST = 4  # sentences of one document
_CLAUSE = re.compile(r"(?<=[.;?!:,])\s+|\s+(?=(?:and|but|vs\.?|versus|against)\s)")
_WHOLE = 16  # chunks of documents that are read from end to end
_SEARCHED = 8  # chunks of longer ones
_TELLING = 2  # words that are left of a question
_SEVERAL = r"both|each|either|two|all"


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question without the names in it, and the groups of documents that it is about."""

    text: str
    groups: tuple[tuple[str, ...], ...]


class Quoting:
    """Quotes documents. Made once per generation of the index; threads may share it."""

    def __init__(
        self, index: Index, titles: Mapping[str, str], prompts: Prompts, *, cache: Path | None
    ) -> None:
        """`titles` are those of the documents to quote, by id."""
        self._index = index
        self._titles = titles
        self._prompts = prompts
        self._prose = Prose(prompts, index.embedder, cache=cache)
        texts = {each: self._text(each) for each in titles}
        self._handles = Handles(texts, titles, foreign=[self._text(each) for each in index.pathways])

    def named(self, question: str, *, titled: bool = False) -> list[str]:
        """Return the documents that a question names by a handle, in its order; `titled`: by their titles."""
        found = self._handles.find(words(question))
        chosen = [handle for handle in found if handle.titled or not titled]
        return list(dict.fromkeys(each for handle in chosen for each in handle.document_ids))

    def answer(self, question: str) -> Finding | None:
        """Answer from the documents that are named; None where none is, or where they are to be left out."""
        whole = self._asked(question, ())
        if not whole.groups or has(self._prompts.reference["leaves_out"], question):
            return None
        return self._from_groups(question, whole)

    def from_documents(self, question: str, document_ids: Sequence[str]) -> Finding:
        """Answer from documents that are known to be meant, by whatever name."""
        return self._from_groups(question, _Asked(question, (tuple(document_ids),)))

    def of_another(self, question: str, focus: Focus | None) -> Finding | None:
        """Ask the last question of another document: "and Quillhaven?"; None where more is asked."""
        if focus is None or not focus.question or focus.pathway_id not in self._titles:
            return None
        whole = self._asked(question, ())
        if not whole.groups or content_stems(whole.text):
            return None
        return self._from_groups(focus.question, replace(whole, text=self._asked(focus.question, ()).text))

    def _from_groups(self, question: str, whole: _Asked) -> Finding:
        parts = [self._asked(part, whole.groups, own=True) for part in split_questions(question)]
        beside = has(self._prompts.reference["asks_pathway"], question)
        told = {group: self._told(group, whole, parts, beside_another=beside) for group in whole.groups}
        sure = any(told.values())
        if len(whole.groups) > 1:
            told = {
                group: found or self._told(group, whole, parts, beside_another=True)
                for group, found in told.items()
            }
            sure = sure or all(told.values())  # what all of them speak of is what was asked
        if not sure:
            return self._silent(question, whole)
        statements = [said for group in whole.groups for said in self._said(group, told[group], whole)]
        return self._finding(question, whole.groups, statements, told.values())

    def ranked(self, question: str, document_id: str) -> list[Ranked]:
        """Return the sentences of a document, the likeliest answer to a question about it first."""
        text = self._asked(question, ((document_id,),)).text
        return self._surest(text, (document_id,), self._chunks(text, (document_id,)))

    def told_with(self, ranked: Ranked) -> list[str]:
        """Return a ranked sentence with those that are told beside it, in the document's order."""
        return [line.text for line in self._with_neighbours([ranked.line])]

    def surety(self, ranked: Sequence[Ranked]) -> float:
        """Return how surely the first of ranked sentences answers, 0 to 1."""
        return self._prose.surety(ranked)

    def _said(self, group: Sequence[str], told: Sequence[Ranked], whole: _Asked) -> list[Statement]:
        """Return what a group of documents says, under its title where others stand beside it."""
        if not told:
            return [
                Statement(self._prompts.say("page_silent", subject=subject_of(self._titles[group[0]])), ())
            ]
        lines = self._with_neighbours([each.line for each in told])
        statements = [state(line.fact) for line in lines]
        if len(whole.groups) == 1:
            return statements
        return [self._under(lines[0].chunk.chunk_id, statements[0]), *statements[1:]]

    def attributed(self, finding: Finding) -> Finding:
        """Return a finding that says whose words each sentence is, to stand beside another's."""
        said = [
            self._under(statement.rests_on[0].chunk_id, statement) if statement.rests_on else statement
            for statement in finding.statements[:1]
        ]
        return replace(finding, statements=(*said, *finding.statements[1:]))

    def _chunks(self, question: str, group: Sequence[str]) -> list[Chunk]:
        """Return the chunks of a group of documents; of long ones, those nearest to the question."""
        chunks = [chunk for each in group for chunk in self._index.chunks_of(each)]
        if len(chunks) <= _WHOLE:
            return chunks
        return [found.chunk for found in self._index.search(question, k=_SEARCHED, pathway_ids=group)]

    def _text(self, document_id: str) -> str:
        return "\n".join(chunk.text for chunk in self._index.chunks_of(document_id))

    def _asked(self, question: str, fallback: tuple[tuple[str, ...], ...], *, own: bool = False) -> _Asked:
        said = words(question)
        handles = self._handles.find(said)
        names = {word for handle in handles for word in said[handle.start : handle.stop]}
        left = [
            word
            for word in (self._own(question, names) if own else question).split()
            if not names & set(words(word))
        ]
        text = " ".join(left)
        return _Asked(text, self._groups(handles, text) or fallback)

    def _own(self, question: str, names: Set[str]) -> str:
        """Return the question without the clauses that ask the pathway, where others ask a document."""
        clauses = [clause for clause in _CLAUSE.split(question) if clause.strip()]
        asks = self._prompts.reference["asks_pathway"]
        own = [clause for clause in clauses if names & set(words(clause)) or not has(asks, clause)]
        telling = set(content_stems(" ".join(own))) - set(content_stems(" ".join(names)))
        return " ".join(own) if len(own) < len(clauses) and len(telling) > 1 else question

    def _groups(self, handles: Sequence[Handle], text: str) -> tuple[tuple[str, ...], ...]:
        """Return the documents of the names: those that all are of, else those of each name apart."""
        if not handles:
            return ()
        sets = [handle.document_ids for handle in handles]
        shared = tuple(each for each in sets[0] if all(each in other for other in sets))
        if not shared:
            return tuple(dict.fromkeys(self._narrowed(group, text) for group in sets))
        narrowed = self._narrowed(shared, text)
        if len(narrowed) > 1 and has(_SEVERAL, text) and not has(_SEVERAL, self._titles[narrowed[0]]):
            return tuple((each,) for each in narrowed)
        return (narrowed,)

    def _narrowed(self, document_ids: Sequence[str], text: str) -> tuple[str, ...]:
        """Return those of the documents whose titles hold most words of the question."""
        said = set(content_stems(text))
        shared = {each: len(said & set(content_stems(self._titles[each]))) for each in document_ids}
        return tuple(each for each in document_ids if shared[each] == max(shared.values()))

    def _told(
        self,
        group: tuple[str, ...],
        whole: _Asked,
        parts: Sequence[_Asked],
        *,
        beside_another: bool = False,
    ) -> list[Ranked]:
        """Return the sentences of a group of documents that answer, none where none does."""
        chunks = self._chunks(whole.text, group)
        found: list[Ranked] = []
        asked = [part for part in parts if any(set(own) & set(group) for own in part.groups)]
        for part in dict.fromkeys([*asked, whole]):
            if part == whole and found:
                break
            ranked = self._surest(part.text, group, chunks)
            if ranked and self._prose.answers(ranked[0], beside_another=beside_another):
                found += [each for each in ranked[:_BEST] if each.score >= ranked[0].score - _BEHIND]
        return list({each.line.text: each for each in found}.values())[:_MOST]

    def _surest(self, text: str, group: Sequence[str], chunks: Sequence[Chunk]) -> list[Ranked]:
        """Rank the sentences for a question; where none is sure, for its last sentence alone."""
        ranked = self._ranked(text, group, chunks)
        last = split_sentences(text)[-1:]
        if (ranked and self._prose.answers(ranked[0])) or last in ([], [text]):
            return ranked
        return max(ranked, self._ranked(last[0], group, chunks), key=self._prose.surety)

    def _ranked(self, text: str, group: Sequence[str], chunks: Sequence[Chunk]) -> list[Ranked]:
        """Rank the sentences for a question without the words of the titles, if others are left that tell.

        A title's words are nearest to what a document says of itself, which is hardly what is asked for. How
        surely a sentence answers is judged with and without them: as it is surer.
        """
        titled = {stem for each in group for stem in content_stems(self._titles[each])}
        bare = " ".join(word for word in text.split() if not set(content_stems(word)) & titled)
        rankings = [self._prose.rank(way, chunks) for way in dict.fromkeys([bare, text])]
        if len(set(content_stems(bare))) < _TELLING:
            return max(rankings, key=self._prose.surety)
        others = {each.line: each for each in rankings[-1]}
        both = [
            (each, replace(others.get(each.line, each), score=each.score, lead=each.lead))
            for each in rankings[0]
        ]
        return [max(ways, key=self._prose.probability) for ways in both]

    def _with_neighbours(self, lines: Sequence[Line]) -> list[Line]:
        """Return the sentences each with the one that it refers to and the one that goes on with it."""
        goes_on = re.compile(self._prompts.reference["goes_on"])
        told: list[Line] = []
        for line in lines:
            texts = self._prose.lines_of(line.chunk)
            at = texts.index(line)
            first = at - 1 if at and goes_on.match(line.text) else at
            last = at + 1 if at + 1 < len(texts) and goes_on.match(texts[at + 1].text) else at
            told += texts[first : last + 1]
        return list(dict.fromkeys(told))

    def _under(self, chunk_id: str, statement: Statement) -> Statement:
        title = self._titles[self._index.chunk(chunk_id).pathway_id]
        return replace(statement, text=self._prompts.say("said_in", title=title, text=statement.text))

    def _silent(self, question: str, whole: _Asked) -> Finding:
        """Return that nothing is found, or that it is not sure to answer, with what is nearest."""
        statements = [said for group in whole.groups for said in self._nearest(whole.text, group)]
        found = self._finding(question, whole.groups, statements, [])
        return replace(found, action="abstain", abstained=True)

    def _nearest(self, text: str, group: Sequence[str]) -> list[Statement]:
        """Return what is nearest in a group of documents, with a warning; or that nothing is near."""
        subject = subject_of(self._titles[group[0]])
        ranked = self._surest(text, group, self._chunks(text, group))
        if not ranked or not self._prose.is_near(ranked[0]):
            return [Statement(self._prompts.say("page_silent", subject=subject), ())]
        near = [each.line for each in ranked[:_BEST] if each.score >= ranked[0].score - _BEHIND]
        told = [state(line.fact) for line in self._with_neighbours(near)]
        warned = self._prompts.say("page_unsure", subject=subject, text=told[0].text)
        return [replace(told[0], text=warned), *told[1:]]

    def _finding(
        self,
        question: str,
        groups: Sequence[Sequence[str]],
        statements: Sequence[Statement],
        told: Iterable[Sequence[Ranked]],
    ) -> Finding:
        ids = tuple(dict.fromkeys(each for group in groups for each in group))
        ranked = [each for several in told for each in several]
        passages = {each.line.chunk.chunk_id: Passage(each.line.chunk, each.score) for each in ranked}
        return Finding(
            "answer",
            tuple(dict.fromkeys(statements)),
            understood=" · ".join(["reference document", *(self._titles[each] for each in ids)]),
            passages=tuple(passages.values()),
            pathway_id=ids[0],
            record_ids=ids,
            listed=ids,
            question=question,
            confidence=max(map(self._prose.probability, ranked), default=None),
        )
