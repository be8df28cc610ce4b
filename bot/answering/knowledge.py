"""All that is indexed, ready to be asked: picks the pathway that a question is about, and asks it.

Follows the index when a new generation is published. Reference documents, which have no records, are searched
where no pathway covers a question.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.finding import Finding, Statement
from bot.answering.naming import role_score
from bot.answering.reading import Reading
from bot.answering.reference.asking import Ask
from bot.answering.reference.describing import called_so, described, holders, near, speaking_as
from bot.answering.reference.references import References
from bot.answering.reference.telling import subject_of
from bot.answering.reference.titles import is_person
from bot.answering.several import focus_of, joined, split_questions
from bot.domain import Chunk, Focus, Pathway
from bot.errors import UnknownPathway
from bot.index.reader import Index
from bot.language import has, join, words
from bot.prompts import Prompts
from bot.router import Route, Router

_ASIDE = frozenset({"smalltalk", "capabilities", "distress", "legal", "medical", "visa"})
_APART = 0.6  # above this score a message is surely none of the documents' matter
_FEW = 4  # documents of which somebody may be asked which one is meant
_SHORT = 4  # words of a question that leans on the one before it
_SURE = 0.8  # of an answer that counts although the question sounds like one to the pathway
_UNSURE = 0.5  # below this score of its topic a question is hardly one to the pathway


class Knowledge:
    """The indexed pathways and documents. Threads may share it."""

    def __init__(self, index: Index, prompts: Prompts, router: Router, *, cache: Path | None) -> None:
        self.index = index
        self.prompts = prompts
        self.router = router
        self._cache = cache
        self._lock = threading.Lock()
        self._answerers: dict[str, Answerer] = {}
        self._searched: References | None = None
        self._generation = ""
        self._readings = lru_cache(maxsize=256)(self._read)

    def refresh(self) -> None:
        """Follow the index if a new generation was published."""
        self.index.refresh()
        with self._lock:
            if self.index.generation != self._generation:
                self._answerers.clear()
                self._searched = None
                self._readings.cache_clear()
                self._generation = self.index.generation

    def pathways(self) -> list[Pathway]:
        """Return the indexed pathways, by id."""
        return [self.index.pathways[pathway_id] for pathway_id in sorted(self.index.pathways)]

    def titles(self) -> str:
        """Return the transitions that are known: "the move from Backend Developer to Edge AI Engineer"."""
        return join(
            [self.prompts.say("move", from_role=p.from_role, to_role=p.to_role) for p in self.pathways()]
        )

    def contents(self) -> list[str]:
        """Return the titles of all that is indexed: the pathways, then the documents."""
        pathways = [pathway.title for pathway in self.pathways()]
        others = [d.title for key, d in self.index.documents.items() if key not in self.index.pathways]
        return [*pathways, *sorted(others, key=str.casefold)]

    def chunk(self, chunk_id: str) -> Chunk:
        """Return an indexed chunk."""
        return self.index.chunk(chunk_id)

    def choose(self, question: str, *, asked: str | None, focus: Focus | None) -> str | None:
        """Return the id of the pathway that a question is about; None where that is open.

        `asked` is the person's own choice and wins. Raises UnknownPathway where it is not indexed.
        """
        known = self.index.pathways
        if asked is not None:
            if asked not in known:
                names = join(sorted(known)) or "none"
                raise UnknownPathway(f"No pathway {asked} is indexed. Indexed are: {names}.")
            return asked
        if len(known) == 1:
            return next(iter(known))
        scores = {pathway_id: role_score(question, p.from_role, p.to_role) for pathway_id, p in known.items()}
        best = max(scores, key=scores.__getitem__, default=None)
        if best is not None and scores[best] > 0 and sum(s == scores[best] for s in scores.values()) == 1:
            return best
        if focus is not None and focus.pathway_id in known:
            return focus.pathway_id
        found = self.index.search(question, k=5, pathway_ids=list(known)) if known else []
        return found[0].chunk.pathway_id if found and found[0].cosine >= 0.35 else None

    def read(self, question: str, pathway_id: str, focus: Focus | None) -> Reading:
        """Read a question about one pathway."""
        elsewhere = focus is not None and focus.pathway_id not in (None, *self.index.pathways)
        return self._readings(question, pathway_id, None if elsewhere else focus)

    def asked(self, message: str, pathway_id: str | None) -> str:
        """Return what a message asks about a pathway, without the story around it."""
        return message if pathway_id is None else self._answerer(pathway_id).asked(message)

    def route(self, question: str) -> Route:
        """Route a question that is about no pathway."""
        return self.router.route(question)

    def documents_meant(self, message: str, focus: Focus | None) -> tuple[bool, bool]:
        """Tell whether a message names a document by title or handle, and whether it may go on about one."""
        references = self._references()
        if references is None:
            return False, False
        ask = references.read(message, focus)
        named = ask.named and not ask.followed
        return bool(named or references.quoting.addressing.named(message)), ask.followed

    def titles_named(self, message: str) -> list[str]:
        """Return the titles of the documents that a message names by a place, a firm or a person."""
        references = self._references()
        named = references.quoting.addressing.named(message) if references else []
        return [self.index.documents[each].title for each in named]

    def answer(self, question: str, pathway_id: str | None, focus: Focus | None) -> Finding:
        """Answer from the pathway or from reference documents, else say what is covered.

        Of a message that asks several documents, each question is answered on its own.
        """
        references = self._references()
        if references is None:
            return self._from_pathway(question, pathway_id, focus)
        if found := self._quoted(question, pathway_id, focus, references):
            return found
        asked = split_questions(question)
        named = [bool(references.read(each, None).named) for each in asked]
        if len(asked) > 1 and any(named):
            # "I wonder how big the field is. How many actors are there?" asks of actors alone.
            asked = [
                each for at, each in enumerate(asked) if not (each.endswith(".") and any(named[at + 1 :]))
            ]
            findings: list[Finding] = []
            for each in asked:
                findings.append(self._answer_one(each, pathway_id, focus, references))
                focus = focus_of(findings[-1], focus)
            return joined(findings)
        return self._answer_one(question, pathway_id, focus, references)

    def _quoted(
        self, question: str, pathway_id: str | None, focus: Focus | None, references: References
    ) -> Finding | None:
        """Answer from the documents that are named by a place, a firm or a person; the pathway may be too.

        An occupation that is named by its title comes before somebody whom a text speaks of.
        """
        quoting = references.quoting
        ask = references.read(question, None)
        titled = {each for ids in ask.named for each in ids}
        if pathway_id is not None and titled and not self._strange(ask.words_named, pathway_id):
            titled = set()  # "edge AI" is the pathway's own matter, whichever titles have it
        named = quoting.addressing.named
        called = named(question, inside=False)
        if titled:
            meant = bool(titled & {*called} or named(question, titled=True))
        else:  # what a page lists of somebody whom it speaks of is told from the list
            meant = bool(called) or not references.lists(ask, named(question))
        found = (quoting.of_another(question, focus) or quoting.answer(question)) if meant else None
        if found is None or pathway_id is None or not has(self.prompts.reference["asks_pathway"], question):
            return found
        other = self._from_pathway(question, pathway_id, focus)
        if other.abstained:
            other = self._from_pathway(quoting.addressing.of_pathway(question), pathway_id, focus)
        return found if other.abstained else joined([other, quoting.attributed(found)])

    def _answer_one(
        self, question: str, pathway_id: str | None, focus: Focus | None, references: References
    ) -> Finding:
        ask = references.read(question, focus)
        elsewhere = pathway_id is None or self._is_elsewhere(ask, pathway_id)
        found = references.answer(ask) if elsewhere else None
        if found and not (ask.followed and found.abstained):
            return _leaning(found, focus) if ask.followed else found
        if pathway_id is not None and (same := self._of_the_same(question, pathway_id, focus, references)):
            return _leaning(same, focus)
        nameless = found is None and not ask.named
        strange = pathway_id is None or bool(self._strange(ask.names, pathway_id))
        if nameless and strange and ask.names_a_thing and (listed := references.listing(ask)):
            return listed
        told = self._described(ask, pathway_id, references) if nameless else None
        if told and not told.abstained:
            return told
        finding = self._from_pathway(question, pathway_id, focus)
        if found:  # "how hard is this?" need not be about the document spoken of
            return found if finding.abstained else finding
        if ask.named and ask.wishes and not ask.followed and not finding.abstained:
            other = references.answer(ask)
            if other is None or other.abstained:
                return finding
            # The role to reach stands beside an occupation; of "architect jobs" the pathway says nothing.
            return joined([finding, other]) if self._names_role(ask, pathway_id) or not ask.exact else other
        if not finding.abstained:
            return finding
        found = told or references.answer(ask) or references.search(ask)
        return found or self._which_document(question, pathway_id, references) or finding

    def _which_document(
        self, question: str, pathway_id: str | None, references: References
    ) -> Finding | None:
        """Ask which of a few documents is meant, where the words of a question stand in each of them."""
        if pathway_id is None:
            return None
        strange = self.read(question, pathway_id, None).unknown
        held = holders(strange, self.index, near(question, self.index, list(references.titles)))
        if not 1 < len(held) <= _FEW:
            return None
        titles = [subject_of(references.titles[each]) for each in held]
        text = self.prompts.say("which_document", count=len(held), titles=join(titles))
        return Finding("abstain", (Statement(text, ()),), abstained=True)

    def _described(self, ask: Ask, pathway_id: str | None, references: References) -> Finding | None:
        """Answer from the document that the question describes in words that the pathway does not have.

        Nothing where it describes none, or where nothing in that document is near. Somebody whom no title
        names has to be spoken of in it.
        """
        if pathway_id is None:
            return None
        question = ask.question
        reading = self.read(question, pathway_id, None)
        apart = reading.topic in _ASIDE and reading.confidence >= _APART
        own = ("asks_pathway", "leaves_out")
        if apart or any(has(self.prompts.reference[name], question) for name in own):
            return None
        found = near(question, self.index, list(references.titles)) if reading.unknown else []
        spoken = speaking_as(question, reading.unknown, self.index, found)
        meant = spoken or described(reading.unknown, self.index, found)
        titled = meant is not None and bool(spoken or called_so(reading.unknown, references.titles[meant]))
        if (reading.subjects or reading.importances) and not titled:
            return None  # "a board from the hackerspace" asks of the hackerspace
        if meant is None or not references.knows_person(ask, meant):
            return None
        answer = references.quoting.from_documents(question, [meant])
        told = any(statement.rests_on for statement in answer.statements)
        return answer if told or titled else None

    def _of_the_same(
        self, question: str, pathway_id: str, focus: Focus | None, references: References
    ) -> Finding | None:
        """Answer from the document that was just answered from; None where it likely does not say it.

        What names something of the pathway is not asked of the document.
        """
        if focus is None or not focus.listed or focus.pathway_id not in references.titles:
            return None
        reading, lexicon = self.read(question, pathway_id, None), self.prompts.lexicon
        nouns = "|".join(lexicon[name] for name in ("phase_words", "skill_words", "role_words"))
        of_pathway = has(nouns, question) and not references.quoting.seeking.holds(
            focus.listed, nouns, question
        )
        if reading.subjects or reading.horizon or of_pathway:
            return None
        found = references.quoting.of_the_same(question, focus)
        if reading.importances and (found.confidence or 0.0) < _SURE:
            return None  # "what do parents get extra?" is none of the pathway's extras
        told = any(statement.rests_on for statement in found.statements)
        return found if not found.abstained or (told and reading.confidence < _UNSURE) else None

    def _is_elsewhere(self, ask: Ask, pathway_id: str) -> bool:
        """Whether a question is about reference documents and not about the pathway."""
        if self._names_role(ask, pathway_id):
            return False
        if ask.followed:
            return True
        strange = self._strange(ask.names, pathway_id)
        if ask.named:  # "the author of the book" asks of no authors
            whole = any(len(name) > 1 and is_person(name[-1]) for name in ask.words_named)
            return (ask.exact and whole) or bool(ask.wishes and strange)
        return bool(ask.asks_of_person and strange)

    def _names_role(self, ask: Ask, pathway_id: str | None) -> bool:
        if pathway_id is None:
            return False
        return any(pattern.search(ask.text) for pattern, _ in self._answerer(pathway_id).view.role_patterns)

    def _strange(self, names: Iterable[Sequence[str]], pathway_id: str) -> list[Sequence[str]]:
        """Return those of the names, each in words, that have a word which the pathway does not."""
        vocabulary = self._answerer(pathway_id).view.vocabulary
        return [name for name in names if not all(word in vocabulary for word in name)]

    def _from_pathway(self, question: str, pathway_id: str | None, focus: Focus | None) -> Finding:
        if pathway_id is None:
            return self._which_pathway()
        return self._answerer(pathway_id).answer(self.read(question, pathway_id, focus))

    def prepare(self) -> None:
        """Compute what is kept of all pathways and titles: else their first question waits for it."""
        for pathway_id in self.index.pathways:
            self._answerer(pathway_id).lines.warm()
        if references := self._references():
            references.warm()

    def warm(self) -> None:
        """Load what the first question would load."""
        for pathway_id in list(self.index.pathways)[:1]:
            self._answerer(pathway_id).lines.warm()
            self.read("How long does it take?", pathway_id, None)

    def _read(self, question: str, pathway_id: str, focus: Focus | None) -> Reading:
        return self._answerer(pathway_id).read(question, focus)

    def _answerer(self, pathway_id: str) -> Answerer:
        with self._lock:
            if pathway_id not in self._answerers:
                pathway = self.index.pathways[pathway_id]
                made = Answerer(pathway, self.prompts, self.router, self.index.embedder, cache=self._cache)
                self._answerers[pathway_id] = made
            return self._answerers[pathway_id]

    def _references(self) -> References | None:
        """Return the reference documents; None where there are none."""
        with self._lock:
            if self._searched is None and len(self.index.documents) > len(self.index.pathways):
                self._searched = References(self.index, self.prompts, cache=self._cache)
            return self._searched

    def _which_pathway(self) -> Finding:
        name = "which_pathway" if self.index.pathways else "no_pathway"
        text = self.prompts.say(name, titles=self.titles())
        return Finding("abstain", (Statement(text, ()),), abstained=True)


def _leaning(finding: Finding, focus: Focus | None) -> Finding:
    """Return the finding with what a short question leans on: "and for students?" may be asked of others."""
    short = focus is not None and bool(focus.question) and len(words(finding.question)) <= _SHORT
    return replace(finding, question=f"{focus.question} {finding.question}") if focus and short else finding
