"""A pathway as a flat list of records: what a question can be about, each with its facts ready to quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import Fact, Horizon, Importance, Pathway, Phase, Resource, ResourceKind
from bot.pathways import chunks as ids
from bot.pathways import sentences as say
from bot.pathways.grammar import split_sentences
from bot.prompts import Prompts

QUOTED = re.compile(r"(?<!\w)['‘“\"]([^'’”\"]{4,}?)['’”\"](?!\w)")


class Kind(StrEnum):
    """What a record is."""

    SKILL = "skill"
    TRANSFERABLE = "transferable"
    PHASE = "phase"
    TASK = "task"
    RESOURCE = "resource"
    TITLE = "title"  # a book or course that only a task or the way to learn a skill names
    LOVE = "love"
    MISS = "miss"
    CHALLENGE = "challenge"
    ACTION = "action"
    FACT = "fact"  # one of the figures of the whole pathway: salary, duration, difficulty, demand, overview
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a pathway says something about.

    `record_id` is unique in its pathway ("skill/3"); `name` is what a person would call it, and for a task or
    a list item the item itself; `facts` are its statements, the main one first.
    """

    record_id: str
    kind: Kind
    name: str
    facts: tuple[Fact, ...]
    weeks: int | None = None
    importance: Importance | None = None
    phase: int | None = None
    horizon: Horizon | None = None
    resource_kind: ResourceKind | None = None
    in_list: Fact | None = None  # its line in the chunk that lists all of its kind

    @property
    def fact(self) -> Fact:
        """The main statement."""
        return self.facts[0]


def listed(records: Sequence[Record]) -> list[Fact]:
    """Return the facts of a list: where it is long, from the one chunk that lists them all."""
    return [record.in_list if record.in_list and len(records) > 2 else record.fact for record in records]


def list_records(pathway: Pathway, prompts: Prompts) -> tuple[Record, ...]:
    """Return every record of `pathway`, in document order."""
    return (
        *_whole(pathway),
        *_skills(pathway),
        *_roadmap(pathway),
        *_titles(pathway),
        *_reality(pathway, prompts),
        *_plan(pathway, prompts),
        *_questions(pathway),
    )


def _whole(pathway: Pathway) -> Iterator[Record]:
    glance = ids.at_a_glance_chunk_id(pathway.pathway_id)
    lines = {
        "difficulty": (say.difficulty_sentence(pathway),),
        "duration": (say.duration_sentence(pathway),),
        "salary": (say.salary_change_sentence(pathway), say.salary_range_sentence(pathway)),
        "demand": (say.demand_sentence(pathway),),
        "sources": (say.source_sentence(pathway),),
    }
    for name, said in lines.items():
        facts = tuple(Fact(line, glance, line) for line in said if line)
        if facts:
            yield Record(f"fact/{name}", Kind.FACT, name, facts)
    summary = ids.summary_chunk_id(pathway.pathway_id)
    facts = tuple(Fact(line, summary, line) for line in split_sentences(" ".join(pathway.overview.split())))
    if facts:
        yield Record("fact/overview", Kind.FACT, "overview", facts)


def _skills(pathway: Pathway) -> Iterator[Record]:
    pid = pathway.pathway_id
    for number, held in enumerate(pathway.transferable_skills, start=1):
        line = say.transferable_sentence(held)
        fact = Fact(line, ids.transferable_skill_chunk_id(pid, number), line)
        listed_as = Fact(held.name, ids.transferable_skills_chunk_id(pid), held.name)
        yield Record(f"transferable/{number}", Kind.TRANSFERABLE, held.name, (fact,), in_list=listed_as)
    for number, skill in enumerate(pathway.skills_to_learn, start=1):
        chunk_id = ids.skill_chunk_id(pid, number)
        lines = [line for line in (say.skill_sentence(skill), say.how_sentence(skill)) if line]
        facts = tuple(Fact(line, chunk_id, line) for line in lines)
        yield Record(
            f"skill/{number}",
            Kind.SKILL,
            skill.name,
            facts,
            weeks=skill.weeks,
            importance=skill.importance,
            in_list=Fact(lines[0], ids.skills_chunk_id(pid), lines[0]),
        )


def _roadmap(pathway: Pathway) -> Iterator[Record]:
    pid = pathway.pathway_id
    for phase in pathway.phases:
        line = say.phase_sentence(phase)
        facts = (Fact(line, ids.roadmap_chunk_id(pid), line),)
        yield Record(
            f"phase/{phase.position}", Kind.PHASE, phase.name, facts, weeks=phase.weeks, phase=phase.position
        )
    for phase in pathway.phases:
        chunk_id = ids.tasks_chunk_id(pid, phase.position)
        for task in phase.tasks:
            fact = Fact(say.task_sentence(phase, task), chunk_id, " ".join(task.text.split()))
            yield Record(f"task/{task.task_id}", Kind.TASK, task.text, (fact,), phase=phase.position)
        for number, resource in enumerate(phase.resources, start=1):
            yield _resource(pid, phase, number, resource)


def _resource(pid: str, phase: Phase, number: int, resource: Resource) -> Record:
    fact = Fact(
        say.resource_sentence(phase, resource),
        ids.resources_chunk_id(pid, phase.position),
        " ".join(say.resource_line(resource).split()),
    )
    return Record(
        f"resource/{phase.position}.{number}",
        Kind.RESOURCE,
        resource.name,
        (fact,),
        phase=phase.position,
        resource_kind=resource.kind,
    )


def _titles(pathway: Pathway) -> Iterator[Record]:
    """Books and courses that are no resource of a phase: quoted in a task or in the way to learn a skill."""
    listed = " ".join(resource.name for phase in pathway.phases for resource in phase.resources).lower()
    sources = [
        record for record in (*_skills(pathway), *_roadmap(pathway)) if record.kind in (Kind.SKILL, Kind.TASK)
    ]
    for record in sources:
        for title in QUOTED.findall(record.facts[-1].quote):
            if len(title.split()) >= 2 and title.lower() not in listed:
                yield Record(
                    f"title/{record.record_id}/{title}",
                    Kind.TITLE,
                    title,
                    record.facts[-1:],
                    phase=record.phase,
                )


def _reality(pathway: Pathway, prompts: Prompts) -> Iterator[Record]:
    reality, prose = pathway.reality_check, _prose(pathway)
    groups: tuple[tuple[Kind, ids.RealityPart, tuple[str, ...]], ...] = (
        (Kind.LOVE, "love", reality.love),
        (Kind.MISS, "miss", reality.miss),
        (Kind.CHALLENGE, "challenges", reality.challenges),
    )
    for kind, part, items in groups:
        chunk_id = ids.reality_check_chunk_id(pathway.pathway_id, part)
        for number, item in enumerate(items, start=1):
            line = " ".join(item.split())
            text = prompts.say(f"{kind}_item", item=decapitalised(line.rstrip("."), prose))
            yield Record(f"{kind}/{number}", kind, line, (Fact(text, chunk_id, line),))


def _plan(pathway: Pathway, prompts: Prompts) -> Iterator[Record]:
    plan, prose = pathway.action_plan, _prose(pathway)
    groups: tuple[tuple[Horizon, ids.PlanPart, tuple[str, ...]], ...] = (
        (Horizon.WEEK, "week", plan.week),
        (Horizon.MONTH, "month", plan.month),
        (Horizon.QUARTER, "90_days", plan.quarter),
    )
    for horizon, part, items in groups:
        chunk_id = ids.action_plan_chunk_id(pathway.pathway_id, part)
        for number, item in enumerate(items, start=1):
            line = " ".join(item.split())
            text = prompts.say(f"action_{horizon}", item=decapitalised(line.rstrip("."), prose))
            record_id = f"action/{horizon}.{number}"
            yield Record(record_id, Kind.ACTION, line, (Fact(text, chunk_id, line),), horizon=horizon)


def _questions(pathway: Pathway) -> Iterator[Record]:
    for number, entry in enumerate(pathway.faq, start=1):
        chunk_id = ids.question_chunk_id(pathway.pathway_id, number)
        facts = tuple(Fact(line, chunk_id, line) for line in split_sentences(" ".join(entry.answer.split())))
        yield Record(f"question/{number}", Kind.QUESTION, entry.question or entry.answer, facts)


def decapitalised(text: str, prose: str = "") -> str:
    """Return `text` as it reads inside a sentence: a first word that is no name loses its capital.

    A name has an inner capital or a digit, or stands capitalised inside a sentence of `prose` (the pathway's
    own text) and never in lower case, or is followed by another capital and is no word that opens list items.
    """
    first, _, rest = text.partition(" ")
    word = first.rstrip(",.:;")
    if word == "A":
        return f"a{text[1:]}"
    if not re.fullmatch(r"[A-Z][a-z]+(?:[-'’][a-z]+)*", word):
        return text
    following = rest.split(maxsplit=1)[0].rstrip(",.:;") if rest[:1].isupper() else ""
    if following and re.search(rf"[a-z,] {re.escape(f'{word} {following}')}(?!\w)", prose):
        return text
    common = re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", prose) or _opens_items(word)
    named = following or re.search(rf"[a-z,] {re.escape(word)}(?!\w)", prose)
    return text if named and not common else text[:1].lower() + text[1:]


def _opens_items(word: str) -> bool:
    return word.lower() in _COMMON or word.endswith("ing")


def _prose(pathway: Pathway) -> str:
    """Return everything that a pathway says in sentences, a line each."""
    phases = pathway.phases
    return "\n".join(
        [
            pathway.overview,
            pathway.demand,
            *(held.why for held in pathway.transferable_skills),
            *(skill.how for skill in pathway.skills_to_learn),
            *(task.text for phase in phases for task in phase.tasks),
            *(resource.note or "" for phase in phases for resource in phase.resources),
            *pathway.reality_check.love,
            *pathway.reality_check.miss,
            *pathway.reality_check.challenges,
            *pathway.action_plan.week,
            *pathway.action_plan.month,
            *pathway.action_plan.quarter,
            *(entry.answer for entry in pathway.faq),
        ]
    )


_COMMON = frozenset(
    """an the this that these your you high low less more deep simple simplicity comfort fast quick clear
    direct instant real strong broad new old install research join complete build set finish deploy
    create find read write pick look take start run try get make convert publish open put learn study
    practise practice prepare update use explore talk follow fewer limited little no not many most some
    all one two three tools frameworks libraries pure only""".split()
)
