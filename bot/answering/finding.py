"""What a tool found: statements ready to be said, or facts for the model to write from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import NO_OFFER, Commitment, Fact, Offer, Passage, Pending

_FOR_ALL_EARS = frozenset({"answer", "smalltalk", "abstain", "sources"})


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that code says: a sentence, perhaps with a list under it, and the facts that it rests on."""

    text: str
    rests_on: tuple[Fact, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one tool.

    `statements` is the answer in code's own words, complete by itself. With `open_ended` the model may write
    it instead, from the facts of the statements: the question asks for judgement, not for a figure.
    """

    action: str
    statements: tuple[Statement, ...] = ()
    open_ended: bool = False
    abstained: bool = False
    record_ids: tuple[str, ...] = ()  # what the conversation is about from now on, most recent first
    listed: tuple[str, ...] = ()  # ids of the records of the last list, in its order
    offer: Offer = NO_OFFER
    topic: str = ""
    operation: str = ""
    pathway_id: str | None = None
    understood: str = ""
    missing: str = ""  # the thing that was asked for, where nothing is said about it
    passages: tuple[Passage, ...] = ()
    question: str = ""  # as it was understood
    commitments: tuple[Commitment, ...] = ()  # proposed or changed, as they are now
    pending: Pending | None = None  # what the coach asks and waits for
    confidence: float | None = None  # that the documents cover the question, 0 to 1

    @property
    def personal(self) -> bool:
        """Whether it tells of the person, or of a trouble of theirs, rather than of the documents."""
        return self.action not in _FOR_ALL_EARS

    @property
    def moves_on(self) -> bool:
        """Whether the conversation is about it from now on.

        What lies near a question that is not covered is not what it was about, but where a document was
        looked at one asks on about that: its findings have no operation.
        """
        looked_at = self.action == "abstain" and bool(self.listed) and not self.operation
        return self.action == "answer" or looked_at

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that the statements rest on, once, in order."""
        return tuple(dict.fromkeys(fact for statement in self.statements for fact in statement.rests_on))


def state(fact: Fact) -> Statement:
    """Return the statement that says one fact as it stands."""
    return Statement(fact.text, (fact,))


def enumerate_facts(lead: str, facts: Sequence[Fact], items: Sequence[str]) -> Statement:
    """Return a list: a lead sentence and its items."""
    return Statement(lead, tuple(facts), tuple(items))
