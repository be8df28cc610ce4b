"""The words of documents: a pathway and its records, the chunks made of it, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


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
    sources disagree. `hours_per_week` is what the weeks of skills and phases are reckoned with;
    `hours_stated` tells whether the document says so itself.
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
    hours_stated: bool = False
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
