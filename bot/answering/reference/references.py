"""The reference documents of one generation of the index, ready to be asked.

First which of them a question is about, then what they list or say on it: never a figure of another one,
unless it is said whose it is. What they do not have is said, with the nearest that they have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bot.answering.finding import Finding, Statement
from bot.answering.reference.asking import Ask, Asking
from bot.answering.reference.listed import ListedFact, listed_facts
from bot.answering.reference.mentions import Mentions
from bot.answering.reference.passages import asked_list, search_references
from bot.answering.reference.quoting import RECENT, Quoting
from bot.answering.reference.telling import compare, subject_of, subjects, tell
from bot.answering.reference.titles import is_person, singular
from bot.domain import Focus, Passage
from bot.index.reader import Index
from bot.language import has, join, words
from bot.prompts import Prompts

_TOGETHER = 3  # so many documents that a name may mean are answered from beside each other
_OFFERED = 6  # so many are named where they are more
_PLACE = re.compile(r"\b(?:in|at|near|around) (?:the )?([^\W\d_]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Meant:
    """The documents that a question is about. `opening` is said where none has the name that was asked."""

    document_ids: tuple[str, ...]
    opening: Statement | None = None
    missing: bool = False  # none is about what was asked


class References:
    """Answers from reference documents. Made once per generation of the index; threads may share it."""

    def __init__(self, index: Index, prompts: Prompts, *, cache: Path | None) -> None:
        self._index = index
        self._prompts = prompts
        self.titles = {
            document_id: document.title
            for document_id, document in index.documents.items()
            if document_id not in index.pathways
        }
        self._asking = Asking(self.titles, prompts, index.embedder)
        self._mentions = Mentions(index, self.titles, cache=cache)
        self.quoting = Quoting(index, self.titles, prompts, cache=cache)
        self._listed = lru_cache(maxsize=512)(self._read_listed)
        self._asks = lru_cache(maxsize=64)(self._asking.read)

    def warm(self) -> None:
        """Compute or load the vectors of the titles now."""
        self._mentions.warm()

    def read(self, question: str, focus: Focus | None) -> Ask:
        """Read a question; the focus counts where it is on one of these documents."""
        follows = focus is not None and focus.pathway_id in self.titles
        return self._asks(question, focus if follows else None)

    def answer(self, ask: Ask) -> Finding | None:
        """Answer about what the question names or seems to be about; None where it is about nothing."""
        if len(ask.named) == 1 and len(ask.named[0]) > _TOGETHER:
            return self._which(ask)
        meant = self._meant(ask)
        if meant is None:
            return None
        if not meant.document_ids:
            return self._finding(ask, meant, [])
        unheard = self._unheard(ask, meant.document_ids)
        facts = self._facts(ask, meant.document_ids)
        if facts:
            statements, passages = self._tell(ask, facts), self._listed_first(facts, [])
        else:
            found = asked_list(ask.text, self._index, document_ids=meant.document_ids)
            found = found or self.quoting.from_documents(ask.text, meant.document_ids)
            if not (meant.opening or unheard):
                recent = _recent(meant.document_ids, ask)
                return replace(found, question=ask.question, record_ids=recent, listed=meant.document_ids)
            statements, passages = list(found.statements), list(found.passages)
        if unheard:
            said = join([f'"{word}"' for word in unheard], last="or")
            text = self._prompts.say(
                "not_on_page", subject=subject_of(self.titles[meant.document_ids[0]]), words=said
            )
            first = statements[0]
            nearby = replace(first, text=f"{self._prompts.say('nearby')} {first.text}")
            statements = [Statement(text, ()), nearby, *statements[1:]]
            meant = replace(meant, missing=True)
        return replace(self._finding(ask, meant, statements), passages=tuple(passages))

    def lists(self, ask: Ask, document_ids: Sequence[str]) -> bool:
        """Tell whether documents list what a question asks for."""
        return bool(ask.wishes and self._facts(ask, document_ids))

    def listing(self, ask: Ask) -> Finding | None:
        """Answer what is asked of a name that no title has from the document that speaks of it.

        None where that document does not list it.
        """
        if not ask.stranger or not ask.wishes or ask.named:
            return None
        _, holder = self._holder(ask)
        return self.answer(ask) if holder and self._facts(ask, [holder]) else None

    def knows_person(self, ask: Ask, document_id: str) -> bool:
        """Tell whether a document speaks of whom a question names and no title does; True where of nobody."""
        people = [at for at, word in enumerate(ask.stranger) if is_person(word)]
        name = ask.stranger[max(0, people[-1] - 1) : people[-1] + 1] if people else ()
        return len(name) < 2 or self._mentions.speaks_of(document_id, name)

    def retrieve(self, question: str, *, k: int = 8, focus: Focus | None = None) -> list[Passage]:
        """Return the passages to answer from, best first: those that list what is asked for come before all.

        They are of the documents that the question names or seems to be about; of all, where it is of none.
        """
        ask = self.read(question, focus)
        meant = self._meant(ask)
        document_ids = meant.document_ids if meant else ()
        found = self._index.search(ask.text, k=k, pathway_ids=document_ids or list(self.titles))
        return self._listed_first(self._facts(ask, document_ids), found)[:k]

    def search(self, ask: Ask) -> Finding | None:
        """Search all documents for what the question says, whatever it is about.

        What is listed of many things is said of none of them where the question names none.
        """
        states_nothing = self._prompts.reference["no_statement"]
        found = search_references(
            ask.text, self._index, document_ids=list(self.titles), no_statement=states_nothing
        )
        if found is None or found.pathway_id is None:
            return None
        listed = self._listed(found.pathway_id)
        return None if any(self._asking.wishes.fact(wish, listed) for wish in ask.wishes) else found

    def _listed_first(
        self, facts: Sequence[tuple[str, ListedFact]], found: Sequence[Passage]
    ) -> list[Passage]:
        """Return the chunks that list the facts, then what else was found."""
        by_id = {passage.chunk.chunk_id: passage for passage in found}
        listing = [by_id.get(fact.chunk.chunk_id, Passage(fact.chunk, 1.0)) for _, fact in facts]
        return list(dict.fromkeys([*listing, *found]))

    def _meant(self, ask: Ask) -> _Meant | None:
        if ask.named:
            return _Meant(tuple(dict.fromkeys(each for ids in ask.named for each in ids[:_TOGETHER])))
        if not ask.stranger or not ask.wishes:
            return None
        name, holder = self._holder(ask)
        said = _as_asked(name, ask)
        if holder and set(words(said)) <= set(words(self.titles[holder])):
            return _Meant((holder,))  # it is its own page
        if holder:
            text = self._prompts.say("part_of", asked=said, subject=subject_of(self.titles[holder]))
            return _Meant((holder,), Statement(text, ()))
        if near := self._mentions.nearest(" ".join(ask.stranger), ask.near):
            text = self._prompts.say("nearest_page", asked=said, subject=subject_of(self.titles[near]))
            return _Meant((near,), Statement(text, ()), missing=True)
        return _Meant((), Statement(self._prompts.say("no_page", asked=said), ()), missing=True)

    def _holder(self, ask: Ask) -> tuple[tuple[str, ...], str | None]:
        """Return a name that no title has, as long as a document speaks of it, and that document."""
        for name in dict.fromkeys([ask.whole, ask.stranger]):
            if holder := self._mentions.holder(name):
                return name, holder
        return ask.stranger, None

    def _facts(self, ask: Ask, document_ids: Sequence[str]) -> list[tuple[str, ListedFact]]:
        """Return the listed facts that are asked for, each with its document."""
        wishes, found = self._asking.wishes, []
        for document_id in document_ids:
            listed = self._listed(document_id)
            facts = [fact for wish in ask.wishes if (fact := wishes.fact(wish, listed))]
            if not facts and (named := wishes.named(ask.text, listed)):
                facts = [named]
            found += [(document_id, fact) for fact in facts]
        return found

    def _tell(self, ask: Ask, facts: Sequence[tuple[str, ListedFact]]) -> list[Statement]:
        wishes = self._asking.wishes
        statements = [tell(fact, self.titles[of], wishes, self._prompts) for of, fact in facts]
        pair = [(self.titles[of], fact) for of, fact in facts]
        if (
            len(pair) == 2
            and facts[0][0] != facts[1][0]
            and has(self._prompts.reference["compares"], ask.text)
        ):
            compared = compare(pair, ask.text, self._prompts, others=statements)
            return [compared, *statements] if compared else statements
        return statements

    def _unheard(self, ask: Ask, document_ids: Sequence[str]) -> list[str]:
        """Return the places that the question asks of and that the documents say nothing of."""
        held = {
            singular(word)
            for each in document_ids
            for chunk in self._index.chunks_of(each)
            for word in words(chunk.text)
        }
        places = [match[1] for match in _PLACE.finditer(ask.question)]
        return [
            place
            for place in places
            if singular(place.lower())
            not in held | self._asking.usual | {singular(word) for name in ask.names for word in name}
            and self._asking.is_telling(place.lower())
        ][:2]

    def _which(self, ask: Ask) -> Finding:
        """Ask which of many is meant."""
        named = [self.titles[each] for each in ask.named[0][:_OFFERED]]
        text = self._prompts.say(
            "several_pages", asked=f'"{" ".join(ask.words_named[0])}"', subjects=subjects(named)
        )
        return self._finding(ask, _Meant(ask.named[0][:_OFFERED], missing=True), [Statement(text, ())])

    def _finding(self, ask: Ask, meant: _Meant, statements: Sequence[Statement]) -> Finding:
        said = [*([meant.opening] if meant.opening else []), *statements]
        titles = [self.titles[each] for each in meant.document_ids]
        return Finding(
            "abstain" if meant.missing else "answer",
            tuple(said),
            abstained=meant.missing,
            record_ids=_recent(meant.document_ids, ask),
            listed=meant.document_ids,
            topic=" ".join(ask.wishes),
            pathway_id=next(iter(meant.document_ids), None),
            understood=" · ".join(["reference document", *titles, *ask.wishes]),
            question=ask.question,
        )

    def _read_listed(self, document_id: str) -> list[ListedFact]:
        return listed_facts(self._index.chunks_of(document_id))


def _as_asked(name: Sequence[str], ask: Ask) -> str:
    """Return a name in quotation marks, in the spelling in which it was said."""
    pattern = r"[\W_]+".join(map(re.escape, name))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", ask.question, re.IGNORECASE)
    return f'"{found.group() if found else " ".join(name)}"'


def _recent(document_ids: Sequence[str], ask: Ask) -> tuple[str, ...]:
    """Return the documents that the conversation is about from now on, the new ones first."""
    return tuple(dict.fromkeys([*document_ids, *ask.before]))[:RECENT]
