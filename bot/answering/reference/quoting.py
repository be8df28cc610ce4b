"""Answers in the sentences of documents that a question names by a handle: a place, a firm, a person.

Each question of a message is asked of each document that it names. What a document does not say is not
answered from another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.answering.finding import Finding, Statement, enumerate_facts, state
from bot.answering.reference.abbreviations import abbreviations
from bot.answering.reference.addressing import Addressing, Asked
from bot.answering.reference.handles import Handles
from bot.answering.reference.parallel import align, apart, difference, total
from bot.answering.reference.prose import Line, Ranked
from bot.answering.reference.rates import worked_out
from bot.answering.reference.seeking import Seeking
from bot.answering.reference.telling import subject_of
from bot.domain import Focus, Passage
from bot.index.reader import Index
from bot.language import content_stems, has
from bot.prompts import Prompts

RECENT = 4  # documents that a conversation is about


class Quoting:
    """Quotes documents. Made once per generation of the index; threads may share it."""

    def __init__(
        self, index: Index, titles: Mapping[str, str], prompts: Prompts, *, cache: Path | None
    ) -> None:
        """`titles` are those of the documents to quote, by id."""
        self._index = index
        self._titles = titles
        self._prompts = prompts
        texts = {each: self._text(each) for each in titles}
        pathways = [self._text(each) for each in index.pathways]
        handles = Handles(texts, titles, foreign=pathways)
        known = abbreviations([*pathways, *texts.values()])
        self.addressing = Addressing(handles, titles, known, prompts)
        self.seeking = Seeking(index, titles, prompts, cache=cache)

    def answer(self, question: str) -> Finding | None:
        """Answer from the documents that are named; None where none is, or where they are to be left out."""
        whole = self.addressing.read(question)
        if not whole.groups or has(self._prompts.reference["leaves_out"], question):
            return None
        return self._from_groups(question, whole)

    def from_documents(self, question: str, document_ids: Sequence[str]) -> Finding:
        """Answer from documents that are known to be meant, by whatever name."""
        return self._from_groups(question, Asked(question, (tuple(document_ids),)))

    def of_another(self, question: str, focus: Focus | None) -> Finding | None:
        """Ask the last question of another document: "and Quillhaven?"; None where more is asked."""
        if focus is None or not focus.question:
            return None
        if focus.pathway_id in self._titles and (compared := self._of_both(question, focus)):
            return compared
        again = self.addressing.again(question, focus.question, focus.pathway_id)
        if again is None:
            return None
        found = self._from_groups(again.text, again, expected=True)
        spoken_of = dict.fromkeys((*found.record_ids, *focus.record_ids))
        return replace(found, record_ids=tuple(spoken_of)[:RECENT])

    def _of_both(self, question: str, focus: Focus) -> Finding | None:
        """Set the two documents spoken of last side by side: "which has more?" behind the same of both."""
        both = [each for each in focus.record_ids if each in self._titles][:2]
        asks = re.match(self._prompts.reference["which_of_both"], question.strip(), re.IGNORECASE)
        if len(both) < 2 or not asks or self.addressing.named(question):
            return None
        own = self.addressing.read(question).text
        compares = self._prompts.reference["compares"]
        # "Which has more benches?" asks of benches, whatever was asked before.
        telling = [word for word in content_stems(own) if not has(compares, word)]
        asked = own if telling else self.addressing.read(focus.question).text
        groups = tuple((each,) for each in both)
        whole = question if telling else f"{focus.question} {question}"
        return self._from_groups(whole, Asked(asked, groups), expected=True)

    def of_the_same(self, question: str, focus: Focus) -> Finding:
        """Ask more of the documents spoken of, together with what was asked before where that tells more."""
        group = tuple(focus.listed)
        alone = self._from_groups(question, Asked(question, (group,)), expected=True)
        if not alone.abstained or not focus.question:
            return alone
        both = f"{question} {self.addressing.read(focus.question).text}"
        return self._from_groups(question, Asked(both, (group,)))

    def attributed(self, finding: Finding) -> Finding:
        """Return a finding that says whose words each sentence is, to stand beside another's.

        One from several documents says so already.
        """
        if len(finding.listed) > 1:
            return finding
        said = [
            self._under(statement.rests_on[0].chunk_id, statement) if statement.rests_on else statement
            for statement in finding.statements[:1]
        ]
        return replace(finding, statements=(*said, *finding.statements[1:]))

    def ranked(self, question: str, document_id: str) -> list[Ranked]:
        """Return the sentences of a document, the likeliest answer to a question about it first."""
        group = (document_id,)
        return self.seeking.ranked(self.addressing.read(question, (group,)).text, group)

    def _from_groups(self, question: str, whole: Asked, *, expected: bool = False) -> Finding:
        """Answer from the groups of documents; `expected`: the conversation says that they are meant."""
        parts = self.addressing.parts(question, whole.groups)
        beside = expected or has(self._prompts.reference["asks_pathway"], question)
        if aligned := self._aligned(question, whole, parts):
            return aligned
        told = {
            group: self.seeking.told(group, whole, parts, beside_another=beside) for group in whole.groups
        }
        sure = any(told.values())
        if len(whole.groups) > 1:
            told = {
                group: found or self.seeking.told(group, whole, parts, beside_another=True)
                for group, found in told.items()
            }
            sure = sure or all(told.values())  # what all of them speak of is what was asked
        if not sure:
            return self._silent(question, whole)
        statements = [said for group in whole.groups for said in self._said(group, told[group], whole)]
        if len(told) == 2 and all(told.values()):
            named = [(self._subject(found[0]), found[0]) for found in told.values()]
            statements += [gap] if (gap := difference(question, named, self._prompts)) else []
        return self._finding(question, whole.groups, statements, told.values())

    def _aligned(self, question: str, whole: Asked, parts: Sequence[Asked]) -> Finding | None:
        """Answer one question to several documents by what all of them say alike, and compare the figures."""
        own = {part.groups for part in parts if part.groups != whole.groups}
        if len(whole.groups) < 2 or len(own) > 1:
            return None
        rankings = [self.seeking.ranked(whole.text, each) for each in whole.groups]
        found = align(rankings, self._index.embedder.embed)
        if found is None or not found.answers(self.seeking.prose.probability):
            return None
        told = dict(zip(whole.groups, found.told, strict=True))
        statements = [said for group, each in told.items() for said in self._said(group, [each], whole)]
        named = [(self._subject(each), each) for each in told.values()]
        added = total(question, found.told, self._prompts)
        if computed := added or difference(question, named, self._prompts):
            statements.append(computed)
        return self._finding(question, whole.groups, statements, [[each] for each in found.told])

    def _said(self, group: Sequence[str], told: Sequence[Ranked], whole: Asked) -> list[Statement]:
        """Return what a group of documents says, under its title where others stand beside it."""
        if not told:
            return [
                Statement(self._prompts.say("page_silent", subject=subject_of(self._titles[group[0]])), ())
            ]
        lines = self.seeking.with_neighbours([each.line for each in told])
        statements = [self._state(line) for line in lines]
        reckoned = (worked_out(whole.text, line.fact, self._prompts) for line in lines)
        statements += [found for found in reckoned if found][:1]
        if len(whole.groups) == 1 and (gap := apart(whole.text, told, self._prompts)):
            statements.append(gap)
        if len(whole.groups) == 1:
            return statements
        return [self._under(lines[0].chunk.chunk_id, statements[0]), *statements[1:]]

    def _state(self, line: Line) -> Statement:
        """Return a sentence as a statement; one that opens a list with its entries."""
        items = self.seeking.items_of(line)
        if not items:
            return state(line.fact)
        facts = [line.fact, *(each.fact for each in items)]
        return enumerate_facts(line.text.rstrip(" :"), facts, [each.text for each in items])

    def _subject(self, ranked: Ranked) -> str:
        """Return what the document is about that a sentence stands in."""
        return subject_of(self._titles[ranked.line.chunk.pathway_id])

    def _under(self, chunk_id: str, statement: Statement) -> Statement:
        title = self._titles[self._index.chunk(chunk_id).pathway_id]
        return replace(statement, text=self._prompts.say("said_in", title=title, text=statement.text))

    def _silent(self, question: str, whole: Asked) -> Finding:
        """Return that nothing is found, or that it is not sure to answer, with what is nearest."""
        statements = [said for group in whole.groups for said in self._nearest(whole.text, group)]
        found = self._finding(question, whole.groups, statements, [])
        return replace(found, action="abstain", abstained=True)

    def _nearest(self, text: str, group: Sequence[str]) -> list[Statement]:
        """Return what is nearest in a group of documents, with a warning; or that nothing is near."""
        subject = subject_of(self._titles[group[0]])
        told = [state(line.fact) for line in self.seeking.nearest(text, group)]
        if not told:
            return [Statement(self._prompts.say("page_silent", subject=subject), ())]
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
            confidence=max(map(self.seeking.prose.probability, ranked), default=None),
        )

    def _text(self, document_id: str) -> str:
        return "\n".join(chunk.text for chunk in self._index.chunks_of(document_id))
