"""What came of one question: what the index returned, what the coach replied, and whether that is right."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain import Reply

from ..metrics.retrieval import ndcg_at, reciprocal_rank
from .facts import states
from .questions import Question
from .words import plural, singular

_SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")
_DENIES = re.compile(r"\b(?:no|not|nothing|none|neither)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Chunk ids and the documents that they are of, best first, and the ids that hold the fact."""

    chunk_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    gold: frozenset[str]

    def found_within(self, k: int) -> bool:
        """Whether one of the first `k` holds the fact: a reader needs no second one."""
        return reciprocal_rank(self.chunk_ids, self.gold) >= 1 / k

    def page_within(self, k: int, document_id: str | None) -> bool:
        """Whether one of the first `k` is of the page."""
        return document_id in self.document_ids[:k]

    @property
    def ndcg(self) -> float:
        """nDCG@10; more than one chunk may hold the fact."""
        return ndcg_at(self.chunk_ids, self.gold, 10)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with its reply. `ranking` is None for a trap: nothing is to be found."""

    question: Question
    reply: Reply
    ranking: Ranking | None
    search_ms: float
    elapsed_ms: float

    @property
    def declined(self) -> bool:
        """Whether the reply says that the documents do not have it: it abstains, or denies the very name.

        What is nearby may follow; whose that is has been said.
        """
        return self.reply.abstained or any(
            _DENIES.search(sentence) and self._names_it(sentence)
            for sentence in _SENTENCE.split(self.reply.text)
        )

    @property
    def wrong_occupation(self) -> bool:
        """Whether the reply rests on another document than the page, without saying so."""
        strange = {citation.pathway_id for citation in self.reply.citations} - {self.question.document_id}
        return bool(strange) and not self.declined

    @property
    def right(self) -> bool:
        """Whether the reply states the fact and rests on the page alone. A trap has to be declined."""
        if self.question.document_id is None:
            return self.declined
        cited = {citation.pathway_id for citation in self.reply.citations}
        return cited == {self.question.document_id} and states(self.reply.text, self.question.spelt)

    @property
    def verdict(self) -> str:
        """What to call the outcome where it is not right."""
        if self.wrong_occupation:
            return "another occupation's"
        return "abstains" if self.reply.abstained else "does not state it"

    def _names_it(self, sentence: str) -> bool:
        name = self.question.name.casefold()
        return any(form in sentence.casefold() for form in (name, singular(name), plural(name)))
