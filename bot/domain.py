"""The words of Pathcoach: pathways, chunks, conversations. Frozen, without behaviour beyond what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

# --- pathways -------------------------------------------------------------------------------------


class Importance(StrEnum):
    """How much a skill matters on a pathway, most first."""

    CRITICAL = "critical"
    IMPORTANT = "important"
    NICE_TO_HAVE = "nice_to_have"


class ResourceKind(StrEnum):
    """What sort of thing a resource is."""

    COURSE = "course"
    BOOK = "book"
    DOCUMENTATION = "documentation"
    CERTIFICATION = "certification"
    PROJECT = "project"
    OTHER = "other"


class Horizon(StrEnum):
    """When an item of the action plan is for."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "90_days"


@dataclass(frozen=True, slots=True)
class Range:
    """A figure as a source gives it: `low` equals `high` where it is a single number."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Salary:
    """What a transition does to pay. Amounts are per year, in `currency`.

    `change_percent` holds every estimate the sources give, headline first; more than one means that they
    disagree. `before` and `after` are pay in the old and in the new role.
    """

    currency: str
    change_percent: tuple[Range, ...]
    before: Range | None
    after: Range | None


@dataclass(frozen=True, slots=True)
class TransferableSkill:
    """A skill the person already has, and why it helps."""

    name: str
    why: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill to learn. `weeks` assumes the pathway's own hours a week."""

    name: str
    importance: Importance
    weeks: int
    how: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to learn from. `note` says what a learner must know first, such as that it was withdrawn."""

    name: str
    kind: ResourceKind
    url: str | None = None
    note: str | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do in a phase. `task_id` is unique in the pathway and stable, such as `1.2`."""

    task_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of the roadmap. `position` counts from 1."""

    position: int
    name: str
    weeks: int
    tasks: tuple[Task, ...]
    resources: tuple[Resource, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RealityCheck:
    """What a person will love, may miss, and will find hard."""

    love: tuple[str, ...]
    miss: tuple[str, ...]
    challenges: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The first steps, by horizon."""

    week: tuple[str, ...]
    month: tuple[str, ...]
    quarter: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A frequently asked question; `question` is None where the source gives only the answer."""

    question: str | None
    answer: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a pathway's facts come from."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Pathway:
    """A career transition, as one document describes it.

    `months` holds every estimate of the whole duration, headline first; more than one means that the
    sources disagree. `hours_per_week` is what the weeks of skills and phases assume.
    """

    pathway_id: str
    title: str
    from_role: str
    to_role: str
    difficulty: str
    months: tuple[Range, ...]
    salary: Salary
    demand: str
    overview: str
    transferable_skills: tuple[TransferableSkill, ...]
    skills_to_learn: tuple[Skill, ...]
    phases: tuple[Phase, ...]
    reality_check: RealityCheck
    action_plan: ActionPlan
    faq: tuple[Question, ...]
    sources: tuple[Source, ...]
    as_of: date | None
    hours_per_week: int = 10
    licence: str | None = None  # under which the document may be shared


class Section(StrEnum):
    """The fixed second-level headings of a pathway document; a reference document has BODY alone."""

    OVERVIEW = "overview"
    TRANSFERABLE_SKILLS = "transferable-skills"
    SKILLS_TO_LEARN = "skills-to-learn"
    ROADMAP = "roadmap"
    REALITY_CHECK = "reality-check"
    ACTION_PLAN = "action-plan"
    QUESTIONS = "questions"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Chunk:
    """One record of a document, sensible on its own.

    `chunk_id` is `pathway_id/section/rest`, unique in the index. `heading` is the way to the record
    ("Roadmap › Phase 2: Model Optimization and Conversion › Tasks"), `text` its content, `line` where it
    starts in the document (from 1; 0: unknown), `position` its place in the document's order.
    A reference document's own id stands in `pathway_id`.
    """

    chunk_id: str
    pathway_id: str
    section: Section
    heading: str
    text: str
    line: int
    position: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of one file: its chunks, and a pathway unless it is a reference document."""

    document_id: str
    title: str
    chunks: tuple[Chunk, ...]
    pathway: Pathway | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for one question."""

    chunk: Chunk
    score: float  # fused rank score, higher is better; only comparable within one search
    cosine: float = 0.0  # similarity of the question's and the chunk's vectors, -1 to 1
    bm25: float = 0.0  # BM25 score, 0 where no word of the question occurs


# --- conversations --------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Message:
    """What a person said, on any channel. No `thread_id` starts a fresh thread."""

    text: str
    person_id: str = "local"
    channel: str = "terminal"
    thread_id: str | None = None
    pathway_id: str | None = None
    composer: Composer | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the coach says to one message. `action` is the tool that answered."""

    text: str
    action: str
    abstained: bool = False
    citations: tuple[Citation, ...] = ()
    composer: Composer = Composer.EXTRACTIVE
    model: str | None = None
    usage: Usage = Usage()
    timings_ms: Mapping[str, float] = field(default_factory=dict)  # route, retrieve, first_sentence, total
    thread_id: str | None = None
    stopped: bool = False  # the reader stopped it: `text` is what was written by then
    trace: Trace = Trace()


@dataclass(frozen=True, slots=True)
class ReplyEvent:
    """A step of a reply: a `sentence` to show as it comes, or the finished `reply` (last, once)."""

    kind: Literal["sentence", "finished"]
    text: str = ""
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the coach talks with."""

    person_id: str
    display_name: str | None = None
    timezone: str | None = None
    pathway_id: str | None = None
    hours_per_week: int | None = None
    started_on: date | None = None
    known_skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """A name under which a channel knows a person (`team:user` in Slack)."""

    person_id: str
    channel: str
    external_id: str


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
