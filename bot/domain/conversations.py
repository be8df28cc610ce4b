"""The words of conversations: a message in, a reply with its evidence out, and how both are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.commitments import Commitment, Pending
from bot.domain.pathways import Passage, Section


class Composer(StrEnum):
    """How a reply was, or is to be, written: by the model, by code from the evidence, or by both."""

    LLM = "llm"
    MIXED = "mixed"
    EXTRACTIVE = "extractive"


@dataclass(frozen=True, slots=True)
class Fact:
    """One short, self-contained statement that a tool found, and the words of the chunk it rests on."""

    text: str
    chunk_id: str
    quote: str  # stands verbatim in the chunk


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer from a reply to the chunk that holds it; `quote` stands there verbatim."""

    number: int
    chunk_id: str
    pathway_id: str
    section: Section
    heading: str
    quote: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one reply; `cached_tokens` are those of the prompt that needed no evaluation."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.cached_tokens + other.cached_tokens,
            self.completion_tokens + other.completion_tokens,
        )


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that the model wrote and the reader does not see, and why."""

    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Focus:
    """What a conversation is about after a reply, so that "and how long does that take?" is understood."""

    pathway_id: str | None = None
    topic: str = ""
    operation: str = ""
    record_ids: tuple[str, ...] = ()  # most recent first
    question: str = ""  # as it was understood, whole even where an ellipsis was asked
    listed: tuple[str, ...] = ()  # ids of the records of the last list, in its order
    shown: tuple[str, ...] = ()  # ids of the last list that was asked for, whatever was spoken of since
    told: tuple[str, ...] = ()  # what was said since then without asking anything
    missing: str = ""  # the thing that was asked for just before, where the documents say nothing about it


@dataclass(frozen=True, slots=True)
class Offer:
    """What a reply named as things to do, so that "I'll do the second one" is understood.

    `record_ids` in the order in which they were said. `in_turn`: the first is to be done now, the others
    behind it.
    """

    record_ids: tuple[str, ...] = ()
    in_turn: bool = False


NO_OFFER = Offer()
ChosenBy = Literal["router", "model"]


@dataclass(frozen=True, slots=True)
class Trace:
    """How a reply came about: who chose the tool, what was understood, what was found, stated and dropped."""

    understood: str = ""
    focus: Focus = Focus()
    passages: tuple[Passage, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    facts: tuple[Fact, ...] = ()  # the evidence, computed counts and sums among it
    chosen_by: ChosenBy = "router"
    confidence: float | None = None  # that the documents cover the question, 0 to 1; None: not judged
    offer: Offer = Offer()
    kind: str = ""  # of the answer, as far as it matters who writes it: a row's column in composers.yaml


@dataclass(frozen=True, slots=True)
class Message:
    """What a person said, on any channel. No `thread_id` starts a fresh thread.

    A `tool` that was named, by a command or a button, runs on the text, whatever that would be read as.
    Where others read along, it was `overheard`: nothing of the person is said in passing then.
    """

    text: str
    person_id: str = "local"
    channel: str = "terminal"
    thread_id: str | None = None
    pathway_id: str | None = None
    composer: Composer | None = None
    tool: str | None = None
    overheard: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What the coach says to one message. `action` is the tool that answered.

    A reply that is `personal` is for the person's eyes alone, or part of it is.
    """

    text: str
    action: str
    abstained: bool = False
    citations: tuple[Citation, ...] = ()
    composer: Composer = Composer.EXTRACTIVE
    model: str | None = None
    usage: Usage = Usage()
    timings_ms: Mapping[str, float] = field(default_factory=dict)  # route, retrieve, first_sentence, total
    thread_id: str | None = None
    turn_id: str | None = None  # as it was kept
    personal: bool = False
    stopped: bool = False  # the reader stopped it: `text` is what was written by then
    trace: Trace = Trace()
    commitments: tuple[Commitment, ...] = ()  # proposed or changed in this turn, as they are after it
    pending: Pending | None = None  # what the coach asked and waits for
    tokens_per_s: float | None = None  # how fast the model wrote; not kept. None: it did not, or does not say


@dataclass(frozen=True, slots=True)
class ReplyEvent:
    """A step of a reply: a `sentence` to show as it comes, or the finished `reply` (last, once).

    A sentence that is `personal` tells of the person: others who read along must not see it.
    """

    kind: Literal["sentence", "finished"]
    text: str = ""
    reply: Reply | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation of one person."""

    thread_id: str
    person_id: str
    channel: str
    pathway_id: str | None
    title: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its reply, as they were kept. `position` counts from 1 in its thread."""

    turn_id: str
    thread_id: str
    position: int
    question: str
    reply: Reply
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Rated:
    """A turn, and what somebody thought of its reply; who that was is not said."""

    turn: Turn
    helpful: bool
    given_at: datetime
